// The handover's types: state, commands, events, effects (E2). Ids and codes only.
import type { Roles } from '../account/roles';
import type { AccountCommands, HandoverId, NoteId, PersonId, SomebodyId, Succession, TaskKey, Team } from '../account/types';
import type { Effect, EventBase } from '../decider/decider';
import type { Ruled, RulesRaised } from '../decider/rules';
import type { Statement } from '../decider/statement';
import type { Thresholds, Warned } from '../decider/thresholds';
import type { Instant } from '../time/time';

/** refused: the successor refused, and another one is awaited; done: every step is done; withdrawn: the change was taken back. */
export const HANDOVER_STATUSES = ['running', 'refused', 'done', 'withdrawn'] as const;
export type HandoverStatus = (typeof HANDOVER_STATUSES)[number];

/**
 * Of ours: tasks and cases moved, successor briefed, customer notified, accepted, visit arranged. Of theirs: the new contact recorded, introduced
 * to our team, sent an introduction, visit arranged.
 */
export const STEPS = ['moved', 'briefed', 'notified', 'accepted', 'recorded', 'introduced', 'introduction', 'visit'] as const;
export type Step = (typeof STEPS)[number];

/** Compiled terms: the playbook's rules for handovers. Of `notify`, `successor` and `stand-in` count as roles. */
export interface HandoverTerms extends Thresholds {
  /** Content hash of all other fields. */
  readonly id: string;
  /** Content hash of the playbook, which has the texts. */
  readonly playbook: string;
  readonly roles: Roles;
  /** The deadline, in milliseconds of wall time. */
  readonly within: number;
}

/** What a handover's state keeps of its terms. */
export type KeptTerms = Pick<HandoverTerms, 'id' | 'playbook' | 'roles'>;

/** The state of one step. `code`: why it failed and needs a person. */
export interface StepState {
  readonly at?: Instant;
  readonly code?: string;
}

export interface HandoverState extends Ruled, Warned {
  /** `undefined` until started. */
  readonly status: HandoverStatus | undefined;
  readonly handover: HandoverId;
  readonly account: string;
  readonly terms?: KeptTerms;
  readonly succession: Succession | undefined;
  /** Why the change was made: a code of the playbook's, or `noted`. */
  readonly reason: string;
  readonly note?: NoteId;
  /** The account's team after the change. */
  readonly team: Team;
  /** The offboarding that it is part of, which briefs successors itself. */
  readonly offboarding?: string;
  /** The task of the visit. */
  readonly visit?: TaskKey;
  readonly openedAt: Instant;
  /** When the handover must be complete. */
  readonly due: Instant;
  /** The steps of this handover. */
  readonly steps: Readonly<Partial<Record<Step, StepState>>>;
  readonly endedAt?: Instant;
}

/** What a handover begins with. */
interface Opened {
  readonly rules: number;
  readonly handover: HandoverId;
  readonly account: string;
  readonly succession: Succession;
  readonly reason: string;
  readonly team: Team;
  readonly offboarding?: string;
  readonly visit?: TaskKey;
}

/** Arguments of the commands. Their names are the update names in Temporal. */
export interface HandoverCommands {
  /** `at`: the time of the change. */
  start: Statement & Opened & { readonly terms: HandoverTerms };
  /** The successor accepts. */
  accept: Statement;
  /** The successor refuses; `note` says why. */
  refuse: Statement;
  /** The account reassigned it to another successor. Back to the original holder: the handover is withdrawn. */
  redirect: Statement & { readonly to: SomebodyId; readonly team: Team };
  /** A person did the step that a mail could not. */
  complete: Statement & { readonly step: Step };
  /** The account's team changed. `succession`: the account's record, with the current stand-in. */
  changeTeam: Statement & { readonly team: Team; readonly succession?: Succession };
  /** The account has ended. */
  withdraw: Statement;
}

export type HandoverEvent = EventBase & { readonly note?: NoteId } & (
    | ({
        readonly type: 'handoverStarted';
        readonly terms: KeptTerms;
        readonly openedAt: Instant;
        readonly due: Instant;
        readonly warnAt: readonly Instant[];
        readonly steps: readonly Step[];
      } & Opened)
    | RulesRaised
    | { readonly type: 'stepDone'; readonly step: Step }
    | { readonly type: 'stepFailed'; readonly step: Step; readonly code: string }
    | { readonly type: 'handoverRefused'; readonly from: PersonId; readonly to: readonly PersonId[] }
    /** Another successor: the steps that depend on the successor begin again. */
    | {
        readonly type: 'handoverRedirected';
        readonly from: SomebodyId;
        readonly to: SomebodyId;
        readonly team: Team;
      }
    | { readonly type: 'teamChanged'; readonly team: Team; readonly succession?: Succession }
    | { readonly type: 'handoverWarned'; readonly thresholds: readonly number[]; readonly to: readonly PersonId[] }
    | { readonly type: 'mailRefused'; readonly to: PersonId; readonly code: string }
    /** Revived after an operator had terminated its workflow. */
    | { readonly type: 'revived' }
    | { readonly type: 'handoverDone' }
    /** changed-back: reassigned to the original holder; team-changed: another person has the role now. */
    | { readonly type: 'handoverWithdrawn'; readonly why: 'changed-back' | 'team-changed' | 'account-ended' | 'cancelled-by-operator' }
  );

/** A handover as effects carry it. */
export interface HandoverInfo {
  readonly succession: Succession;
  readonly reason: string;
  readonly note?: NoteId;
  readonly openedAt: Instant;
  readonly due: Instant;
  /** The steps that are not done. */
  readonly open: readonly Step[];
  readonly visit?: TaskKey;
}

export type HandoverEffect = Effect &
  (
    | {
        /**
         * brief: the successor, with everything about the account; introduce-to-team: our team, about their new contact; warn-handover: whom the
         * ladder names; ask-successor: who must name another successor.
         */
        readonly type: 'brief' | 'introduce-to-team' | 'warn-handover' | 'ask-successor';
        readonly playbook: string;
        readonly account: string;
        readonly to: PersonId;
        readonly thresholds: readonly number[];
        readonly handover: HandoverInfo;
      }
    | {
        /**
         * notify-customer: the customer's contacts, about our change or, with `isBack`, about its withdrawal; introduce: the new contact. Nothing
         * internal.
         */
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
