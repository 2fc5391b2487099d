// The journal against the live states, and read models made anew.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountState } from '../domain/account/types';
import { DomainError } from '../domain/decider';
import { accounts, rebuild, verify } from '../store';
import { entityOf } from '../store/account-fold';
import type { Snapshot } from '../workflows/entity';
import { concurrently } from './concurrently';
import type { Connection } from './connection';
import { ask, isRunning, workersPolling } from './entities';
import type { Verification } from './shapes';

const AT_ONCE = 20;
/** Milliseconds in which read models may catch up before a difference counts: a write that a dead worker began is repeated after ten seconds. */
const CATCH_UP = 15_000;
const AGAIN = 300;
const GONE = 'Its workflow does not run, while the read model says that it lives: it was ended from outside.';

export const journal = (connection: Connection) => ({
  /** Drops the read models and folds them again; answers the number of events. */
  rebuild: (progress?: (done: number, total: number) => void): Promise<number> => rebuild(connection.store, progress),

  /** Holds the read model of every account that is not closed against its live state. Throws `no-worker`, `temporal-unavailable`. */
  async verify(): Promise<Verification> {
    const { store } = connection;
    if ((await workersPolling(connection)) === 0)
      throw new DomainError('no-worker', 'No worker is there to ask for the live states. Start one with `perennial worker`.');
    const alive = (await accounts.list(store)).filter(({ status }) => status !== 'closed');
    const found = await concurrently(alive, AT_ONCE, ({ id }) => differencesOf(connection, id));
    return { checked: alive.length, differences: found.flat() };
  },
});

async function differencesOf(connection: Connection, account: string): Promise<Verification['differences']> {
  const { store } = connection;
  const entity = entityOf(account);
  // A workflow that was terminated still answers queries, as it was when it ended.
  if ((await isRunning(connection, entity)) !== true) return [{ entity, what: GONE }];
  try {
    for (const until = Date.now() + CATCH_UP; ; await sleep(AGAIN)) {
      const { state, sequence } = await ask<Snapshot<AccountState>>(connection, entity, 'state');
      const differences = await verify(store, account, { state, sequence });
      // One of the two is behind the other: that is no difference yet.
      const isInStep = !differences.some(({ path }) => path === 'account' || path === 'account.sequence');
      if (isInStep || Date.now() > until)
        return differences.map(({ path, live, stored }) => ({ entity, what: `${path}: live ${text(live)}, stored ${text(stored)}` }));
    }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'entity-not-running') return [{ entity, what: GONE }];
    throw error;
  }
}

const text = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
