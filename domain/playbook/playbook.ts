// The checked playbook and its texts. No libraries here, so that any code may look up a title.
import type { CheckedPlaybook } from './schema';

/** A checked playbook. Its keys are those of the file. */
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
  /** Titles of its possible outcomes, by code. */
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

/** The title of a code; the code itself where the playbook lacks it. */
export const words = (playbook: Playbook, kind: WordKind, code: string, language: Language): string =>
  titleOf(playbook, kind, code)?.[language] ?? code;

/** Looks up titles in one language. A code without a title is returned as it is. */
export type Titles = (kind: WordKind, code: string) => string;

/** The lookup of a playbook's titles. */
export const titlesIn =
  (playbook: Playbook, language: Language): Titles =>
  (kind, code) =>
    words(playbook, kind, code, language);

/** A touchpoint's texts. An id that the playbook lacks is its own title, with an empty purpose. */
export function touchpointTexts(playbook: Playbook, id: string): TouchpointTexts {
  const found = own(playbook.touchpoints, id);
  if (!found) return { title: { en: id, zh: id }, purpose: { en: '', zh: '' }, outcomes: {} };
  return { title: found.title, purpose: found.purpose, outcomes: found.outcomes ?? {} };
}

/** The calendar of accounts in a time zone that name no calendar. */
export const calendarFor = (playbook: Playbook, zone: string): string => own(playbook.zones, zone) ?? playbook['default-calendar'];
