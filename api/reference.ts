// The contract as Markdown: the generated part of docs/api.md.
import type { Field, Metadata } from './metadata';
import { metadataOf } from './metadata';
import type { OpenApi } from './openapi';
import { openApi } from './openapi';
import { ON_ACCOUNT, ON_CASE, ON_HANDOVER, ON_THE_WAY } from './refusals';
import { codesOf, ROLES, type Topic } from './route';

type Contract = Readonly<Record<string, Topic>>;

/** The tables of routes, answers and roles, as Markdown. */
export function reference(contract: Contract): string {
  const topics = Object.entries(contract).map(([name, topic]) => [name, Object.values(metadataOf(topic))] as const);
  return [
    ...topics.flatMap(([name, routes]) => [`### ${name}`, '', ...routesTable(routes, everywhere(contract)), '']),
    '### Answers',
    '',
    'A question mark: the field may be missing. `null` is said where it may be null.',
    '',
    '| answer | its fields |',
    '|---|---|',
    ...shapes(openApi(contract)),
    '',
    '### Who may do what',
    '',
    'Whoever is signed in may use the other routes. Nothing enforces this table yet: who has the token may do everything.',
    '',
    `| route | ${ROLES.join(' | ')} |`,
    `|---|${ROLES.map(() => '---|').join('')}`,
    ...topics.flatMap(([, routes]) => routes.flatMap(rolesRow)),
    '',
    '### Codes that several routes have',
    '',
    '| of | codes |',
    '|---|---|',
    `| every route | ${everywhere(contract).join(', ')} |`,
    ...GROUPS.map(([what, codes]) => `| commands *${what}* | ${codes.join(', ')} |`),
    '',
  ].join('\n');
}

/** Groups of codes that are listed once. */
const GROUPS: readonly (readonly [what: string, codes: readonly string[]])[] = [
  ['to an account', ON_ACCOUNT],
  ['to a case', ON_CASE],
  ['to a handover', ON_HANDOVER],
  ['on the way', ON_THE_WAY],
];
const STATEMENT = ['by', 'at', 'reason', 'note'];

/** Codes of every command, which the tables of routes do not repeat. */
const everywhere = (contract: Contract): readonly string[] => {
  const all = Object.values(contract)
    .flatMap((topic) => Object.values(topic))
    .filter(({ roles }) => roles !== 'anybody');
  const commands = all.filter(({ method }) => method === 'POST').map((route) => new Set<string>(codesOf(route)));
  return Array.from(commands[0] ?? []).filter((code) => commands.every((codes) => codes.has(code)));
};

const routesTable = (routes: readonly Metadata[], known: readonly string[]): string[] => [
  '| route | does | takes | refuses with |',
  '|---|---|---|---|',
  ...routes.map(({ method, path, summary, fields, problems }) => {
    const takes = fields.filter((field) => field.in !== 'path');
    return `| \`${method} ${shown(path)}\` | ${cell(summary)} | ${takesText(takes)} | ${refusals(problems, known)} |`;
  }),
];

/** The fields of a route; a whole statement is shortened. */
function takesText(fields: readonly Field[]): string {
  const said = fields.filter(({ name }) => STATEMENT.includes(name));
  const isStatement = said.length === STATEMENT.length;
  const own = isStatement ? fields.filter((field) => !said.includes(field) || field.required) : fields;
  return [...own.map(fieldText), ...(isStatement ? ['*statement*'] : [])].join(', ');
}

/** A route's codes, with groups by their names and without the codes of every command. */
function refusals(problems: Metadata['problems'], known: readonly string[]): string {
  let rest = Object.entries(problems).flatMap(([status, codes]) => codes.map((code) => ({ status, code })));
  rest = rest.filter(({ code }) => !known.includes(code));
  const groups = GROUPS.flatMap(([what, codes]) => {
    if (!codes.every((code) => Object.values(problems).some((ones) => ones.includes(code)))) return [];
    if (!codes.some((code) => rest.some((one) => one.code === code))) return [];
    rest = rest.filter(({ code }) => !codes.includes(code));
    return [`*${what}*`];
  });
  const statuses = Array.from(new Set(rest.map(({ status }) => status)));
  const own = statuses.map((status) => `${status} ${rest.flatMap((one) => (one.status === status ? [one.code] : [])).join(', ')}`);
  return [...groups, ...own].join('; ');
}

const shown = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');
const cell = (text: string): string => text.replaceAll('|', '\\|');

/** A field: `name*` where required, with codes or type in brackets. */
const fieldText = ({ name, type, required, values }: Field): string => {
  const what = values ? values.join(' ') : type === 'string' ? '' : type;
  return `\`${name}\`${required ? '*' : ''}${what === '' ? '' : ` (${what})`}`;
};

const rolesRow = ({ method, path, roles }: Metadata): string[] =>
  typeof roles === 'string'
    ? []
    : [`| \`${method} ${shown(path)}\` | ${ROLES.map((role) => (roles.includes(role) ? 'yes' : '')).join(' | ')} |`];

interface Json {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Json[];
  readonly items?: Json;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
}

const shapes = ({ components }: OpenApi): string[] =>
  Object.entries(components['schemas'] as Readonly<Record<string, Json>>)
    .filter(([, { properties }]) => properties)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, schema]) => `| ${name} | ${fields(schema)} |`);

const fields = ({ properties = {}, required = [] }: Json): string =>
  Object.entries(properties)
    .map(([name, schema]) => `\`${name}${required.includes(name) ? '' : '?'}\`${typed(schema)}`)
    .join(', ');

const typed = (schema: Json): string => {
  const type = typeText(schema);
  return type === '' ? '' : ` ${type}`;
};

/** The type of a field; empty for a text. */
function typeText({ $ref, type, format, enum: values, const: only, anyOf, items, properties, required }: Json): string {
  if ($ref) return $ref.split('/').at(-1) ?? '';
  if (values) return values.join(' ');
  if (only !== undefined) return JSON.stringify(only);
  if (anyOf) return anyOf.map((one) => (one.type === 'null' ? 'null' : typeText(one) || 'text')).join(' or ');
  if (items) return `[${typeText(items) || 'text'}]`;
  if (properties) return `{${fields({ properties, ...(required && { required }) })}}`;
  if (typeof type === 'object') return type.map((one) => (one === 'string' ? 'text' : one)).join(' or ');
  return type === 'string' ? (format ?? '') : (type ?? 'anything');
}
