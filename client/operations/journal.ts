// Verifies the read models against journal and live states, and rebuilds them.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Verification } from '../../api/operations';
import { DomainError } from '../../domain/decider/decider';
import { hasEnded, lives, rebuild, verifyJournal, verifyLive } from '../../store';
import type { Snapshot } from '../../workflows/entity';
import { concurrently } from '../temporal/concurrently';
import type { Connection } from '../temporal/connection';
import { ask, isRunning, workersPolling } from '../temporal/entities';
import { everyNth } from '../temporal/every-nth';

const AT_ONCE = 20;
/** Milliseconds for the read models to catch up before a difference counts: a write begun by a dead worker is repeated after ten seconds. */
const CATCH_UP = 15_000;
const AGAIN = 300;
const GONE = 'Its workflow does not run, while the read model says that it lives: it was ended from outside.';

export interface VerifyOptions {
  /** Also compares the live states of entities that have not ended. */
  readonly live?: boolean | undefined;
  /** The number of workflows to ask, spread over all; default: all. */
  readonly sample?: number | undefined;
}

export const journal = (connection: Connection) => ({
  /** Drops the read models and folds them again. Returns the number of events. */
  rebuild: (progress?: (done: number, total: number) => void): Promise<number> => rebuild(connection.store, progress),

  /**
   * Folds the journal and compares every read model with it; with `live`, also the live states. Throws, with `live`, `no-worker` and
   * `temporal-unavailable`.
   */
  async verify({ live = false, sample }: VerifyOptions = {}): Promise<Verification> {
    const { store } = connection;
    if (live && (await workersPolling(connection)) === 0) throw new DomainError('no-worker', { waits: 'states' });
    const { checked, differences } = await verifyJournal(store);
    const folded = differences.map(({ entity, path, expected, stored }) => ({
      entity,
      what: `${path}: journal ${text(expected)}, stored ${text(stored)}`,
    }));
    if (!live) return { checked, live: 0, differences: folded };
    const all = (await lives.lives(store)).map(({ entity }) => entity);
    const asked = sample === undefined ? all : everyNth(all, sample);
    const found = await concurrently(asked, AT_ONCE, (entity) => liveDifferences(connection, entity));
    return { checked, live: asked.length, differences: [...folded, ...found.flat()] };
  },
});

async function liveDifferences(connection: Connection, entity: string): Promise<Verification['differences']> {
  // A terminated workflow still answers queries with its last state: ask whether it runs.
  if ((await isRunning(connection, entity)) !== true) return gone(connection, entity);
  try {
    for (const until = Date.now() + CATCH_UP; ; await sleep(AGAIN)) {
      const differences = await verifyLive(connection.store, entity, await ask<Snapshot<unknown>>(connection, entity, 'state'));
      // One side is behind the other, which is no difference yet.
      const isInStep = !differences.some(({ path, stored }) => stored === undefined || path.endsWith('.sequence'));
      if (isInStep || Date.now() > until)
        return differences.map(({ path, expected, stored }) => ({
          entity,
          what: `${path}: live ${text(expected)}, stored ${text(stored)}`,
        }));
    }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'entity-not-running') return gone(connection, entity);
    throw error;
  }
}

/** An entity whose workflow does not run. This is no difference where it has ended by itself: the journal says so before the workflow ends. */
const gone = async ({ store }: Connection, entity: string): Promise<Verification['differences']> =>
  (await hasEnded(store, entity)) ? [] : [{ entity, what: GONE }];

const text = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
