// What may be wrong in a playbook's file: for each fault its code, and what its sentence needs. The sentences: texts/problems.
import type { Coded, ProblemData, Suggestion } from './coded';

/** What stands in the file: a kind of thing, or the value itself. */
export type Given = { readonly is: 'empty-list' | 'list' | 'nothing' | 'group' } | { readonly value: string };

export type Named =
  | 'role'
  | 'stage'
  | 'segment'
  | 'service-level'
  | 'level'
  | 'contact-level'
  | 'touchpoint'
  | 'severity'
  | 'case-kind'
  | 'calendar';

/** What to write instead of a value that does not fit. */
export interface PlaybookRemedies {
  id: undefined;
  text: undefined;
  period: undefined;
  /** Of a target: hours and minutes, or business days. */
  target: undefined;
  hour: undefined;
  /** The end of a day may be 24:00. */
  'hour-or-midnight': undefined;
  date: undefined;
  'month-and-day': undefined;
  interval: undefined;
  holidays: undefined;
  anchor: undefined;
  /** At least one, or the field left out: it holds for all then. */
  'name-one': { readonly what: 'stage' | 'segment' | 'service-level' | 'severity' | 'case-kind' };
  'name-a-role': { readonly or: 'step' | 'entry' };
  language: undefined;
  'whole-number': undefined;
  'at-least': { readonly least: number };
  'whole-business-days': undefined;
  'reminder-before': undefined;
  'reminder-ahead': { readonly most: number };
  /** `PT1H`. */
  'hours-and-minutes': undefined;
  'whole-hours': undefined;
  'up-to-two-hours': undefined;
  'whole-days': { readonly example: string };
  'business-days': undefined;
  'iso-business-days': undefined;
  'used-up': undefined;
  'opened-or-used-up': undefined;
  /** What the library for shapes says. */
  other: { readonly said: string };
}
export type PlaybookRemedy = Coded<PlaybookRemedies>;

export interface PlaybookFaults {
  'no-such-file': undefined;
  unreadable: undefined;
  'empty-file': undefined;
  /** Of YAML. */
  tab: undefined;
  'key-twice': undefined;
  'bad-indentation': undefined;
  'second-document': undefined;
  'dangling-alias': undefined;
  /** What the library for YAML says. */
  'broken-yaml': { readonly said: string };
  /** Of shape. */
  'unknown-key': Suggestion;
  'is-missing': undefined;
  'bad-key': { readonly remedy: PlaybookRemedy };
  /** `expected`: a type of the schema's library. */
  'wrong-shape': { readonly given: Given; readonly expected: string };
  'unknown-value': { readonly given: Given } & Suggestion;
  'not-fitting': { readonly given: Given; readonly remedy: PlaybookRemedy };
  'text-missing': { readonly language: 'en' | 'zh' };
  'language-unknown': { readonly language: 'en' | 'zh' };
  /** Between the parts. */
  'unknown-name': { readonly what: Named; readonly name: string } & Suggestion;
  'written-twice': { readonly value: string };
  'nothing-to-choose': undefined;
  'number-taken': {
    readonly number: number;
    readonly field: 'urgency' | 'rank';
    readonly of: string;
    readonly what: 'severity' | 'role' | 'level';
  };
  'kind-taken': { readonly role: string; readonly kind: string };
  'nobody-answers': undefined;
  'name-of-a-field': { readonly name: string };
  'name-of-a-part': { readonly name: string };
  'no-stage': undefined;
  'first-stage': { readonly from: string };
  'stage-order': { readonly from: string; readonly before: string; readonly begins: string };
  'endless-series': { readonly every: string };
  'not-a-series': undefined;
  'waits-for-itself': { readonly ring: readonly string[] };
  'step-order': { readonly after: string; readonly before: string };
  'missing-for-cases': undefined;
  'nobody-notified': undefined;
  'promises-nothing': undefined;
  'reminder-order': { readonly inOrder: readonly number[] };
  'not-a-zone': { readonly zone: string };
  'zone-without-calendar': { readonly zone: string };
  /** A calendar that cannot be. */
  calendar: { readonly of: ProblemData };
}
export type PlaybookFault = Coded<PlaybookFaults>;

/** One fault of a playbook file. Lines and columns count from 1; 0 where the fault has no place in the file. */
export interface PlaybookProblem extends ProblemData {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Path of keys, such as `touchpoints.renewal.owner`; empty for the file as a whole. */
  readonly field: string;
  readonly code: keyof PlaybookFaults;
}
