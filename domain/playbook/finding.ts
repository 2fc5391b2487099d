// What a check of a playbook finds, and the parts that it looks at.
import { suggest } from './nearest';
import type { Playbook } from './playbook';

/** Something wrong at `path` of the data; `atKey`: the key itself is. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly atKey?: true;
  readonly problem: string;
  readonly remedy: string;
}

/** What cases need, all of it or nothing: an account whose playbook lacks it has no cases. */
export const SERVICE_PART = ['severities', 'case-kinds', 'service-levels', 'cases'] as const;

/** Sections whose entries others name. */
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

/** The parts of a playbook that have their shape, so that one misspelling hides no other fault; and the ids of all parts. */
export interface Parts extends Partial<Pick<Playbook, Section>> {
  readonly 'default-level'?: string;
  readonly 'default-zone'?: string;
  readonly 'default-calendar'?: string;
  readonly ids: Readonly<Record<(typeof NAMED)[number], readonly string[]>>;
  /** Names of the sections that are written, whatever is in them. */
  readonly sections: readonly string[];
}

export type Path = Finding['path'];

export function unknown(path: Path, written: string | readonly string[] | undefined, known: readonly string[], what: string): Finding[] {
  if (typeof written === 'string')
    return known.includes(written) ? [] : [{ path, problem: `there is no ${what} "${written}"`, remedy: suggest(written, known) }];
  return (written ?? []).flatMap((one, index) => unknown([...path, index], one, known, what));
}

export const repeated = (path: Path, written: readonly string[] | undefined): Finding[] =>
  (written ?? []).flatMap((one, index): Finding[] =>
    written?.indexOf(one) === index ? [] : [{ path: [...path, index], problem: `"${one}" stands here twice`, remedy: 'Write it once.' }],
  );
