// Reads and checks a playbook file. It reports every fault at once, each with file, line, field and remedy.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { DomainError } from '../decider/decider';
import type { Given, PlaybookFault, PlaybookProblem } from '../problems/playbook-faults';
import { findFaults } from './check';
import { checkCalendarOf } from './compile';
import { atKey, type Finding, finding, NAMED, type Parts } from './finding';
import { danglingAlias, fieldAt, locate } from './load-position';
import { meantOrKnown } from './nearest';
import type { Playbook } from './playbook';
import { remedyIn } from './remedy';
import { knownKeys, playbookSchema, textsIn } from './schema';
import { LANGUAGES } from './schema-values';

/** `DomainError('bad-playbook')` with the problems of the file. */
export class PlaybookError extends DomainError {
  constructor(readonly problems: readonly PlaybookProblem[]) {
    super('bad-playbook', { problems });
  }
}

/** Reads and checks a playbook file. Throws `PlaybookError`. */
export function loadPlaybook(file: string): Playbook {
  return parsePlaybook(readSource(file), file);
}

function readSource(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const isMissing = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
    throw new PlaybookError([{ file, line: 0, column: 0, field: '', code: isMissing ? 'no-such-file' : 'unreadable' }]);
  }
}

/** Checks a playbook's YAML. `fileName` appears in the problems. Throws `PlaybookError` with every fault. */
export function parsePlaybook(source: string, fileName: string): Playbook {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, field: string, { code, parameters }: Pick<Finding, 'code' | 'parameters'>): PlaybookProblem => {
    const { line, col } = lines.linePos(offset);
    return { file: fileName, line, column: col, field, code, ...(parameters && { parameters }) };
  };
  const refuse = (problems: readonly PlaybookProblem[]): never => {
    throw new PlaybookError([...problems].sort((a, b) => a.line - b.line || a.column - b.column));
  };

  const { errors, warnings } = document;
  const broken = errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  const tabs = broken.filter(({ code }) => code === 'TAB_AS_INDENT');
  // In broken YAML only the first fault is reported, or all tabs: the other faults follow from it.
  const listed = [...errors.filter((error) => !broken.includes(error)), ...(tabs.length > 0 ? tabs : broken.slice(0, 1)), ...warnings];
  const faults = listed.map(({ code, message, pos: [offset] }) =>
    at(offset, fieldAt(document, offset), finding([], ...yamlFault(code, message))),
  );
  if (broken.length > 0) refuse(faults);

  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const offset = danglingAlias(document) ?? 0;
    refuse([...faults, at(offset, fieldAt(document, offset), { code: 'dangling-alias' })]);
  }
  if (data === null || data === undefined) refuse([at(0, '', { code: 'empty-file' })]);

  const parsed = playbookSchema.safeParse(data);
  const shapes = [...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => shapeFindings(issue, data))), ...languageFindings(data)];
  const findings = [...shapes, ...findFaults(parsed.success ? partsOf(parsed.data, []) : partsOf(data, shapes), checkCalendarOf)];
  const located = findings.map((fault) => at(locate(document, fault.path, fault.atKey), fault.path.join('.'), fault));
  // A fault that several aliases repeat is reported once.
  faults.push(...located.filter((fault, index) => located.findIndex((other) => isSameFault(fault, other)) === index));
  return parsed.success && faults.length === 0 ? parsed.data : refuse(faults);
}

const isSameFault = (a: PlaybookProblem, b: PlaybookProblem): boolean =>
  a.line === b.line &&
  a.column === b.column &&
  a.code === b.code &&
  isDeepStrictEqual(a.parameters, b.parameters) &&
  lastKey(a) === lastKey(b);

/** The last key of the field: two missing fields at one place are two faults. */
const lastKey = ({ field }: PlaybookProblem): string => field.slice(field.lastIndexOf('.') + 1);

function yamlFault(code: string, message: string): PlaybookFault {
  switch (code) {
    case 'TAB_AS_INDENT':
      return ['tab'];
    case 'DUPLICATE_KEY':
      return ['key-twice'];
    case 'BAD_INDENT':
      return ['bad-indentation'];
    case 'MULTIPLE_DOCS':
      return ['second-document'];
    default:
      return ['broken-yaml', { said: message.replace(/\.$/, '') }];
  }
}

/** A fault found by zod. */
function shapeFindings(issue: z.core.$ZodIssue, data: unknown): Finding[] {
  const { path } = issue;
  const value = valueAt(data, path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => atKey(finding([...path, key], 'unknown-key', meantOrKnown(key, unused(value, path)))));
  if (value === undefined && issue.code !== 'invalid_key') return [finding(path, 'is-missing')];
  switch (issue.code) {
    case 'invalid_key':
      return [atKey(finding(path, 'bad-key', { remedy: remedyIn(issue.issues[0]?.message ?? '') }))];
    case 'invalid_type':
      return [finding(path, 'wrong-shape', { given: given(value), expected: issue.expected })];
    case 'invalid_value':
      return [finding(path, 'unknown-value', { given: given(value), ...meantOrKnown(String(value), issue.values.map(String)) })];
    default:
      return [finding(path, 'not-fitting', { given: given(value), remedy: remedyIn(issue.message) })];
  }
}

/** Texts that lack a language of the playbook, or have one that the playbook lacks. */
function languageFindings(data: unknown): Finding[] {
  const named = valueAt(data, ['languages']);
  const wanted = Array.isArray(named) ? LANGUAGES.filter((language) => named.includes(language)) : LANGUAGES;
  if (wanted.length === 0) return [];
  return textsIn(data).flatMap(({ path, languages }) => [
    ...wanted
      .filter((language) => !languages.includes(language))
      .map((language) => finding([...path, language], 'text-missing', { language })),
    ...LANGUAGES.filter((language) => !wanted.includes(language) && languages.includes(language)).map((language) =>
      atKey(finding([...path, language], 'language-unknown', { language })),
    ),
  ]);
}

const given = (value: unknown): Given => {
  if (Array.isArray(value)) return { is: value.length === 0 ? 'empty-list' : 'list' };
  if (value === null) return { is: 'nothing' };
  return typeof value === 'object' ? { is: 'group' } : { value: JSON.stringify(value) };
};

/** Keys that may have been meant: known at `path` and not used yet. */
const unused = (value: unknown, path: readonly PropertyKey[]): string[] =>
  knownKeys(path).filter((key) => typeof value !== 'object' || value === null || !Object.hasOwn(value, key));

const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    data,
  );

/** `data` without the entries and fields whose shape has a fault: the rest fits the schema. */
function partsOf(data: unknown, faults: readonly Finding[]): Parts {
  const isSound = (...path: string[]): boolean => !faults.some((fault) => path.every((key, index) => fault.path[index] === key));
  const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
  const section = (name: string): [string, unknown][] => {
    const value = valueAt(data, [name]);
    return isGroup(value) ? Object.entries(value) : [];
  };
  const sound = (name: string) => Object.fromEntries(section(name).filter(([id]) => isSound(name, id)));
  const groups = [
    ...['roles', 'levels', 'contact-levels', 'stages', 'touchpoints', 'severities', 'case-kinds', 'service-levels', 'promises'],
    ...['calendars', 'zones'],
  ];
  const field = (name: string) => (isSound(name) ? { [name]: valueAt(data, [name]) } : {});
  const ids = (name: string): string[] => section(name).map(([id]) => id);
  return {
    ...Object.fromEntries(groups.filter((name) => isGroup(valueAt(data, [name]))).map((name) => [name, sound(name)])),
    ...field('defaults'),
    ...field('words'),
    ...field('cases'),
    ...field('ladder'),
    ...field('zipper'),
    ...field('handover'),
    ...field('default-level'),
    ...field('default-zone'),
    ...field('default-calendar'),
    ids: Object.fromEntries(NAMED.map((name) => [name, ids(name)])) as unknown as Parts['ids'],
    sections: isGroup(data) ? Object.keys(data) : [],
  };
}
