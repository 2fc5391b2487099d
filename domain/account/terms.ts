// Compiled terms: the playbook as an account's workflow gets it. Rules and codes, no texts, a few kilobytes.

import type { CalendarDefinition, Roll } from '../time/calendar';
import type { Reason } from '../time/reason';
import type { PlainDate } from '../time/time';
import type { Roles } from './roles';

/**
 * What a rule counts from: a date of the account, or the day on which another touchpoint was done. Each handover has an instance of `handover` with
 * a date of its own: `handover:H-7`.
 */
export type Anchor = 'signing' | 'promised-delivery' | 'contract-end' | 'won-back' | 'handover' | `done:${string}`;

/**
 * When a touchpoint's nominal dates are: `anchor + after + n x every`, n = from, from + 1, … (at most `times` of them),
 * or the single date `anchor + after` where there is no `every`. Months first, clamped at the month's end, then weeks and days.
 */
export interface NominalRule {
  readonly anchor: Anchor;
  /** ISO 8601 period of whole years, months, weeks, days, possibly negative (`-P90D`). Default `P0D`. */
  readonly after?: string;
  /** Business days of the account's calendar, added after `after`. */
  readonly businessDays?: number;
  /** For a visit: the last business day after the anchor to which it may be moved where its hour is taken. */
  readonly latest?: number;
  readonly every?: string;
  /** The first n. Default 1. */
  readonly from?: number;
  readonly times?: number;
}

/** What happens to occurrences that fell due while an account was paused. */
export type CatchUp = 'once' | 'skip' | 'all';

export interface TouchpointTerms {
  readonly id: string;
  /** The stages in which it is live: a nominal date must lie in one of them; absent: all stages. */
  readonly stages?: readonly string[];
  /** The segments of accounts that it is for; absent: all. */
  readonly segments?: readonly string[];
  /** The service levels of accounts that it is for; absent: all. */
  readonly levels?: readonly string[];
  readonly when: NominalRule;
  readonly roll: Roll;
  /** A meeting's hour `HH:MM` in the calendar's zone; absent: due at closing time. */
  readonly time?: string;
  /** Reminders go at opening time this many business days before the due day, descending: `[3, 0]`. */
  readonly remind: readonly number[];
  /** The role that owns it. */
  readonly owner: string;
  readonly catchUp: CatchUp;
  /** The company's ticketing system gets a ticket for it. */
  readonly ticket?: true;
  /** Minutes that the meeting takes. */
  readonly meeting?: number;
  /** The contract promises it: an early promotion cancels none of it. */
  readonly contractual?: true;
}

/** One step of the escalation ladder for overdue work. */
export interface LadderStep {
  /** Business days after the due day; the step is taken at opening time. */
  readonly after: number;
  /** Roles that are notified. */
  readonly notify: readonly string[];
  /** Notified by a mail at once; absent: in the next digest. */
  readonly atOnce?: true;
}

export interface StageTerms {
  readonly id: string;
  /** ISO 8601 period from the signing to the stage's first day: `P0D`, `P3M`, `P1Y`, `P3Y`. */
  readonly from: string;
}

export interface Terms {
  /** Content hash of all other fields. */
  readonly id: string;
  /** Content hash of the playbook, which has the texts. */
  readonly playbook: string;
  readonly roles: Roles;
  /** Service levels, the highest first. */
  readonly levels: readonly string[];
  /** The level of an account that names none. */
  readonly defaultLevel: string;
  readonly segments: readonly string[];
  readonly phases: readonly string[];
  /** The calendar's id in the playbook. */
  readonly calendarId: string;
  readonly calendar: CalendarDefinition;
  /** In order of their beginning. */
  readonly stages: readonly StageTerms[];
  readonly touchpoints: readonly TouchpointTerms[];
  /** The roles that stand in until a successor has accepted: the first one that another person has. */
  readonly handover?: { readonly standIn: readonly string[] };
  /** Reminders that are not urgent wait for the digest. */
  readonly digest?: true;
  /** In order of time. */
  readonly ladder?: readonly LadderStep[];
  /** Absent: nothing that fell due before the entry is kept. */
  readonly lateEntry?: LateEntry;
}

/** What happens to work due between an account's signing and its entry. ISO 8601 periods of calendar days, counted back from the entry. */
export interface LateEntry {
  /** An account that was signed longer ago starts without any missed work. */
  readonly signedWithin: string;
  /** Work due longer ago is skipped. */
  readonly dueWithin: string;
}

/** One dated occurrence of a touchpoint. Instants in epoch milliseconds. */
export interface Occurrence {
  readonly touchpoint: string;
  readonly nominal: PlainDate;
  /** The instance of the anchor, such as `handover:H-7`; absent where the anchor has only one. */
  readonly instance?: string;
  readonly due: number;
  readonly remindAt: readonly number[];
  readonly stage: string;
  /** The role that owns it. */
  readonly role: string;
  /** Its date may still change: a holiday list is not published, or another touchpoint is not done yet. */
  readonly provisional: boolean;
  readonly because: readonly Reason[];
  /** A ticket is made when it opens. */
  readonly wantsTicket?: true;
  /** Minutes of the meeting; 0: on that day, its hour not set yet. */
  readonly meeting?: number;
  /** The instants at which it is escalated while unfinished. */
  readonly escalations?: readonly (LadderStep & { readonly at: number })[];
}
