// The playbook as it was written, and its texts. Free of libraries, so that anything may look a word up.
import type { CheckedPlaybook } from './schema';

/** A checked playbook; the keys are those of the file. */
export type Playbook = CheckedPlaybook;
export type Language = 'en' | 'zh';
export type Text = Readonly<Record<Language, string>>;
export type WordKind = 'stage' | 'status' | 'phase' | 'role' | 'segment' | 'level';

export interface TouchpointTexts {
  readonly title: Text;
  readonly purpose: Text;
  /** Titles of what may come of it, by code. */
  readonly outcomes: Readonly<Record<string, Text>>;
}

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const titlesOf = (playbook: Playbook, kind: Exclude<WordKind, 'stage'>): Readonly<Record<string, Text>> => {
  switch (kind) {
    case 'status':
      return playbook.words.statuses;
    case 'phase':
      return playbook.words.phases;
    case 'role':
      return playbook.words.roles;
    case 'segment':
      return playbook.words.segments;
    case 'level':
      return playbook.words.levels;
  }
};

/** The title of a code; the code itself where this playbook does not know it. */
export function words(playbook: Playbook, kind: WordKind, code: string, language: Language): string {
  const title = kind === 'stage' ? own(playbook.stages, code)?.title : own(titlesOf(playbook, kind), code);
  return title?.[language] ?? code;
}

/** A touchpoint's texts; an id that this playbook does not know is its own title and has no purpose. */
export function touchpointTexts(playbook: Playbook, id: string): TouchpointTexts {
  const found = own(playbook.touchpoints, id);
  if (!found) return { title: { en: id, zh: id }, purpose: { en: '', zh: '' }, outcomes: {} };
  return { title: found.title, purpose: found.purpose, outcomes: found.outcomes ?? {} };
}

/** The calendar of an account that names none, by its time zone. */
export const calendarFor = (playbook: Playbook, zone: string): string => own(playbook.zones, zone) ?? playbook['default-calendar'];
