// The findings of a playbook check, and the parts that it looks at.
import type { Named, PlaybookFault, PlaybookFaults } from '../problems/playbook-faults';
import { meantOrKnown } from './nearest';
import type { Playbook } from './playbook';

/** A fault at `path` of the data; `atKey`: in the key itself. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly atKey?: true;
  readonly code: keyof PlaybookFaults;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** A fault at `path`. */
export const finding = (path: Finding['path'], ...[code, parameters]: PlaybookFault): Finding => ({
  path,
  code,
  ...(parameters && { parameters }),
});

/** The same fault, placed at the key instead of its value. */
export const atKey = (fault: Finding): Finding => ({ ...fault, atKey: true });

/** The sections that cases need, all of them or none. A playbook without them has no cases. */
export const SERVICE_PART = ['severities', 'case-kinds', 'service-levels', 'cases'] as const;

/** Sections whose entries are named elsewhere. */
export const NAMED = [
  'roles',
  'levels',
  'segments',
  'contact-levels',
  'stages',
  'touchpoints',
  'severities',
  'case-kinds',
  'service-levels',
  'calendars',
] as const;

type Section =
  | 'roles'
  | 'levels'
  | 'contact-levels'
  | 'zipper'
  | 'handover'
  | 'stages'
  | 'touchpoints'
  | 'ladder'
  | 'promises'
  | 'calendars'
  | 'zones'
  | 'defaults'
  | 'words'
  | (typeof SERVICE_PART)[number];

/** The sections whose shape is right, so that one misspelling hides no other fault; and the ids of all sections. */
export interface Parts extends Partial<Pick<Playbook, Section>> {
  readonly 'default-level'?: string;
  readonly 'default-zone'?: string;
  readonly 'default-calendar'?: string;
  readonly ids: Readonly<Record<(typeof NAMED)[number], readonly string[]>>;
  /** The sections that the file contains, with or without faults. */
  readonly sections: readonly string[];
}

export type Path = Finding['path'];

export function unknown(path: Path, written: string | readonly string[] | undefined, known: readonly string[], what: Named): Finding[] {
  if (typeof written === 'string')
    return known.includes(written) ? [] : [finding(path, 'unknown-name', { what, name: written, ...meantOrKnown(written, known) })];
  return (written ?? []).flatMap((one, index) => unknown([...path, index], one, known, what));
}

export const repeated = (path: Path, written: readonly string[] | undefined): Finding[] =>
  (written ?? []).flatMap((one, index): Finding[] =>
    written?.indexOf(one) === index ? [] : [finding([...path, index], 'written-twice', { value: one })],
  );
