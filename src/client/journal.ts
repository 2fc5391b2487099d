// The journal against the live states, and read models made anew.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountState } from '../domain/account/types';
import { DomainError } from '../domain/decider';
import type { HandoverState } from '../domain/handover/types';
import type { PersonState } from '../domain/person/types';
import type { CaseState } from '../domain/service-case/types';
import {
  accounts,
  cases,
  type Difference,
  handovers,
  personLives,
  rebuild,
  type Store,
  verify,
  verifyCase,
  verifyHandover,
  verifyPerson,
} from '../store';
import { entityOf } from '../store/account-fold';
import { entityOfCase } from '../store/case-fold';
import { entityOfHandover } from '../store/handover-fold';
import { entityOfPerson } from '../store/person-fold';
import type { Snapshot } from '../workflows/entity';
import { concurrently } from './concurrently';
import type { Connection } from './connection';
import { ask, isRunning, workersPolling } from './entities';
import type { Verification } from './shapes';

const AT_ONCE = 20;
/** Milliseconds in which read models may catch up before a difference counts: a write that a dead worker began is repeated after ten seconds. */
const CATCH_UP = 15_000;
const AGAIN = 300;
/** What differs where a row is missing, or of another event. */
const BEHIND: readonly string[] = ['account', 'case', 'handover', 'person'].flatMap((kind) => [kind, `${kind}.sequence`]);
const GONE = 'Its workflow does not run, while the read model says that it lives: it was ended from outside.';

export const journal = (connection: Connection) => ({
  /** Drops the read models and folds them again; answers the number of events. */
  rebuild: (progress?: (done: number, total: number) => void): Promise<number> => rebuild(connection.store, progress),

  /** Holds the read models of all that is not closed against the live states. Throws `no-worker`, `temporal-unavailable`. */
  async verify(): Promise<Verification> {
    const { store } = connection;
    if ((await workersPolling(connection)) === 0)
      throw new DomainError('no-worker', 'No worker is there to ask for the live states. Start one with `perennial worker`.');
    const alive = await everythingAlive(store);
    const found = await concurrently(alive, AT_ONCE, (one) => differencesOf(connection, one));
    return { checked: alive.length, differences: found.flat() };
  },
});

/** An entity that lives by its read model, and how that is held against the live state. */
interface Alive {
  readonly entity: string;
  readonly compare: (live: Snapshot<unknown>) => Promise<readonly Difference[]>;
}

async function everythingAlive(store: Store): Promise<readonly Alive[]> {
  const [ofAccounts, ofCases, ofHandovers, ofPeople] = await Promise.all([
    accounts.list(store),
    cases.list(store, { statuses: ['open', 'waiting', 'resolved'] }),
    handovers.list(store, { statuses: handovers.UNDER_WAY }),
    personLives.byId(store),
  ]);
  return [
    ...ofAccounts
      .filter(({ status }) => status !== 'closed')
      .map(({ id }): Alive => ({ entity: entityOf(id), compare: (live) => verify(store, id, live as Snapshot<AccountState>) })),
    ...ofCases.map(
      ({ id }): Alive => ({ entity: entityOfCase(id), compare: (live) => verifyCase(store, id, live as Snapshot<CaseState>) }),
    ),
    ...ofHandovers.map(
      ({ id }): Alive => ({
        entity: entityOfHandover(id),
        compare: (live) => verifyHandover(store, id, live as Snapshot<HandoverState>),
      }),
    ),
    ...Array.from(ofPeople.values())
      .filter(({ status }) => status === 'active')
      .map(({ id }): Alive => ({ entity: entityOfPerson(id), compare: (live) => verifyPerson(store, id, live as Snapshot<PersonState>) })),
  ];
}

async function differencesOf(connection: Connection, { entity, compare }: Alive): Promise<Verification['differences']> {
  // A workflow that was terminated still answers queries, as it was when it ended.
  if ((await isRunning(connection, entity)) !== true) return [{ entity, what: GONE }];
  try {
    for (const until = Date.now() + CATCH_UP; ; await sleep(AGAIN)) {
      const differences = await compare(await ask<Snapshot<unknown>>(connection, entity, 'state'));
      // One of the two is behind the other: that is no difference yet.
      const isInStep = !differences.some(({ path }) => BEHIND.includes(path));
      if (isInStep || Date.now() > until)
        return differences.map(({ path, live, stored }) => ({ entity, what: `${path}: live ${text(live)}, stored ${text(stored)}` }));
    }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'entity-not-running') return [{ entity, what: GONE }];
    throw error;
  }
}

const text = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
