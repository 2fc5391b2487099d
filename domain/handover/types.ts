// The handover's words: state, commands, events, effects (E2). Ids and codes only.
import type { Roles } from '../account/roles';
import type { AccountCommands, HandoverId, NoteId, PersonId, SomebodyId, Succession, TaskKey, Team } from '../account/types';
import type { Effect, EventBase } from '../decider/decider';
import type { Ruled, RulesRaised } from '../decider/rules';
import type { Statement } from '../decider/statement';
import type { Instant } from '../time/time';

/** running; refused: the successor won't, another one is awaited; done: all of it; withdrawn: the change was taken back. */
export const HANDOVER_STATUSES = ['running', 'refused', 'done', 'withdrawn'] as const;
export type HandoverStatus = (typeof HANDOVER_STATUSES)[number];

/**
 * What a handover of ours consists of: tasks and cases moved, the successor briefed, the customer notified, accepted, the visit arranged;
 * and one of theirs: the new contact recorded, made known to our team, sent an introduction, the visit arranged.
 */
export const STEPS = ['moved', 'briefed', 'notified', 'accepted', 'recorded', 'introduced', 'introduction', 'visit'] as const;
export type Step = (typeof STEPS)[number];

/** Who is notified of a threshold: a role of the account's team, or who takes part in the handover. */
export type HandoverRole = string;

/** Compiled terms: the playbook's rules for handovers. */
export interface HandoverTerms {
  /** Content hash of all the rest. */
  readonly id: string;
  /** Content hash of the playbook that the texts are found in. */
  readonly playbook: string;
  readonly roles: Roles;
  /** Milliseconds of wall time. */
  readonly within: number;
  /** Percentages at which people are warned, ascending; the last is 100. */
  readonly thresholds: readonly number[];
  /** By threshold; `successor` and `stand-in` beside the team's roles. */
  readonly notify: Readonly<Record<string, readonly HandoverRole[]>>;
}

/** What a handover keeps of the terms that it lives by. */
export type KeptTerms = Pick<HandoverTerms, 'id' | 'playbook' | 'roles'>;

/** Where one step stands; `code` is why it could not be done without a person. */
export interface StepState {
  readonly at?: Instant;
  readonly code?: string;
}

export interface HandoverState extends Ruled {
  /** `undefined` until started. */
  readonly status: HandoverStatus | undefined;
  readonly handover: HandoverId;
  readonly account: string;
  readonly terms?: KeptTerms;
  readonly succession: Succession | undefined;
  /** Why: a code of the playbook's, or `noted`. */
  readonly reason: string;
  readonly note?: NoteId;
  /** The account's, as it is after the change. */
  readonly team: Team;
  /** Part of this offboarding, which briefs its successors itself. */
  readonly offboarding?: string;
  /** The task that is the visit. */
  readonly visit?: TaskKey;
  readonly openedAt: Instant;
  /** When it must be complete. */
  readonly due: Instant;
  /** When each threshold is reached. */
  readonly warnAt: readonly Instant[];
  /** How many thresholds are on record. */
  readonly warned: number;
  /** The steps that this one has. */
  readonly steps: Readonly<Partial<Record<Step, StepState>>>;
  readonly endedAt?: Instant;
}

/** Shapes of the commands; the names are the update names in Temporal. */
export interface HandoverCommands {
  /** `at`: when the change was made. */
  start: Statement & {
    readonly rules: number;
    readonly terms: HandoverTerms;
    readonly handover: HandoverId;
    readonly account: string;
    readonly succession: Succession;
    readonly reason: string;
    readonly team: Team;
    readonly offboarding?: string;
    readonly visit?: TaskKey;
  };
  /** The successor takes over. */
  accept: Statement;
  /** The successor won't; `note` says why. */
  refuse: Statement;
  /** The account has passed it on to another successor; to the one before the change: taken back. */
  redirect: Statement & { readonly to: SomebodyId; readonly team: Team };
  /** A person has done what a mail could not. */
  complete: Statement & { readonly step: Step };
  /** What changed in the account's team; `succession`: as the account knows it, with who stands in since. */
  changeTeam: Statement & { readonly team: Team; readonly succession?: Succession };
  /** The account has ended. */
  withdraw: Statement;
}

export type HandoverEvent = EventBase & { readonly note?: NoteId } & (
    | {
        readonly type: 'handoverStarted';
        readonly rules: number;
        readonly terms: KeptTerms;
        readonly handover: HandoverId;
        readonly account: string;
        readonly succession: Succession;
        readonly reason: string;
        readonly team: Team;
        readonly offboarding?: string;
        readonly visit?: TaskKey;
        readonly openedAt: Instant;
        readonly due: Instant;
        readonly warnAt: readonly Instant[];
        readonly steps: readonly Step[];
      }
    | RulesRaised
    | { readonly type: 'stepDone'; readonly step: Step }
    | { readonly type: 'stepFailed'; readonly step: Step; readonly code: string }
    | { readonly type: 'handoverRefused'; readonly from: PersonId; readonly to: readonly PersonId[] }
    /** Another successor: briefed, notified and accepted begin again. */
    | {
        readonly type: 'handoverRedirected';
        readonly from: SomebodyId;
        readonly to: SomebodyId;
        readonly team: Team;
      }
    | { readonly type: 'teamChanged'; readonly team: Team; readonly succession?: Succession }
    | { readonly type: 'handoverWarned'; readonly thresholds: readonly number[]; readonly to: readonly PersonId[] }
    | { readonly type: 'mailRefused'; readonly to: PersonId; readonly code: string }
    /** Brought back after an operator had ended its workflow. */
    | { readonly type: 'revived' }
    | { readonly type: 'handoverDone' }
    /** changed-back: to whom it was before; team-changed: somebody else has the role now; account-ended; cancelled-by-operator. */
    | { readonly type: 'handoverWithdrawn'; readonly why: 'changed-back' | 'team-changed' | 'account-ended' | 'cancelled-by-operator' }
  );

/** A handover as an effect needs it. */
export interface HandoverInfo {
  readonly succession: Succession;
  readonly reason: string;
  readonly note?: NoteId;
  readonly openedAt: Instant;
  readonly due: Instant;
  /** The steps that are still to be done. */
  readonly open: readonly Step[];
  readonly visit?: TaskKey;
}

export type HandoverEffect = Effect &
  (
    | {
        /**
         * brief: the successor, with all there is to know; introduce-to-team: ours about their new contact; warn: whom the ladder names;
         * ask-successor: who must name another one.
         */
        readonly type: 'brief' | 'introduce-to-team' | 'warn-handover' | 'ask-successor';
        readonly playbook: string;
        readonly account: string;
        readonly to: PersonId;
        readonly thresholds: readonly number[];
        readonly handover: HandoverInfo;
      }
    | {
        /** notify-customer: their contacts, about a change of ours or, `back`, that it is taken back; introduce: their new contact. Nothing internal. */
        readonly type: 'notify-customer' | 'introduce';
        readonly playbook: string;
        readonly account: string;
        readonly handover: HandoverInfo;
        readonly team: Team;
        readonly isBack?: true;
      }
    /** A command to another entity. */
    | {
        readonly type: 'send';
        readonly to: string;
        readonly command: keyof Pick<AccountCommands, 'endHandover' | 'regainHandover'>;
        readonly args: Readonly<Record<string, unknown>>;
      }
  );
