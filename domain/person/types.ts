// A person's types: state, commands, events, effects. Ids and codes only.
import type { NotifyManager, PersonId } from '../account/types';
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
  /** When the next digest is due. */
  readonly next?: Instant;
  /** When the last digest was due. */
  readonly last?: Instant;
  /** The next digest covers everything since then. */
  readonly since: Instant;
  /** The code of why digests do not arrive; absent while they do. */
  readonly refused?: string;
}

/** Arguments of the commands. Their names are the update names in Temporal. */
export interface PersonCommands {
  start: Statement & { readonly rules: number; readonly person: PersonId; readonly terms: PersonTerms };
  /** They work somewhere else now, or the playbook changed. */
  adoptTerms: Statement & { readonly terms: PersonTerms };
  /** They have left the company for good. */
  offboard: Statement;
}

/** `next`: when the next digest is due. */
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
    /** A digest of everything since `since` was due. */
    | { readonly type: 'digested'; readonly since: Instant; readonly next: Instant }
    /** Digests do not arrive. Recorded once, until one arrives. */
    | { readonly type: 'digestRefused'; readonly code: string }
    | { readonly type: 'digestArrived' }
    | RulesRaised
    /** Revived after an operator had terminated their workflow. */
    | { readonly type: 'revived' }
    | { readonly type: 'personLeft' }
    /** An operator cancelled their workflow in Temporal. */
    | { readonly type: 'personCancelled' }
  );

export type PersonEffect = Effect &
  (
    | {
        readonly type: 'digest';
        readonly playbook: string;
        readonly person: PersonId;
        /** When the digest was due. */
        readonly at: Instant;
        readonly since: Instant;
      }
    | NotifyManager
  );
