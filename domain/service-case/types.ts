// The service case's words: state, commands, events, effects. Ids and codes only; what was reported is a note in the store.

import type { NoteId, PersonId, Team } from '../account/types';
import type { Effect, EventBase } from '../decider/decider';
import type { Ruled, RulesRaised } from '../decider/rules';
import type { Statement as PlainStatement } from '../decider/statement';
import type { Count } from '../time/clock';
import type { Reason } from '../time/reason';
import type { Instant } from '../time/time';
import type { MilestoneName, ServiceTerms } from './terms';

/** open: ours to work on; waiting: the customer is awaited; resolved: it can still be reopened; closed: for ever. */
export const CASE_STATUSES = ['open', 'waiting', 'resolved', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

export const MILESTONE_STATES = ['running', 'paused', 'met', 'breached', 'cancelled'] as const;
export type MilestoneState = (typeof MILESTONE_STATES)[number];

/** Where a clock stands: which rule's, from when, until when, and why. */
export interface Dating {
  /** The id of the strictest rule. */
  readonly rule: string;
  readonly target: string;
  /** Id of the calendar whose open hours are the window. */
  readonly calendar: string;
  readonly count: Count;
  /** When the clock began: at the report or the diagnosis, or when the window opened after it. */
  readonly start: Instant;
  /** Absent while paused. */
  readonly due?: Instant;
  /** When each threshold is reached, in order; those that a pause keeps off are not there. */
  readonly warnAt: readonly Instant[];
  readonly because: readonly Reason[];
}

export interface Milestone extends Dating {
  /** A breached one stays so, also when it is reached in the end; unless the breach is withdrawn. */
  readonly state: MilestoneState;
  /** How many thresholds are on record. */
  readonly warned: number;
  /** Who has heard of its breach; absent while it is not breached. */
  readonly heard?: readonly PersonId[];
  /** When it was reached. */
  readonly metAt?: Instant;
  /** Milliseconds of its target that were used when it was reached. */
  readonly used?: number;
}

/** What a case keeps of the terms that it lives by. */
export type KeptTerms = Pick<ServiceTerms, 'id' | 'playbook' | 'firstLine'>;

export interface CaseState extends Ruled {
  /** `undefined` until started. */
  readonly status: CaseStatus | undefined;
  /** `C-12`. */
  readonly case: string;
  readonly account: string;
  readonly terms?: KeptTerms;
  readonly level: string;
  readonly severity: string;
  readonly kind: string;
  /** The account's when the case was opened: its later chapters leave the case alone. */
  readonly stage?: string;
  readonly segment?: string;
  readonly team: Team;
  /** Who has taken it, where that is one of ours. */
  readonly engineer?: PersonId;
  readonly taken: boolean;
  readonly reportedAt: Instant;
  /** The text that was reported. */
  readonly note?: NoteId;
  readonly diagnosedAt?: Instant;
  /** Whether an engineer must come. */
  readonly visit: boolean;
  /** Times that do not count: the customer was awaited, or the case was resolved and then reopened. The last may be open. */
  readonly pauses: readonly (readonly [begin: Instant, end: Instant | null])[];
  readonly milestones: Readonly<Partial<Record<MilestoneName, Milestone>>>;
  readonly resolvedAt?: Instant;
  /** When a resolved case ends for ever. */
  readonly closesAt?: Instant;
  /** `system/id` in the company's ticketing system. */
  readonly ticket?: string;
  /** Since when its ticket is gone. */
  readonly ticketLostAt?: Instant;
}

interface Statement extends PlainStatement {
  /** It was done in the ticketing system, which need not be told. */
  readonly via?: 'ticket';
}

/** `reassigned`: what the one had goes over to the other. */
interface Amendment {
  readonly level?: string;
  readonly segment?: string;
  readonly team?: Team;
  readonly reassigned?: { readonly from: PersonId; readonly to: PersonId };
}

/** Shapes of the commands; the names are the update names in Temporal. */
export interface CaseCommands {
  /** `at`: when it was reported. */
  start: Statement & {
    readonly rules: number;
    readonly terms: ServiceTerms;
    readonly case: string;
    readonly account: string;
    readonly level: string;
    readonly severity: string;
    readonly kind: string;
    readonly stage?: string;
    readonly segment?: string;
    readonly team: Team;
  };
  /** Somebody works on it, which answers the customer's call. */
  take: Statement & { readonly to?: PersonId };
  answer: Statement;
  diagnose: Statement & { readonly visit: boolean };
  /** The customer is awaited. */
  wait: Statement;
  resume: Statement;
  arrive: Statement;
  resolve: Statement;
  reopen: Statement;
  /** Its ticket was deleted over there; the case goes on without one. */
  loseTicket: Statement;
  /** What changed at its account. */
  amend: Statement & Amendment;
  /** Recomputes every running clock by other terms. */
  adoptTerms: Statement & { readonly terms: ServiceTerms };
}

/** moved: clocks have other due times, since its level or the playbook's rules are others; withdrawn: a breach that people were notified of is none. */
export type News = 'opened' | 'warned' | 'reopened' | 'moved' | 'withdrawn';

/** Percentages of a clock's target that were passed. */
export interface Warning {
  readonly milestone: MilestoneName;
  readonly thresholds: readonly number[];
}

/** Thresholds that were passed, and how many of the clock's are on record with them. */
export interface Passed extends Warning {
  readonly warned: number;
}

/** Why a clock was dated anew. */
export type Move = 'paused' | 'resumed' | 'reopened' | 'level' | 'terms' | 'zone-rules';

/** A breach that is none: its clock was dated anew, was reached in time after all, or is not wanted any more. */
export interface Withdrawal {
  readonly milestone: MilestoneName;
  readonly why: Move | 'met' | 'cancelled';
}

export type CaseEvent = EventBase & { readonly note?: NoteId; readonly via?: 'ticket' } & (
    | {
        readonly type: 'caseStarted';
        readonly rules: number;
        readonly terms: KeptTerms;
        readonly case: string;
        readonly account: string;
        readonly level: string;
        readonly severity: string;
        readonly kind: string;
        readonly stage?: string;
        readonly segment?: string;
        readonly team: Team;
        readonly reportedAt: Instant;
      }
    | RulesRaised
    | ({ readonly type: 'milestoneStarted'; readonly milestone: MilestoneName } & Dating)
    /** `from`: the due time before, absent where it was paused. */
    | ({ readonly type: 'milestoneMoved'; readonly milestone: MilestoneName; readonly why: Move; readonly from?: Instant } & Dating)
    | { readonly type: 'milestoneMet'; readonly milestone: MilestoneName; readonly metAt: Instant; readonly used: number }
    | { readonly type: 'milestoneBreached'; readonly milestone: MilestoneName; readonly due: Instant }
    /** `warned`: how many thresholds stay on record; the others are notified again when they are passed again. */
    | ({ readonly type: 'breachWithdrawn'; readonly warned: number } & Withdrawal)
    | { readonly type: 'milestoneCancelled'; readonly milestone: MilestoneName }
    /** Who is notified of what. One moment notifies a person once: `warnings` and `withdrawn` come with whatever else it is about. */
    | {
        readonly type: 'notified';
        readonly about: News;
        readonly warnings: readonly Passed[];
        readonly withdrawn?: readonly Withdrawal[];
        readonly to: readonly PersonId[];
      }
    | { readonly type: 'ticketRequested' }
    | { readonly type: 'caseTaken'; readonly to?: PersonId }
    | { readonly type: 'caseDiagnosed'; readonly visit: boolean; readonly diagnosedAt: Instant }
    | { readonly type: 'customerAwaited'; readonly since: Instant }
    | { readonly type: 'customerAnswered'; readonly until: Instant }
    | { readonly type: 'caseResolved'; readonly resolvedAt: Instant; readonly closesAt: Instant }
    | { readonly type: 'caseReopened'; readonly reopenedAt: Instant }
    | ({ readonly type: 'caseAmended' } & Amendment)
    | { readonly type: 'termsAdopted'; readonly terms: KeptTerms }
    | { readonly type: 'ticketOpened'; readonly ticket: string }
    | { readonly type: 'ticketFailed'; readonly code: string }
    | { readonly type: 'ticketLost' }
    | { readonly type: 'mailRefused'; readonly to: PersonId; readonly code: string }
    /** Brought back after an operator had ended its workflow. */
    | { readonly type: 'revived' }
    | { readonly type: 'caseClosed' }
    /** An operator ended the workflow from Temporal's side. */
    | { readonly type: 'caseCancelled' }
  );

export type CaseEffect = Effect &
  (
    | {
        readonly type: 'notify-case';
        readonly playbook: string;
        readonly account: string;
        readonly to: PersonId;
        readonly about: News;
        /** What was passed. */
        readonly warnings: readonly Warning[];
        /** Withdrawn breaches that the reader was notified of. */
        readonly withdrawn?: readonly Withdrawal[];
        readonly case: CaseInfo;
      }
    | { readonly type: 'open-case-ticket'; readonly playbook: string; readonly account: string; readonly case: CaseInfo }
    | { readonly type: 'move-ticket'; readonly ticket: string; readonly to: 'open' | 'taken' | 'waiting' | 'resolved' }
    | {
        readonly type: 'note-case-ticket';
        readonly playbook: string;
        readonly account: string;
        readonly ticket: string;
        readonly case: CaseInfo;
      }
    /** A command to another entity. */
    | { readonly type: 'send'; readonly to: string; readonly command: string; readonly args: Readonly<Record<string, unknown>> }
  );

/** A case as an effect needs it: enough to write a mail or a ticket without asking the case again. */
export interface CaseInfo {
  readonly level: string;
  readonly severity: string;
  readonly kind: string;
  readonly reportedAt: Instant;
  readonly note?: NoteId;
  readonly owner?: PersonId;
  readonly clocks: readonly {
    readonly milestone: MilestoneName;
    readonly state: MilestoneState;
    readonly rule: string;
    readonly target: string;
    readonly due?: Instant;
  }[];
}
