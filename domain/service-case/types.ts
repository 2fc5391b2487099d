// The service case's types: state, commands, events, effects. Ids and codes only; the report's text is a note in the store.

import type { NoteId, PersonId, Team } from '../account/types';
import type { Effect, EventBase } from '../decider/decider';
import type { Ruled, RulesRaised } from '../decider/rules';
import type { Statement as PlainStatement } from '../decider/statement';
import type { Count } from '../time/clock';
import type { Reason } from '../time/reason';
import type { Instant } from '../time/time';
import type { MilestoneName, ServiceTerms } from './terms';

/** open: our people work on it; waiting: for the customer; resolved: it can still be reopened; closed: for ever. */
export const CASE_STATUSES = ['open', 'waiting', 'resolved', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

export const MILESTONE_STATES = ['running', 'paused', 'met', 'breached', 'cancelled'] as const;
export type MilestoneState = (typeof MILESTONE_STATES)[number];

/** The dating of a clock: its rule, start, due time and reasons. */
export interface Dating {
  /** Id of the rule with the strictest target. */
  readonly rule: string;
  readonly target: string;
  /** Id of the calendar that is its window. */
  readonly calendar: string;
  readonly count: Count;
  /** When the clock started: at the report or the diagnosis, or at the window's next opening. */
  readonly start: Instant;
  /** Absent while paused. */
  readonly due?: Instant;
  /** The instants of the thresholds, in order; those that a pause holds back are left out. */
  readonly warnAt: readonly Instant[];
  readonly because: readonly Reason[];
}

export interface Milestone extends Dating {
  /** A breached milestone stays breached when it is met later, unless the breach is withdrawn. */
  readonly state: MilestoneState;
  /** How many thresholds are on record. */
  readonly warned: number;
  /** Who has been notified of its breach; absent while there is none. */
  readonly heard?: readonly PersonId[];
  /** When it was met. */
  readonly metAt?: Instant;
  /** Milliseconds of its target used when it was met. */
  readonly used?: number;
}

/** What a case's state keeps of its terms. */
export type KeptTerms = Pick<ServiceTerms, 'id' | 'playbook' | 'firstLine'>;

/** What a case begins with. */
interface Reported {
  readonly rules: number;
  /** `C-12`. */
  readonly case: string;
  readonly account: string;
  readonly level: string;
  readonly severity: string;
  readonly kind: string;
  /** The account's stage when the case was opened. Later stages do not change the case. */
  readonly stage?: string;
  readonly segment?: string;
  readonly team: Team;
}

export interface CaseState extends Ruled, Reported {
  /** `undefined` until started. */
  readonly status: CaseStatus | undefined;
  readonly terms?: KeptTerms;
  /** Our person who took it; absent also where somebody in the ticketing system did. */
  readonly engineer?: PersonId;
  readonly taken: boolean;
  readonly reportedAt: Instant;
  /** The report's text. */
  readonly note?: NoteId;
  readonly diagnosedAt?: Instant;
  /** Whether an engineer must visit. */
  readonly visit: boolean;
  /** Times that do not count: the customer was awaited, or the case was resolved and reopened. The last one may be open. */
  readonly pauses: readonly (readonly [begin: Instant, end: Instant | null])[];
  readonly milestones: Readonly<Partial<Record<MilestoneName, Milestone>>>;
  readonly resolvedAt?: Instant;
  /** When a resolved case closes for ever. */
  readonly closesAt?: Instant;
  /** `system/id` of its ticket. */
  readonly ticket?: string;
  /** Since when its ticket has been deleted. */
  readonly ticketLostAt?: Instant;
}

interface Statement extends PlainStatement {
  /** It was done in the ticketing system, which therefore is not told of it. */
  readonly via?: 'ticket';
}

/** `reassigned`: the cases that one person has go to another. */
interface Amendment {
  readonly level?: string;
  readonly segment?: string;
  readonly team?: Team;
  readonly reassigned?: { readonly from: PersonId; readonly to: PersonId };
}

/** Arguments of the commands. Their names are the update names in Temporal. */
export interface CaseCommands {
  /** `at`: the time of the report. */
  start: Statement & Reported & { readonly terms: ServiceTerms };
  /** Somebody takes the case. This answers the customer. */
  take: Statement & { readonly to?: PersonId };
  answer: Statement;
  diagnose: Statement & { readonly visit: boolean };
  /** The case now waits for the customer. */
  wait: Statement;
  resume: Statement;
  arrive: Statement;
  resolve: Statement;
  reopen: Statement;
  /** Its ticket was deleted. The case continues without one. */
  loseTicket: Statement;
  /** Its account changed. */
  amend: Statement & Amendment;
  /** Dates every running clock again by other terms. */
  adoptTerms: Statement & { readonly terms: ServiceTerms };
}

/** moved: clocks have new due times, because of a new level or new rules; withdrawn: a breach that people were notified of is withdrawn. */
export type News = 'opened' | 'warned' | 'reopened' | 'moved' | 'withdrawn';

/** The percentages of a clock's target that were passed. */
export interface Warning {
  readonly milestone: MilestoneName;
  readonly thresholds: readonly number[];
}

/** Passed thresholds, and how many of the clock's are on record after them. */
export interface Passed extends Warning {
  readonly warned: number;
}

/** Why a clock was dated again. */
export type Move = 'paused' | 'resumed' | 'reopened' | 'level' | 'terms' | 'zone-rules';

/** A withdrawn breach: its clock was dated again, was met in time after all, or was cancelled. */
export interface Withdrawal {
  readonly milestone: MilestoneName;
  readonly why: Move | 'met' | 'cancelled';
}

export type CaseEvent = EventBase & { readonly note?: NoteId; readonly via?: 'ticket' } & (
    | ({
        readonly type: 'caseStarted';
        readonly terms: KeptTerms;
        readonly reportedAt: Instant;
      } & Reported)
    | RulesRaised
    | ({ readonly type: 'milestoneStarted'; readonly milestone: MilestoneName } & Dating)
    /** `from`: the due time before; absent where the clock was paused. */
    | ({ readonly type: 'milestoneMoved'; readonly milestone: MilestoneName; readonly why: Move; readonly from?: Instant } & Dating)
    | { readonly type: 'milestoneMet'; readonly milestone: MilestoneName; readonly metAt: Instant; readonly used: number }
    | { readonly type: 'milestoneBreached'; readonly milestone: MilestoneName; readonly due: Instant }
    /** `warned`: how many thresholds stay on record. The others are notified again when passed again. */
    | ({ readonly type: 'breachWithdrawn'; readonly warned: number } & Withdrawal)
    | { readonly type: 'milestoneCancelled'; readonly milestone: MilestoneName }
    /** Who is notified of what. A moment gives each person one notification: `warnings` and `withdrawn` come with the rest of it. */
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
    /** Revived after an operator had terminated its workflow. */
    | { readonly type: 'revived' }
    | { readonly type: 'caseClosed' }
    /** An operator cancelled its workflow in Temporal. */
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
        /** The thresholds that were passed. */
        readonly warnings: readonly Warning[];
        /** Withdrawn breaches that the reader had been notified of. */
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

/** A case as effects carry it: enough to write a mail or a ticket without asking the case. */
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
