// The account's types: state, commands, events, effects. Ids and codes only, never names, addresses or texts.
import type { Effect, EventBase } from '../decider/decider';
import type { Ruled, RulesRaised } from '../decider/rules';
import type { Statement } from '../decider/statement';
import type { Instant, PlainDate } from '../time/time';
import type { Role, Roles, TeamOf } from './roles';
import type { Occurrence, Terms } from './terms';

/** `p-4`: one of our people, in the store. */
export type PersonId = string;
/** `n-203`: a free text, in the store. */
export type NoteId = string;
/** `C-12`. */
export type CaseId = string;
/** `H-7`. */
export type HandoverId = string;
/** `c-17`: a contact of the customer's, in the store. */
export type ContactId = string;
/** One of our people or a contact of the customer's. */
export type SomebodyId = string;
/**
 * `touchpoint:nominal`, with the handover where the task follows one: `progress-visit:2026-01-20:H-7`. Outside the account it is written
 * `account:touchpoint:nominal`.
 */
export type TaskKey = string;

export type { Role };
export type Team = TeamOf<PersonId>;

export const STATUSES = ['prospect', 'active', 'paused', 'dormant', 'lost', 'won-back', 'closed'] as const;
export type Status = (typeof STATUSES)[number];

/** A service level: a code of the playbook's. */
export type Level = string;

/** The account's segment (value x potential): a code of the playbook's. */
export type Segment = string;

/** The relationship's phase, recorded beside the stage (A2): a code of the playbook's. */
export type Phase = string;

/** What an account's state keeps of its terms. */
export interface KeptTerms {
  readonly id: string;
  readonly playbook: string;
  readonly roles: Roles;
}

/** A meeting's time and its minutes; 0: the whole day, its hour not set yet. */
export interface Appointment {
  readonly due: Instant;
  readonly minutes: number;
}

/** The last invitation that was sent for a meeting. */
export interface Invitation {
  /** Whose calendar has it; absent: it was cancelled. */
  readonly to?: PersonId;
  /** iCalendar's SEQUENCE. */
  readonly sequence: number;
  readonly at: Appointment;
}

/** planned: until its first reminder; open: after it. */
export type TaskState = 'planned' | 'open' | 'done' | 'skipped' | 'cancelled';

export interface Task extends Occurrence {
  readonly state: TaskState;
  /** How many of `remindAt` are past. */
  readonly reminded: number;
  /** The person it was reassigned to; absent: it belongs to its role. */
  readonly assignee?: PersonId;
  readonly snoozedUntil?: Instant;
  /** It was planned too late for a digest: its reminder is sent at once. */
  readonly urgent?: true;
  /** How many steps of the ladder are past, as counted up to the last `by: at-once` step. */
  readonly escalated?: number;
  /** A person chose its due time, or the customer was offered it: planning does not move it. */
  readonly fixed?: true;
  readonly invited?: Invitation;
  /** The ticket's id, once there is one. */
  readonly ticket?: string;
  /** The nominal date planned before it, from which planning continues if it is cancelled. */
  readonly after?: PlainDate;
}

/** A closed task, and how it was closed. */
export interface ClosedTask extends Task {
  readonly state: 'done' | 'skipped' | 'cancelled';
  readonly closedAt: Instant;
}

/** A succession to roles of ours, or to a contact's place at the customer's (E2). */
export type Succession =
  | {
      readonly kind: 'ours';
      readonly roles: readonly Role[];
      readonly from: PersonId;
      readonly to: PersonId;
      /** Who attends to tasks of these roles until the successor has accepted. */
      readonly standIn?: PersonId;
    }
  | { readonly kind: 'theirs'; readonly from: ContactId; readonly to: ContactId };

/** A succession as requested; the account adds the stand-in. */
export type Change =
  | { readonly kind: 'ours'; readonly roles: readonly Role[]; readonly from: PersonId; readonly to: PersonId }
  | { readonly kind: 'theirs'; readonly from: ContactId; readonly to: ContactId };

/** A manager's assessment of an account; each value gets its date (C1). */
export interface Assessment {
  readonly phase?: Phase;
  readonly demand?: 'stable' | 'growing' | 'falling';
  readonly industry?: 'fast-growing' | 'growing' | 'flat' | 'shrinking';
  readonly pain?: 'known' | 'none';
}

/** A stage and its first day. */
export interface Standing {
  readonly stage: string;
  readonly since: PlainDate;
}

/** An early promotion, and what undoing it needs. */
export interface Promotion {
  readonly stage: string;
  readonly on: PlainDate;
  /** The stage before it; before the first one where promotions follow each other. */
  readonly from: Standing;
  /** The tasks that it cancelled, as they were. */
  readonly cancelled: readonly Task[];
}

export interface AccountState extends Ruled {
  /** `undefined` until started. */
  readonly status: Status | undefined;
  readonly terms?: KeptTerms;
  /** IANA zone of the account's dates. */
  readonly zone: string;
  readonly level: Level;
  readonly segment?: Segment;
  readonly team: Team;
  /** The dates that rules count from, by `Anchor`; a handover's by its instance, `handover:H-7`. */
  readonly anchors: Readonly<Record<string, PlainDate>>;
  /** When it was started, as a prospect or already signed. */
  readonly startedAt?: Instant;
  /** When the account was entered: work due before is not planned (A3). */
  readonly since: Instant;
  readonly stage?: string;
  readonly stageSince?: PlainDate;
  /** When time moves it to the next stage. */
  readonly stageUntil?: Instant;
  readonly promoted?: Promotion;
  readonly held?: { readonly stage: string; readonly on: PlainDate };
  /** The time of the last pause, resumption or change of status. */
  readonly statusSince?: Instant;
  /** Since when it has been paused, dormant or lost, and sends nothing. */
  readonly quietSince?: Instant;
  /** The last nominal date planned, by touchpoint; by touchpoint and handover where it follows one: `progress-visit:H-7`. */
  readonly planned: Readonly<Record<string, PlainDate>>;
  /** All planned and open tasks. */
  readonly tasks: Readonly<Record<TaskKey, Task>>;
  /** The last few closed tasks, in order of closing. */
  readonly closed: readonly ClosedTask[];
  readonly assessed: Readonly<Record<string, { readonly value: string; readonly at: Instant }>>;
  /** Its cases, until each has ended. */
  readonly cases: readonly CaseId[];
  /** Handovers under way; one of ours until the successor has accepted. */
  readonly handovers: Readonly<Record<HandoverId, Succession>>;
  /** Contacts who were succeeded and have not come back; absent: none. */
  readonly succeeded?: readonly SomebodyId[];
}

/** An occurrence that fell due while an account was quiet or not entered yet, and what its catch-up rule did with it (A5). */
export interface Missed {
  readonly touchpoint: string;
  readonly instance?: string;
  readonly nominal: PlainDate;
  readonly due: Instant;
  readonly catchUp: 'opened' | 'skipped';
}

export interface Particulars {
  readonly level?: Level;
  readonly segment?: Segment;
  readonly zone?: string;
  readonly team?: Team;
  readonly promisedOn?: PlainDate;
  readonly contractEndsOn?: PlainDate;
}

/** One task of a reminder. `remindAt`: the instants that the reminder covers. */
export interface Reminding {
  readonly task: TaskKey;
  readonly remindAt: readonly Instant[];
  /** The reminder waits for the person's digest. */
  readonly waits?: true;
}

/** For commands that give a task back to its owner: the people who cannot have it any more. */
export interface Gone {
  /** People who have left. */
  readonly gone?: readonly PersonId[];
}

/** Arguments of the commands. Their names are the update names in Temporal. */
export interface AccountCommands {
  /** Without `signedOn` the account is a prospect. */
  start: Statement &
    Particulars & {
      readonly rules: number;
      readonly terms: Terms;
      readonly zone: string;
      readonly level: Level;
      readonly signedOn?: PlainDate;
    };
  sign: Statement & Particulars & { readonly signedOn: PlainDate };
  amend: Statement & Particulars;
  adoptTerms: Statement & { readonly terms: Terms };
  completeTask: Statement & { readonly task: TaskKey; readonly outcome?: string };
  snoozeTask: Statement & { readonly task: TaskKey; readonly until: Instant };
  skipTask: Statement & { readonly task: TaskKey; readonly reason: string };
  reassignTask: Statement & { readonly task: TaskKey; readonly to: PersonId };
  moveTask: Statement & { readonly task: TaskKey; readonly due: Instant };
  reopenTask: Statement & Gone & { readonly task: TaskKey };
  promoteStage: Statement & { readonly to: string };
  /** Undoes an early promotion, and restores the tasks that it had cancelled. */
  undoPromotion: Statement & Gone;
  holdStage: Statement;
  releaseStage: Statement;
  assess: Statement & Assessment;
  pause: Statement;
  resume: Statement;
  markStatus: Statement & { readonly to: 'dormant' | 'lost' | 'won-back' | 'active' };
  close: Statement;
  /** A customer reported something: `note` is the text, `at` the time. */
  openCase: Statement & { readonly case: CaseId; readonly severity: string; readonly kind: string };
  /** A case has closed for ever. */
  endCase: Statement & { readonly case: CaseId };
  /** A case that was terminated from outside is revived. */
  regainCase: Statement & { readonly case: CaseId };
  /**
   * Somebody of ours or of theirs is succeeded. Where `from` is the successor in a handover under way, that handover is reassigned and the id
   * `handover` is not used. Reassigned back to the original holder, it is withdrawn.
   */
  openHandover: Statement &
    Change & {
      readonly handover: HandoverId;
      readonly reason: string;
      readonly offboarding?: string;
      /** When whoever makes the visit is free. It is used where the visit's rule allows it. */
      readonly visitAt?: Appointment;
    };
  /**
   * A successor of ours, `to`, has accepted, or every step for a contact of theirs is done. It is ignored where `to` is no longer the successor.
   * `withdrawn`: the handover was withdrawn, and its visit with it.
   */
  endHandover: Statement & { readonly handover: HandoverId; readonly to: SomebodyId; readonly withdrawn?: true };
  /** A handover that was terminated from outside is revived unchanged. Throws `not-theirs` where another person has one of its roles now. */
  regainHandover: Statement & { readonly handover: HandoverId; readonly succession: Succession };
}

/** `brings`: the id of what the command staged in the store. */
export type AccountEvent = EventBase & { readonly note?: NoteId; readonly brings?: string } & (
    | (Particulars & {
        readonly type: 'accountStarted';
        readonly rules: number;
        readonly terms: KeptTerms;
        readonly zone: string;
        readonly level: Level;
        readonly signedOn?: PlainDate;
      })
    | (Particulars & { readonly type: 'accountSigned'; readonly signedOn: PlainDate })
    | (Particulars & { readonly type: 'accountAmended' })
    | { readonly type: 'termsAdopted'; readonly terms: KeptTerms }
    | RulesRaised
    /** `until`: when time ends the stage; absent: never, or not while it is held. */
    | {
        readonly type: 'stageEntered';
        readonly stage: string;
        readonly since: PlainDate;
        readonly until?: Instant;
        /** undone: a promotion was undone. The stages that time has brought since then follow. */
        readonly why: 'start' | 'time' | 'promoted' | 'released' | 'undone';
        /** For a promotion: the stage that undoing returns to. */
        readonly from?: Standing;
        /** The tasks that the promotion had cancelled and that are back. */
        readonly restored?: readonly TaskKey[];
        /** Those of `restored` whose assignee has left: they belong to their role. */
        readonly released?: readonly TaskKey[];
      }
    /** Terms, zone or zone rules changed. Without `until` time moves the stage no more. */
    | { readonly type: 'stageEndMoved'; readonly until?: Instant }
    | { readonly type: 'stageHeld'; readonly stage: string; readonly on: PlainDate }
    | { readonly type: 'stageReleased'; readonly until?: Instant }
    /** `fixed`: at an hour that the customer was offered. */
    | ({
        readonly type: 'taskPlanned';
        readonly reminded: number;
        readonly after?: PlainDate;
        readonly urgent?: true;
        readonly fixed?: true;
      } & Occurrence)
    /** `fixed`: moved by a person; absent: by the rules. */
    | ({ readonly type: 'taskMoved'; readonly reminded: number; readonly urgent?: true; readonly fixed?: true } & Occurrence)
    | { readonly type: 'taskCancelled'; readonly task: TaskKey; readonly reason: string }
    /** One message to one person about tasks whose reminders are due. Tasks that wait are left to the person's next digest. */
    | { readonly type: 'reminded'; readonly to: PersonId; readonly tasks: readonly Reminding[] }
    /** One message to one person about tasks escalated to them. Without `to` everybody concerned had been notified before. */
    | {
        readonly type: 'escalated';
        readonly to?: PersonId;
        /** `step`: how many steps of the task's ladder are past. */
        readonly tasks: readonly { readonly task: TaskKey; readonly step: number }[];
      }
    /** `from`: the meeting's time in the same calendar before. */
    | ({
        readonly type: 'meetingCalled';
        readonly task: TaskKey;
        readonly to: PersonId;
        readonly sequence: number;
        readonly from?: Appointment;
      } & Appointment)
    | ({
        readonly type: 'meetingCalledOff';
        readonly task: TaskKey;
        readonly to: PersonId;
        readonly sequence: number;
        /** Another person attends to it now. */
        readonly reassigned?: true;
      } & Appointment)
    | { readonly type: 'reminderRefused'; readonly to: PersonId; readonly code: string; readonly tasks: readonly TaskKey[] }
    | { readonly type: 'taskDone'; readonly task: TaskKey; readonly outcome?: string; readonly doneOn: PlainDate }
    | { readonly type: 'taskSnoozed'; readonly task: TaskKey; readonly until: Instant }
    | { readonly type: 'taskSkipped'; readonly task: TaskKey; readonly reason: string }
    | { readonly type: 'taskReassigned'; readonly task: TaskKey; readonly to: PersonId }
    /** `released`: its assignee has left, so it belongs to its role. */
    | { readonly type: 'taskReopened'; readonly task: TaskKey; readonly released?: true }
    | { readonly type: 'ticketRequested'; readonly task: TaskKey }
    | { readonly type: 'ticketOpened'; readonly task: TaskKey; readonly ticket: string }
    | { readonly type: 'ticketFailed'; readonly task: TaskKey; readonly code: string }
    | { readonly type: 'accountAssessed'; readonly values: Assessment }
    | { readonly type: 'accountPaused' }
    | { readonly type: 'accountResumed'; readonly missed: readonly Missed[] }
    /** The account was entered some time after its signing: what fell due in between. */
    | { readonly type: 'enteredLate'; readonly missed: readonly Missed[] }
    | { readonly type: 'statusMarked'; readonly status: Status; readonly on: PlainDate }
    | {
        readonly type: 'caseOpened';
        readonly case: CaseId;
        readonly severity: string;
        readonly kind: string;
        readonly reportedAt: Instant;
      }
    | { readonly type: 'caseEnded'; readonly case: CaseId }
    /** A case that was terminated from outside is alive again. */
    | { readonly type: 'caseRegained'; readonly case: CaseId }
    /** `visit`: the task of the visit that presents progress and value. */
    | {
        readonly type: 'handoverOpened';
        readonly handover: HandoverId;
        readonly succession: Succession;
        readonly reason: string;
        /** The date that the visit counts from; absent: no visit follows. */
        readonly on?: PlainDate;
        readonly visit?: TaskKey;
        readonly offboarding?: string;
      }
    /** Reassigned to another successor. `isBack`: back to the original holder, so the handover is withdrawn. */
    | {
        readonly type: 'handoverReassigned';
        readonly handover: HandoverId;
        /** The succession before the change. */
        readonly succession: Succession;
        readonly from: SomebodyId;
        readonly to: SomebodyId;
        readonly isBack?: true;
      }
    | { readonly type: 'handoverEnded'; readonly handover: HandoverId; readonly withdrawn?: true }
    /** A handover that was terminated from outside is alive again. */
    | { readonly type: 'handoverRegained'; readonly handover: HandoverId; readonly succession: Succession }
    /** Brought back after an operator had ended its workflow. */
    | { readonly type: 'revived' }
    | { readonly type: 'accountClosed' }
    /** An operator ended the workflow from Temporal's side. */
    | { readonly type: 'accountCancelled' }
  );

/** A task as effects carry it: enough to write a mail or a ticket without asking the account. */
export interface TaskInfo {
  readonly task: TaskKey;
  readonly touchpoint: string;
  readonly nominal: PlainDate;
  readonly due: Instant;
  readonly stage: string;
  readonly provisional: boolean;
}

/** Tells the manager of `about` that their mail is refused for good. Where they have no manager, `otherwise` is told. `tasks` is empty where it is a digest. */
export interface NotifyManager {
  readonly type: 'notify-manager';
  readonly playbook: string;
  readonly about: PersonId;
  readonly otherwise?: PersonId;
  readonly code: string;
  readonly tasks: readonly TaskInfo[];
}

export type AccountEffect = Effect &
  (
    | {
        readonly type: 'remind';
        readonly playbook: string;
        readonly to: PersonId;
        readonly tasks: readonly (TaskInfo & { readonly remindAt: readonly Instant[] })[];
      }
    /** Notifies `to` of other people's overdue tasks. */
    | {
        readonly type: 'escalate';
        readonly playbook: string;
        readonly to: PersonId;
        readonly tasks: readonly (TaskInfo & { readonly owner?: PersonId })[];
      }
    /** Puts a meeting on the calendar of `to`, changes it, or removes it. */
    | ({
        readonly type: 'invite';
        readonly playbook: string;
        readonly to: PersonId;
        readonly method: 'REQUEST' | 'CANCEL';
        readonly sequence: number;
        /** The zone of the account's dates. */
        readonly zone: string;
        readonly from?: Appointment;
        readonly reassigned?: true;
      } & TaskInfo &
        Appointment)
    | NotifyManager
    | ({ readonly type: 'open-ticket'; readonly playbook: string; readonly owner?: PersonId } & TaskInfo)
    | { readonly type: 'move-ticket'; readonly ticket: string; readonly to: 'open' | 'resolved' }
    /** Starts a case's workflow, with what the case takes from its account. */
    | {
        readonly type: 'start-case';
        readonly case: CaseId;
        /** Id of the account's terms. */
        readonly terms: string;
        readonly level: Level;
        readonly severity: string;
        readonly kind: string;
        readonly stage?: string;
        readonly segment?: Segment;
        readonly team: Team;
        readonly reportedAt: Instant;
        readonly note?: NoteId;
        readonly by?: PersonId;
      }
    /** Starts a handover's workflow, with what the handover takes from its account. */
    | {
        readonly type: 'start-handover';
        readonly handover: HandoverId;
        readonly playbook: string;
        readonly succession: Succession;
        readonly reason: string;
        readonly team: Team;
        readonly openedAt: Instant;
        readonly visit?: TaskKey;
        readonly offboarding?: string;
        readonly note?: NoteId;
        readonly by?: PersonId;
      }
    /** A command to another entity. */
    | { readonly type: 'send'; readonly to: string; readonly command: string; readonly args: Readonly<Record<string, unknown>> }
  );
