// The playbook as it was written, and its texts. Free of libraries, so that anything may look a word up.
import type { CheckedPlaybook } from './schema';

/** A checked playbook; the keys are those of the file. */
export type Playbook = CheckedPlaybook;
export type ServiceLevel = NonNullable<Playbook['service-levels']>[string];
export type Language = 'en' | 'zh';
export type Text = Readonly<Record<Language, string>>;
export type WordKind =
  | 'stage'
  | 'touchpoint'
  | 'status'
  | 'phase'
  | 'role'
  | 'segment'
  | 'level'
  | 'severity'
  | 'kind'
  | 'promise'
  | 'case-state'
  | 'contact-level'
  /** Somebody who stands at a contact level. */
  | 'contact'
  | 'milestone'
  | 'milestone-state';

export interface TouchpointTexts {
  readonly title: Text;
  readonly purpose: Text;
  /** Titles of what may come of it, by code. */
  readonly outcomes: Readonly<Record<string, Text>>;
}

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

function titleOf(playbook: Playbook, kind: WordKind, code: string): Text | undefined {
  const { words: titles } = playbook;
  switch (kind) {
    case 'stage':
      return own(playbook.stages, code)?.title;
    case 'touchpoint':
      return own(playbook.touchpoints, code)?.title;
    case 'severity':
      return own(playbook.severities ?? {}, code)?.title;
    case 'kind':
      return own(playbook['case-kinds'] ?? {}, code)?.title;
    case 'promise':
      return own(playbook.promises ?? {}, code)?.title;
    case 'status':
      return own(titles.statuses, code);
    case 'phase':
      return own(playbook.phases ?? {}, code)?.title;
    case 'role':
      return own(playbook.roles, code)?.title;
    case 'segment':
      return own(playbook.segments ?? {}, code)?.title;
    case 'level':
      return own(playbook.levels, code)?.title;
    case 'contact-level':
      return own(playbook['contact-levels'], code)?.title;
    case 'contact':
      return own(playbook['contact-levels'], code)?.person ?? own(playbook['contact-levels'], code)?.title;
    case 'case-state':
      return own(titles['case-states'] ?? {}, code);
    case 'milestone':
      return own(titles.milestones ?? {}, code);
    case 'milestone-state':
      return own(titles['milestone-states'] ?? {}, code);
  }
}

/** The title of a code; the code itself where this playbook does not know it. */
export const words = (playbook: Playbook, kind: WordKind, code: string, language: Language): string =>
  titleOf(playbook, kind, code)?.[language] ?? code;

/** Looks titles up in one language; a code that nobody knows is its own title. */
export type Titles = (kind: WordKind, code: string) => string;

/** The titles of a playbook. */
export const titlesIn =
  (playbook: Playbook, language: Language): Titles =>
  (kind, code) =>
    words(playbook, kind, code, language);

/** A touchpoint's texts; an id that this playbook does not know is its own title and has no purpose. */
export function touchpointTexts(playbook: Playbook, id: string): TouchpointTexts {
  const found = own(playbook.touchpoints, id);
  if (!found) return { title: { en: id, zh: id }, purpose: { en: '', zh: '' }, outcomes: {} };
  return { title: found.title, purpose: found.purpose, outcomes: found.outcomes ?? {} };
}

/** The calendar of an account that names none, by its time zone. */
export const calendarFor = (playbook: Playbook, zone: string): string => own(playbook.zones, zone) ?? playbook['default-calendar'];
