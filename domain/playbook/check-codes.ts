// Checks of the codes that a playbook defines: kinds of roles, ranks, and references to roles.
import { atKey, type Finding, finding, type Parts, type Path, repeated, unknown } from './finding';

/** Recipients that a case or a handover adds to the roles; they are not roles. */
const PART_OF_A_CASE = ['engineer'];
const PART_OF_A_HANDOVER = ['successor', 'stand-in'];

export const codeFaults = (parts: Parts): Finding[] => [
  ...numbers('severities', 'urgency', 'severity', parts.severities),
  ...numbers('roles', 'rank', 'role', parts.roles),
  ...numbers('levels', 'rank', 'level', parts.levels),
  ...numbers('contact-levels', 'rank', 'level', parts['contact-levels']),
  ...empty(parts),
  ...kinds(parts),
  ...reserved(parts),
  ...unknown(['cases', 'default-kind'], parts.cases?.['default-kind'], parts.ids['case-kinds'], 'case-kind'),
  ...unknown(['default-level'], parts['default-level'], parts.ids.levels, 'service-level'),
  ...eachNamed(
    ['ladder'],
    (parts.ladder ?? []).map(({ notify }, index) => [[index, 'notify'], notify] as const),
    parts.ids.roles,
  ),
  ...notified(['cases', 'notify'], parts.cases?.notify, [...PART_OF_A_CASE, ...parts.ids.roles]),
  ...notified(['handover', 'notify'], parts.handover?.notify, [...PART_OF_A_HANDOVER, ...parts.ids.roles]),
  ...eachNamed(['handover'], [[['stand-in'], parts.handover?.['stand-in'] ?? []]], parts.ids.roles),
  ...zipper(parts),
  ...serviceLevels(parts),
];

/** Refuses two entries with the same number. */
const numbers = <Field extends string>(
  section: string,
  field: Field & ('urgency' | 'rank'),
  what: 'severity' | 'role' | 'level',
  entries: Readonly<Record<string, { readonly [Name in Field]: number }>> = {},
): Finding[] =>
  Object.entries(entries).flatMap(([id, entry], index, all): Finding[] => {
    const like = all.slice(0, index).find(([, other]) => other[field] === entry[field]);
    if (!like) return [];
    return [finding([section, id, field], 'number-taken', { number: entry[field], field, of: like[0], what })];
  });

const empty = ({ sections, ids }: Parts): Finding[] =>
  (['roles', 'levels', 'contact-levels'] as const)
    .filter((name) => sections.includes(name) && ids[name].length === 0)
    .map((name) => finding([name], 'nothing-to-choose'));

/** Exactly one role answers for the account; at most one stands in, and at most one oversees. */
function kinds({ roles, ids }: Parts): Finding[] {
  if (!roles) return [];
  const of = (kind: string) => Object.entries(roles).filter(([, role]) => role.kind === kind);
  const twice = (['answers-for-the-account', 'stands-in', 'oversees'] as const).flatMap((kind) => {
    const [first, ...others] = of(kind);
    return others.map(([id]) => finding(['roles', id, 'kind'], 'kind-taken', { role: first?.[0] ?? '', kind }));
  });
  // A role with a fault of its own may be the missing one.
  const isMissing = ids.roles.length > 0 && ids.roles.every((id) => Object.hasOwn(roles, id)) && of('answers-for-the-account').length === 0;
  if (!isMissing) return twice;
  return [...twice, finding(['roles'], 'nobody-answers')];
}

/** Names of an account's other columns and fields: a role with such a name would be mistaken for one. */
const FIELDS = [
  ...['account', 'name', 'signed-on', 'zone', 'calendar', 'level', 'segment', 'annual-fee', 'currency', 'promised-delivery-on'],
  ...['contract-ends-on', 'by', 'at', 'reason', 'note'],
];

const reserved = ({ ids }: Parts): Finding[] => [
  ...ids.roles.filter((id) => FIELDS.includes(id)).map((id) => atKey(finding(['roles', id], 'name-of-a-field', { name: id }))),
  ...ids.roles
    .filter((id) => [...PART_OF_A_CASE, ...PART_OF_A_HANDOVER].includes(id))
    .map((id) => atKey(finding(['roles', id], 'name-of-a-part', { name: id }))),
];

const notified = (path: Path, notify: Readonly<Record<string, readonly string[]>> = {}, known: readonly string[]): Finding[] =>
  eachNamed(
    path,
    Object.entries(notify).map(([when, roles]) => [[when], roles] as const),
    known,
  );

const eachNamed = (path: Path, lists: readonly (readonly [at: Path, roles: readonly string[]])[], known: readonly string[]): Finding[] =>
  lists.flatMap(([at, roles]) => {
    const here = [...path, ...at];
    return [...unknown(here, roles, known, 'role'), ...repeated(here, roles)];
  });

function zipper({ zipper: pairs = {}, ids }: Parts): Finding[] {
  const levels = Object.keys(pairs).flatMap((level) =>
    unknown(['zipper', level], level, ids['contact-levels'], 'contact-level').map(atKey),
  );
  return [
    ...levels,
    ...eachNamed(
      ['zipper'],
      Object.entries(pairs).map(([level, roles]) => [[level], roles] as const),
      ids.roles,
    ),
  ];
}

/** Either every level has terms of service, or none has. */
function serviceLevels({ 'service-levels': given, sections, ids }: Parts): Finding[] {
  if (!sections.includes('service-levels') || !given) return [];
  const strange = Object.keys(given).flatMap((level) => unknown(['service-levels', level], level, ids.levels, 'service-level').map(atKey));
  const missing = ids.levels
    .filter((level) => !ids['service-levels'].includes(level))
    .map((level) => finding(['service-levels', level], 'is-missing'));
  return [...strange, ...missing];
}
