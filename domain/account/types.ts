// The account's words: state, commands, events, effects. Ids and codes only, never names, addresses or texts.
import type { Effect, EventBase } from '../decider/decider';
import type { Ruled, RulesRaised } from '../decider/rules';
import type { Statement } from '../decider/statement';
import type { Instant, PlainDate } from '../time/time';
import type { Role, Roles, TeamOf } from './roles';
import type { Occurrence, Terms } from './terms';

/** `p-4`: a person of ours, in the store. */
export type PersonId = string;
/** `n-203`: a free text, in the store. */
export type NoteId = string;
/** `C-12`. */
export type CaseId = string;
/** `H-7`. */
export type HandoverId = string;
/** `c-17`: a person of the customer's, in the store. */
export type ContactId = string;
/** One of ours or of theirs. */
export type SomebodyId = string;
/**
 * `touchpoint:nominal`, with the handover that it follows upon behind it: `progress-visit:2026-01-20:H-7`. Outside the account it is written
 * `account:touchpoint:nominal`.
 */
export type TaskKey = string;

export type { Role };
export type Team = TeamOf<PersonId>;

export const STATUSES = ['prospect', 'active', 'paused', 'dormant', 'lost', 'won-back', 'closed'] as const;
export type Status = (typeof STATUSES)[number];

/** A service level: a code of the playbook's. */
export type Level = string;

/** What an account is worth: a code of the playbook's. */
export type Segment = string;

/** The relationship's phase, recorded beside the stage (A2): a code of the playbook's. */
export type Phase = string;

/** What an account keeps of the terms that it lives by. */
export interface KeptTerms {
  readonly id: string;
  readonly playbook: string;
  readonly roles: Roles;
}

/** When a meeting is and for how many minutes; 0: of the whole day, its hour is not set. */
export interface Appointment {
  readonly due: Instant;
  readonly minutes: number;
}

/** The latest that a calendar was told of a meeting. */
export interface Invitation {
  /** Whose calendar has it; absent: it was called off. */
  readonly to?: PersonId;
  /** iCalendar's SEQUENCE. */
  readonly sequence: number;
  readonly at: Appointment;
}

/** planned: before its first reminder; open: from then on. */
export type TaskState = 'planned' | 'open' | 'done' | 'skipped' | 'cancelled';

export interface Task extends Occurrence {
  readonly state: TaskState;
  /** How many of `remindAt` are behind us. */
  readonly reminded: number;
  /** The person it was reassigned to; otherwise whoever has the role. */
  readonly assignee?: PersonId;
  readonly snoozedUntil?: Instant;
  /** It was planned when no digest could bring it any more: its reminder does not wait for one. */
  readonly urgent?: true;
  /** How many steps of the ladder are behind us as far as they are `by: at-once`. */
  readonly escalated?: number;
  /** A person chose its due time, or it was proposed to the customer: rules leave it alone. */
  readonly fixed?: true;
  readonly invited?: Invitation;
  /** The ticket's id, once there is one. */
  readonly ticket?: string;
  /** The nominal date planned before this one: where planning goes back to if this one is cancelled. */
  readonly after?: PlainDate;
}

/** One that was closed, and how. */
export interface ClosedTask extends Task {
  readonly state: 'done' | 'skipped' | 'cancelled';
  readonly closedAt: Instant;
}

/** The succession to roles of ours, or to a contact's place at the customer's, to a successor (E2). */
export type Succession =
  | {
      readonly kind: 'ours';
      readonly roles: readonly Role[];
      readonly from: PersonId;
      readonly to: PersonId;
      /** Who attends to the tasks of these roles until the successor has accepted. */
      readonly standIn?: PersonId;
    }
  | { readonly kind: 'theirs'; readonly from: ContactId; readonly to: ContactId };

/** A succession as it is asked for: who stands in is the account's to say. */
export type Change =
  | { readonly kind: 'ours'; readonly roles: readonly Role[]; readonly from: PersonId; readonly to: PersonId }
  | { readonly kind: 'theirs'; readonly from: ContactId; readonly to: ContactId };

/** What a manager records of an account, each with its date (C1). */
export interface Assessment {
  readonly phase?: Phase;
  readonly demand?: 'stable' | 'growing' | 'falling';
  readonly industry?: 'fast-growing' | 'growing' | 'flat' | 'shrinking';
  readonly pain?: 'known' | 'none';
}

/** Where an account stands by a stage and its first day. */
export interface Standing {
  readonly stage: string;
  readonly since: PlainDate;
}

/** An early stage, and what it takes to take it back. */
export interface Promotion {
  readonly stage: string;
  readonly on: PlainDate;
  /** Where it stood before; of promotions that follow upon each other, before the first. */
  readonly from: Standing;
  /** What it cancelled, as it was. */
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
  /** Dates that rules are reckoned from, by `Anchor`; of a handover by instance, `handover:H-7`. */
  readonly anchors: Readonly<Record<string, PlainDate>>;
  /** When it was started, as a prospect or signed. */
  readonly startedAt?: Instant;
  /** When the account was taken on: what fell due until then is not planned (A3). */
  readonly since: Instant;
  readonly stage?: string;
  readonly stageSince?: PlainDate;
  /** When time next moves the stage. */
  readonly stageUntil?: Instant;
  readonly promoted?: Promotion;
  readonly held?: { readonly stage: string; readonly on: PlainDate };
  /** The time that was spoken of when a person last paused, resumed or marked it. */
  readonly statusSince?: Instant;
  /** Since when nothing is sent: paused, dormant or lost. */
  readonly quietSince?: Instant;
  /** Last nominal date planned, by touchpoint, and by handover where it follows upon one: `progress-visit:H-7`. */
  readonly planned: Readonly<Record<string, PlainDate>>;
  /** Everything planned or open. */
  readonly tasks: Readonly<Record<TaskKey, Task>>;
  /** The last few that were closed, in that order. */
  readonly closed: readonly ClosedTask[];
  readonly assessed: Readonly<Record<string, { readonly value: string; readonly at: Instant }>>;
  /** Its cases that have not ended. */
  readonly cases: readonly CaseId[];
  /** Handovers under way: of ours until the successor has accepted. */
  readonly handovers: Readonly<Record<HandoverId, Succession>>;
  /** Contacts of theirs who were succeeded and have not come back; absent: nobody. */
  readonly succeeded?: readonly SomebodyId[];
}

/** What fell due while an account was quiet or not entered yet, and what its catch-up rule made of it (A5). */
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

/** A task that somebody is reminded of; `remindAt` are the instants that this stands for. */
export interface Reminding {
  readonly task: TaskKey;
  readonly remindAt: readonly Instant[];
  /** It waits for the person's digest: no mail of its own. */
  readonly waits?: true;
}

/** What may come back to its owner says who can have it no more. */
export interface Gone {
  /** People who have left. */
  readonly gone?: readonly PersonId[];
}

/** Shapes of the commands; the names are the update names in Temporal. */
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
  /** Takes an early promotion back, with what it had cancelled. */
  undoPromotion: Statement & Gone;
  holdStage: Statement;
  releaseStage: Statement;
  assess: Statement & Assessment;
  pause: Statement;
  resume: Statement;
  markStatus: Statement & { readonly to: 'dormant' | 'lost' | 'won-back' | 'active' };
  close: Statement;
  /** A customer has reported something; `note` is what, `at` when. */
  openCase: Statement & { readonly case: CaseId; readonly severity: string; readonly kind: string };
  /** A case has ended for ever. */
  endCase: Statement & { readonly case: CaseId };
  /** A case that was ended from outside is revived. */
  regainCase: Statement & { readonly case: CaseId };
  /**
   * Somebody of ours or of theirs is succeeded. Where the one who goes is a successor in a handover under way, that one is reassigned,
   * and `handover` is not used; back to whom it was before, it is taken back.
   */
  openHandover: Statement &
    Change & {
      readonly handover: HandoverId;
      readonly reason: string;
      readonly offboarding?: string;
      /** When whoever makes the visit is free; taken where the rule allows it then. */
      readonly visitAt?: Appointment;
    };
  /**
   * `to`, a successor of ours, has accepted, or all is done about one of theirs. Of one who is successor no more it says nothing.
   * `withdrawn`: it was taken back, and its visit with it.
   */
  endHandover: Statement & { readonly handover: HandoverId; readonly to: SomebodyId; readonly withdrawn?: true };
  /** A handover that was ended from outside is revived, as it was. Throws `not-theirs` where somebody else has a role of it meanwhile. */
  regainHandover: Statement & { readonly handover: HandoverId; readonly succession: Succession };
}

/** `brings`: id of what else the command brought along in the store. */
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
    /** `until`: when time next moves the stage; absent: never, or not while it is held. */
    | {
        readonly type: 'stageEntered';
        readonly stage: string;
        readonly since: PlainDate;
        readonly until?: Instant;
        /** undone: a promotion was taken back. Time then brings the stages that have come meanwhile. */
        readonly why: 'start' | 'time' | 'promoted' | 'released' | 'undone';
        /** Of a promotion: where it is taken back to. */
        readonly from?: Standing;
        /** What the promotion had cancelled and is back as it was. */
        readonly restored?: readonly TaskKey[];
        /** Of these, what was given to somebody who has left: whoever has the role has it. */
        readonly released?: readonly TaskKey[];
      }
    /** Terms, zone or zone rules have changed; without `until` time moves the stage no more. */
    | { readonly type: 'stageEndMoved'; readonly until?: Instant }
    | { readonly type: 'stageHeld'; readonly stage: string; readonly on: PlainDate }
    | { readonly type: 'stageReleased'; readonly until?: Instant }
    /** `fixed`: at an hour that was proposed to the customer. */
    | ({
        readonly type: 'taskPlanned';
        readonly reminded: number;
        readonly after?: PlainDate;
        readonly urgent?: true;
        readonly fixed?: true;
      } & Occurrence)
    /** `fixed`: by a person; otherwise by the rules. */
    | ({ readonly type: 'taskMoved'; readonly reminded: number; readonly urgent?: true; readonly fixed?: true } & Occurrence)
    | { readonly type: 'taskCancelled'; readonly task: TaskKey; readonly reason: string }
    /** One message to one person about tasks whose reminders came; those that wait are left to the person's next digest. */
    | { readonly type: 'reminded'; readonly to: PersonId; readonly tasks: readonly Reminding[] }
    /** One message to one person about tasks that were escalated to them; without `to` there was nobody who had not heard already. */
    | {
        readonly type: 'escalated';
        readonly to?: PersonId;
        /** `step`: how many are behind the task now. */
        readonly tasks: readonly { readonly task: TaskKey; readonly step: number }[];
      }
    /** `from`: where it was in the same calendar until now. */
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
        /** Somebody else attends to it now. */
        readonly reassigned?: true;
      } & Appointment)
    | { readonly type: 'reminderRefused'; readonly to: PersonId; readonly code: string; readonly tasks: readonly TaskKey[] }
    | { readonly type: 'taskDone'; readonly task: TaskKey; readonly outcome?: string; readonly doneOn: PlainDate }
    | { readonly type: 'taskSnoozed'; readonly task: TaskKey; readonly until: Instant }
    | { readonly type: 'taskSkipped'; readonly task: TaskKey; readonly reason: string }
    | { readonly type: 'taskReassigned'; readonly task: TaskKey; readonly to: PersonId }
    /** `released`: it was given to somebody who has left; whoever has the role has it. */
    | { readonly type: 'taskReopened'; readonly task: TaskKey; readonly released?: true }
    | { readonly type: 'ticketRequested'; readonly task: TaskKey }
    | { readonly type: 'ticketOpened'; readonly task: TaskKey; readonly ticket: string }
    | { readonly type: 'ticketFailed'; readonly task: TaskKey; readonly code: string }
    | { readonly type: 'accountAssessed'; readonly values: Assessment }
    | { readonly type: 'accountPaused' }
    | { readonly type: 'accountResumed'; readonly missed: readonly Missed[] }
    /** It was signed some time before it was entered here: what fell due in between. */
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
    /** It was ended from outside, and lives again. */
    | { readonly type: 'caseRegained'; readonly case: CaseId }
    /** `visit`: the task that presents progress and value. */
    | {
        readonly type: 'handoverOpened';
        readonly handover: HandoverId;
        readonly succession: Succession;
        readonly reason: string;
        /** What its visit is reckoned from; absent: none follows. */
        readonly on?: PlainDate;
        readonly visit?: TaskKey;
        readonly offboarding?: string;
      }
    /** To another successor; `isBack`: to whom it was before, and so taken back. */
    | {
        readonly type: 'handoverReassigned';
        readonly handover: HandoverId;
        /** As it was until now. */
        readonly succession: Succession;
        readonly from: SomebodyId;
        readonly to: SomebodyId;
        readonly isBack?: true;
      }
    | { readonly type: 'handoverEnded'; readonly handover: HandoverId; readonly withdrawn?: true }
    /** It was ended from outside, and lives again. */
    | { readonly type: 'handoverRegained'; readonly handover: HandoverId; readonly succession: Succession }
    /** Brought back after an operator had ended its workflow. */
    | { readonly type: 'revived' }
    | { readonly type: 'accountClosed' }
    /** An operator ended the workflow from Temporal's side. */
    | { readonly type: 'accountCancelled' }
  );

/** A task as an effect needs it: enough to write a mail or a ticket without asking the account again. */
export interface TaskInfo {
  readonly task: TaskKey;
  readonly touchpoint: string;
  readonly nominal: PlainDate;
  readonly due: Instant;
  readonly stage: string;
  readonly provisional: boolean;
}

export type AccountEffect = Effect &
  (
    | {
        readonly type: 'remind';
        readonly playbook: string;
        readonly to: PersonId;
        readonly tasks: readonly (TaskInfo & { readonly remindAt: readonly Instant[] })[];
      }
    /** Tells `to` of overdue tasks of others. */
    | {
        readonly type: 'escalate';
        readonly playbook: string;
        readonly to: PersonId;
        readonly tasks: readonly (TaskInfo & { readonly owner?: PersonId })[];
      }
    /** Puts a meeting on the calendar of `to`, changes it there, or takes it off. */
    | ({
        readonly type: 'invite';
        readonly playbook: string;
        readonly to: PersonId;
        readonly method: 'REQUEST' | 'CANCEL';
        readonly sequence: number;
        /** Of the account's dates. */
        readonly zone: string;
        readonly from?: Appointment;
        readonly reassigned?: true;
      } & TaskInfo &
        Appointment)
    /** Tells the manager of `about` that mail to them is refused for good; `otherwise` is asked where they have none. */
    | {
        readonly type: 'notify-manager';
        readonly playbook: string;
        readonly about: PersonId;
        readonly otherwise?: PersonId;
        readonly code: string;
        readonly tasks: readonly TaskInfo[];
      }
    | ({ readonly type: 'open-ticket'; readonly playbook: string; readonly owner?: PersonId } & TaskInfo)
    | { readonly type: 'move-ticket'; readonly ticket: string; readonly to: 'open' | 'resolved' }
    /** Starts the workflow of a case, with what it takes from its account. */
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
    /** Starts the workflow of a handover, with what it takes from its account. */
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
