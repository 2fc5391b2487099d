// The words of one of our people's lives: state, commands, events, effects. Ids and codes only.
import type { PersonId } from '../account/types';
import type { Effect, EventBase } from '../decider/decider';
import type { Ruled, RulesRaised } from '../decider/rules';
import type { Statement } from '../decider/statement';
import type { Instant } from '../time/time';
import type { PersonTerms } from './terms';

export interface PersonState extends Ruled {
  /** `undefined` until started. */
  readonly status: 'active' | 'left' | undefined;
  readonly person: PersonId;
  readonly terms?: { readonly id: string; readonly playbook: string };
  readonly startedAt?: Instant;
  /** When the next digest goes. */
  readonly next?: Instant;
  /** When the last one went. */
  readonly last?: Instant;
  /** What the next one tells of: everything since then. */
  readonly since: Instant;
  /** Why digests do not arrive; absent while they do. */
  readonly refused?: string;
}

/** Shapes of the commands; the names are the update names in Temporal. */
export interface PersonCommands {
  start: Statement & { readonly rules: number; readonly person: PersonId; readonly terms: PersonTerms };
  /** They work somewhere else, or the playbook has changed. */
  adoptTerms: Statement & { readonly terms: PersonTerms };
  /** They have left us, for good. */
  offboard: Statement;
}

/** `next`: when the next digest goes. */
export type PersonEvent = EventBase & { readonly note?: string } & (
    | {
        readonly type: 'personStarted';
        readonly rules: number;
        readonly person: PersonId;
        readonly terms: { readonly id: string; readonly playbook: string };
        readonly next: Instant;
      }
    | {
        readonly type: 'personTermsAdopted';
        readonly terms: { readonly id: string; readonly playbook: string };
        readonly next: Instant;
      }
    /** It was time for a digest of what has been since `since`. */
    | { readonly type: 'digested'; readonly since: Instant; readonly next: Instant }
    /** Digests do not arrive: said once, until one does. */
    | { readonly type: 'digestRefused'; readonly code: string }
    | { readonly type: 'digestArrived' }
    | RulesRaised
    /** Brought back after an operator had ended their workflow. */
    | { readonly type: 'revived' }
    | { readonly type: 'personLeft' }
    /** An operator ended the workflow from Temporal's side. */
    | { readonly type: 'personCancelled' }
  );

export type PersonEffect = Effect &
  (
    | {
        readonly type: 'digest';
        readonly playbook: string;
        readonly person: PersonId;
        /** When it was time for it. */
        readonly at: Instant;
        readonly since: Instant;
      }
    /** Tells the manager of `about` that digests do not reach them; there are no tasks that it is about. */
    | {
        readonly type: 'notify-manager';
        readonly playbook: string;
        readonly about: PersonId;
        readonly otherwise?: PersonId;
        readonly code: string;
        readonly tasks: readonly [];
      }
  );
