// Runs the same tests on both engines, with one store for each file.
import { openStore, type Store } from '../../store';
import { openMemoryStore } from '../support/memory-store';
import { emptyDatabase } from '../support/postgres';

export const ENGINES = ['PGlite', 'PostgreSQL'] as const;

/** Opens a store before the tests of this block and closes it after them. */
export const withStore = (engine: (typeof ENGINES)[number]): (() => Store) => {
  let store: Store | undefined;
  beforeAll(async () => {
    store = engine === 'PostgreSQL' ? await openStore({ url: await emptyDatabase() }) : await openMemoryStore();
  });
  afterAll(async () => {
    await store?.close();
  });
  return () => {
    if (store === undefined) throw new Error('The store is not open.');
    return store;
  };
};

/** The code of the `DomainError` that a promise rejects with. */
export const refusal = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'not refused',
    (error: { code?: string }) => error.code,
  );
