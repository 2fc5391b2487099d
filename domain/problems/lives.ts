// Problems of every long-lived thing: a command does not fit its state.
import type { EntityKind } from './kinds';

/** The beginnings that a command's time is checked against. */
export type Begun = EntityKind | 'hold' | 'wait' | { readonly stage: string } | { readonly status: string };

export interface LifeProblems {
  'already-started': { readonly of: EntityKind };
  'not-started': { readonly of: EntityKind };
  /** `found`: the argument and what is wrong with it, for programmers. */
  'bad-arguments': { readonly found: string };
  /** Times are ISO 8601 UTC. */
  'in-the-future': { readonly at: string; readonly now: string };
  /** `of`: what began; absent where it has no name. */
  'before-it-began': { readonly at: string; readonly since: string; readonly of?: Begun };
  'not-in-the-future': { readonly time: string; readonly then: 'snooze' | 'move' };
}
