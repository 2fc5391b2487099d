// Problems of everything long-lived: what it is told does not fit its life.
import type { EntityKind } from './entity-kind';

/** What began when a command may first speak of it. */
export type Begun =
  | 'account'
  | 'campaign'
  | 'case'
  | 'handover'
  | 'hold'
  | 'membership'
  | 'wait'
  | { readonly stage: string }
  | { readonly status: string };

export interface LifeProblems {
  'already-started': { readonly of: EntityKind };
  'not-started': { readonly of: EntityKind };
  /** `found`: the place in the arguments and what is wrong with it, for programmers. */
  'bad-arguments': { readonly found: string };
  /** Times are ISO 8601 UTC. */
  'in-the-future': { readonly at: string; readonly now: string };
  /** `of` is absent where what began has no name of its own. */
  'before-it-began': { readonly at: string; readonly since: string; readonly of?: Begun };
  'not-in-the-future': { readonly time: string; readonly then: 'snooze' | 'move' };
}
