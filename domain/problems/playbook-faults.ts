// The faults of a playbook file: the code of each, and the parameters of its sentence. The sentences are in texts/problems.
import type { Coded, ProblemData, Suggestion } from './coded';

/** The value in the file, or its kind. */
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
  /** For a target: hours and minutes, or business days. */
  target: undefined;
  hour: undefined;
  /** The end of a day may be 24:00. */
  'hour-or-midnight': undefined;
  date: undefined;
  'month-and-day': undefined;
  interval: undefined;
  holidays: undefined;
  anchor: undefined;
  /** For an empty list: name at least one, or leave the field out. Without the field the entry holds for all. */
  'name-one': { readonly what: 'stage' | 'segment' | 'service-level' | 'severity' | 'case-kind' };
  'name-a-role': { readonly or: 'step' | 'entry' };
  language: undefined;
  'whole-number': undefined;
  'at-least': { readonly least: number };
  'whole-business-days': undefined;
  'reminder-before': undefined;
  'reminder-ahead': { readonly most: number };
  /** For a duration such as `PT1H`. */
  'hours-and-minutes': undefined;
  'whole-hours': undefined;
  'up-to-two-hours': undefined;
  'whole-days': { readonly example: string };
  'business-days': undefined;
  'iso-business-days': undefined;
  'used-up': undefined;
  'opened-or-used-up': undefined;
  /** The schema library's own message. */
  other: { readonly said: string };
}
export type PlaybookRemedy = Coded<PlaybookRemedies>;

export interface PlaybookFaults {
  'no-such-file': undefined;
  unreadable: undefined;
  'empty-file': undefined;
  /** Faults of YAML. */
  tab: undefined;
  'key-twice': undefined;
  'bad-indentation': undefined;
  'second-document': undefined;
  'dangling-alias': undefined;
  /** The YAML library's own message. */
  'broken-yaml': { readonly said: string };
  /** Faults of shape. */
  'unknown-key': Suggestion;
  'is-missing': undefined;
  'bad-key': { readonly remedy: PlaybookRemedy };
  /** `expected`: a type of the schema library. */
  'wrong-shape': { readonly given: Given; readonly expected: string };
  'unknown-value': { readonly given: Given } & Suggestion;
  'not-fitting': { readonly given: Given; readonly remedy: PlaybookRemedy };
  'text-missing': { readonly language: 'en' | 'zh' };
  'language-unknown': { readonly language: 'en' | 'zh' };
  /** Faults between the parts of a playbook. */
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
  /** A fault of a calendar. */
  calendar: { readonly of: ProblemData };
}
export type PlaybookFault = Coded<PlaybookFaults>;

/** A fault of a playbook file. Lines and columns count from 1; both are 0 where the fault has no place in the file. */
export interface PlaybookProblem extends ProblemData {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Path of keys, such as `touchpoints.renewal.owner`; empty for the file as a whole. */
  readonly field: string;
  readonly code: keyof PlaybookFaults;
}
