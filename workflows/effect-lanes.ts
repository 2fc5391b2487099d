// Runs effects: in order within a lane, lanes side by side. An operator may retry or give up one effect.
import { ActivityFailure, ApplicationFailure, CancellationScope, isCancellation } from '@temporalio/workflow';
import type { Effect, Outcome } from '../domain/decider/decider';

type Wish = 'retry' | 'give-up';

/** Effects start only in `go`. `settled` gets each outcome; `wake` asks for the next `go`. */
export function effectLanes<Fx extends Effect>(
  attempt: (key: string, effect: Fx) => Promise<Outcome | undefined>,
  settled: (effect: Fx, outcome: Outcome) => void,
  wake: () => void,
) {
  const pending = new Map<string, Fx>();
  const running = new Map<string, CancellationScope>();
  const wishes = new Map<string, Wish>();

  const end = (key: string, effect: Fx, outcome: Outcome): void => {
    pending.delete(key);
    wishes.delete(key);
    settled(effect, outcome);
    wake();
  };

  const start = (key: string, effect: Fx): void => {
    const scope = new CancellationScope();
    running.set(key, scope);
    scope
      .run(() => attempt(key, effect))
      .then(
        (outcome) => {
          running.delete(key);
          if (outcome) end(key, effect, outcome);
          else wake();
        },
        (error: unknown) => {
          running.delete(key);
          // Cancelled by a wish, or with the workflow. An effect still pending is retried or given up at the next `go`.
          if (isCancellation(error)) wake();
          else end(key, effect, { ok: false, code: codeOf(error) });
        },
      );
  };

  return {
    add: (key: string, effect: Fx): void => void pending.set(key, effect),
    /** Starts the effects whose lane is free, and carries out wishes. */
    go(): void {
      const busy = new Set<string>();
      for (const [key, effect] of pending) {
        const wish = wishes.get(key);
        const scope = running.get(key);
        if (scope !== undefined && wish !== undefined) scope.cancel();
        else if (scope === undefined && wish === 'give-up') end(key, effect, { ok: false, code: 'given-up' });
        else if (scope === undefined && !busy.has(effect.lane)) {
          wishes.delete(key);
          start(key, effect);
        }
        busy.add(effect.lane);
      }
    },
    /** Records an operator's wish; `false` where the effect is not pending. */
    wish(key: string, wish: Wish): boolean {
      if (!pending.has(key)) return false;
      wishes.set(key, wish);
      wake();
      return true;
    },
    /** Drops all other effects, running ones too. Their outcomes are ignored. */
    dropAllBut(isKept: (effect: Fx) => boolean): void {
      for (const [key, effect] of pending) if (!isKept(effect)) pending.delete(key);
    },
    isEmpty: (): boolean => pending.size === 0,
    all: () => Array.from(pending, ([key, effect]) => ({ key, effect })),
    list: () => Array.from(pending, ([key, { type, lane }]) => ({ key, type, lane })),
  };
}

/** The code of why an activity failed for good. */
function codeOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return (cause instanceof ApplicationFailure && cause.type) || 'effect-failed';
}
