// Reads and checks a playbook file. It reports every fault at once, each with file, line, field and remedy.
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { DomainError } from '../decider/decider';
import { findFaults } from './check';
import { checkCalendarOf } from './compile';
import { type Finding, NAMED, type Parts } from './finding';
import { danglingAlias, fieldAt, locate } from './load-position';
import { suggest } from './nearest';
import type { Playbook } from './playbook';
import { knownKeys, playbookSchema, textsIn } from './schema';
import { LANGUAGES } from './schema-values';

/** One fault of a playbook file. Lines and columns count from 1; 0: it has no place in the file. */
export interface PlaybookProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Path of keys, such as `touchpoints.renewal.owner`; empty for the file as a whole. */
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

/** `DomainError('bad-playbook')` with its problems. The message has one line for each. */
export class PlaybookError extends DomainError {
  constructor(readonly problems: readonly PlaybookProblem[]) {
    super('bad-playbook', { inWords: problems.map(problemLine).join('\n') });
  }
}

/** `file:line:column field: problem. remedy` */
export function problemLine({ file, line, column, field, problem, remedy }: PlaybookProblem): string {
  const place = line > 0 ? `${file}:${line}:${column}` : file;
  return `${field ? `${place} ${field}` : place}: ${problem}. ${remedy}`;
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
    const problem = isMissing ? 'there is no such file' : 'the file cannot be read';
    throw new PlaybookError([{ file, line: 0, column: 0, field: '', problem, remedy: 'Check its path and permissions.' }]);
  }
}

/** Checks a playbook's YAML; `fileName` is for messages. Throws `PlaybookError` with every fault. */
export function parsePlaybook(source: string, fileName: string): Playbook {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, field: string, problem: string, remedy: string): PlaybookProblem => {
    const { line, col } = lines.linePos(offset);
    return { file: fileName, line, column: col, field, problem, remedy };
  };
  const refuse = (problems: readonly PlaybookProblem[]): never => {
    throw new PlaybookError([...problems].sort((a, b) => a.line - b.line || a.column - b.column));
  };

  const { errors, warnings } = document;
  const broken = errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  const tabs = broken.filter(({ code }) => code === 'TAB_AS_INDENT');
  // In broken YAML only the first fault is reported, or all tabs: the other faults follow from it.
  const listed = [...errors.filter((error) => !broken.includes(error)), ...(tabs.length > 0 ? tabs : broken.slice(0, 1)), ...warnings];
  const faults = listed.map(({ code, message, pos: [offset] }) => at(offset, fieldAt(document, offset), ...inOurWords(code, message)));
  if (broken.length > 0) refuse(faults);

  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const offset = danglingAlias(document) ?? 0;
    refuse([
      ...faults,
      at(offset, fieldAt(document, offset), 'this *alias has no &anchor, or there are too many', 'Define each &anchor before its *alias.'),
    ]);
  }
  if (data === null || data === undefined) refuse([at(0, '', 'the file is empty', 'Start from a copy of playbooks/key-account.yaml.')]);

  const parsed = playbookSchema.safeParse(data);
  const shapes = [...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => shapeFindings(issue, data))), ...languageFindings(data)];
  const findings = [...shapes, ...findFaults(parsed.success ? partsOf(parsed.data, []) : partsOf(data, shapes), checkCalendarOf)];
  const located = findings.map(({ path, atKey, problem, remedy }) => at(locate(document, path, atKey), path.join('.'), problem, remedy));
  // A fault that several aliases repeat is reported once.
  faults.push(...located.filter((fault, index) => located.findIndex((other) => isSameFault(fault, other)) === index));
  return parsed.success && faults.length === 0 ? parsed.data : refuse(faults);
}

const isSameFault = (a: PlaybookProblem, b: PlaybookProblem): boolean =>
  a.line === b.line && a.column === b.column && a.problem === b.problem && a.remedy === b.remedy && lastKey(a) === lastKey(b);

/** The last key of the field: two missing fields at one place are two faults. */
const lastKey = ({ field }: PlaybookProblem): string => field.slice(field.lastIndexOf('.') + 1);

function inOurWords(code: string, message: string): [problem: string, remedy: string] {
  switch (code) {
    case 'TAB_AS_INDENT':
      return ['a tab is used to indent', 'Indent with spaces.'];
    case 'DUPLICATE_KEY':
      return ['this key stands here twice', 'Remove or rename one of them.'];
    case 'BAD_INDENT':
      return ['the indentation does not fit, or a bracket is not closed', 'Give entries of one level the same number of spaces.'];
    case 'MULTIPLE_DOCS':
      return ['a second document begins here', 'Keep one playbook in a file: remove "---".'];
    default:
      return [message.replace(/\.$/, ''), 'Correct the YAML here: a text with ": " or " #" in it needs quotes.'];
  }
}

/** A fault found by zod, in words for the playbook's author. */
function shapeFindings(issue: z.core.$ZodIssue, data: unknown): Finding[] {
  const { path } = issue;
  const value = valueAt(data, path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      atKey: true,
      problem: 'unknown key',
      remedy: suggest(key, unused(value, path)),
    }));
  if (value === undefined && issue.code !== 'invalid_key') {
    return [{ path, problem: 'is missing', remedy: 'Add it.' }];
  }
  switch (issue.code) {
    case 'invalid_key':
      return [{ path, atKey: true, problem: 'this key does not fit', remedy: issue.issues[0]?.message ?? '' }];
    case 'invalid_type': {
      const expected = EXPECTED[issue.expected] ?? issue.expected;
      return [{ path, problem: `${shown(value)} stands where ${expected} is expected`, remedy: `Write ${expected}.` }];
    }
    case 'invalid_value':
      return [{ path, problem: `${shown(value)} is not known here`, remedy: suggest(String(value), issue.values.map(String)) }];
    default:
      return [{ path, problem: `${shown(value)} does not fit`, remedy: issue.message }];
  }
}

/** Texts that lack a language of the playbook, or have one that the playbook lacks. */
function languageFindings(data: unknown): Finding[] {
  const given = valueAt(data, ['languages']);
  const wanted = Array.isArray(given) ? LANGUAGES.filter((language) => given.includes(language)) : LANGUAGES;
  if (wanted.length === 0) return [];
  return textsIn(data).flatMap(({ path, languages }) => [
    ...wanted
      .filter((language) => !languages.includes(language))
      .map((language) => ({ path: [...path, language], problem: `the ${NAMES[language]} text is missing`, remedy: 'Add it.' })),
    ...LANGUAGES.filter((language) => !wanted.includes(language) && languages.includes(language)).map((language) => ({
      path: [...path, language],
      atKey: true as const,
      problem: `the playbook has no ${NAMES[language]}`,
      remedy: `Remove it, or add ${language} to \`languages\`.`,
    })),
  ]);
}

const NAMES: Readonly<Record<(typeof LANGUAGES)[number], string>> = { en: 'English', zh: 'Chinese' };

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'an interval such as [09:00, 12:00]',
  object: 'a group of fields',
  record: 'a group of fields',
};

const shown = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'this list';
  if (value === null) return 'nothing';
  return typeof value === 'object' ? 'a group of fields' : JSON.stringify(value);
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
