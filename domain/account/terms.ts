// Compiled terms: a playbook as a workflow sees it. Rules and codes only, no texts; a few kilobytes.

import type { CalendarDefinition, Roll } from '../time/calendar';
import type { Reason } from '../time/reason';
import type { PlainDate } from '../time/time';
import type { Roles } from './roles';

/**
 * The reference point of a rule: an account's date, or the day on which another touchpoint was done. Each handover is an instance of
 * `handover`, with a date of its own: `handover:H-7`.
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
  /** Business days of the account's calendar, counted after `after`. */
  readonly businessDays?: number;
  /** A visit whose hour is taken may be proposed for a later one, up to so many business days after the anchor. */
  readonly latest?: number;
  readonly every?: string;
  /** First n. Default 1. */
  readonly from?: number;
  readonly times?: number;
}

/** What becomes of occurrences that fell due while an account was paused. */
export type CatchUp = 'once' | 'skip' | 'all';

export interface TouchpointTerms {
  readonly id: string;
  /** Live on nominal dates that lie in one of these stages; absent: in all. */
  readonly stages?: readonly string[];
  /** Only for accounts of these segments; absent: for all. */
  readonly segments?: readonly string[];
  /** Only for accounts of these service levels; absent: for all. */
  readonly levels?: readonly string[];
  readonly when: NominalRule;
  readonly roll: Roll;
  /** A meeting's hour `HH:MM` in the calendar's zone; absent: due at closing time. */
  readonly time?: string;
  /** Reminders go at opening time this many business days before the due day, descending: `[3, 0]`. */
  readonly remind: readonly number[];
  /** Role of the person who owes it. */
  readonly owner: string;
  readonly catchUp: CatchUp;
  /** Whether a ticket is made in the company's ticketing system. */
  readonly ticket?: true;
  /** A meeting takes so many minutes. */
  readonly meeting?: number;
  /** The contract promises it: an early promotion takes nothing of it away. */
  readonly contractual?: true;
}

/** One step up for work that is overdue. */
export interface LadderStep {
  /** Business days after the due day; the step is taken at opening time. */
  readonly after: number;
  /** Roles. */
  readonly notify: readonly string[];
  /** By a mail of its own; absent: with the next digest. */
  readonly atOnce?: true;
}

export interface StageTerms {
  readonly id: string;
  /** ISO 8601 period since signing at which the stage begins: `P0D`, `P3M`, `P1Y`, `P3Y`. */
  readonly from: string;
}

export interface Terms {
  /** Content hash of all the rest. */
  readonly id: string;
  /** Content hash of the playbook that the texts are found in. */
  readonly playbook: string;
  readonly roles: Roles;
  /** Service levels, the highest first. */
  readonly levels: readonly string[];
  /** Of an account that names none. */
  readonly defaultLevel: string;
  readonly segments: readonly string[];
  readonly phases: readonly string[];
  /** The id that the playbook knows the calendar by. */
  readonly calendarId: string;
  readonly calendar: CalendarDefinition;
  /** In order of time since signing. */
  readonly stages: readonly StageTerms[];
  readonly touchpoints: readonly TouchpointTerms[];
  /** Who attends to a role until its successor has accepted: the first of these roles that somebody else has. */
  readonly handover?: { readonly standIn: readonly string[] };
  /** Reminders that are not urgent wait for the reader's digest. */
  readonly digest?: true;
  /** In order of time. */
  readonly ladder?: readonly LadderStep[];
  /** Absent: whatever fell due before an account was taken on is left out. */
  readonly lateEntry?: LateEntry;
}

/** What becomes of work that fell due between an account's signing and its entry. ISO 8601 periods of calendar days, reckoned back from the entry. */
export interface LateEntry {
  /** Accounts signed longer ago start quietly. */
  readonly signedWithin: string;
  /** What fell due longer ago is skipped. */
  readonly dueWithin: string;
}

/** One dated occurrence of a touchpoint. Instants in epoch milliseconds. */
export interface Occurrence {
  readonly touchpoint: string;
  readonly nominal: PlainDate;
  /** The instance of its anchor that it was planned from, `handover:H-7`; absent where the anchor has but one. */
  readonly instance?: string;
  readonly due: number;
  readonly remindAt: readonly number[];
  readonly stage: string;
  /** The role that owes it. */
  readonly role: string;
  /** Depends on something not published or not done yet. */
  readonly provisional: boolean;
  readonly because: readonly Reason[];
  /** A ticket is wanted once it opens. */
  readonly wantsTicket?: true;
  /** A meeting of so many minutes; 0: of that day, its hour is not set. */
  readonly meeting?: number;
  /** When it is escalated if it is unfinished then. */
  readonly escalations?: readonly (LadderStep & { readonly at: number })[];
}
