// Identities are used once: the store refuses a second life under an old one.
import type { Store } from './store';

/**
 * Claims an identity such as `account/acme` for its only life. `starting`: it was claimed before but never journalled anything, a start
 * that died half-way and may be tried again. `used`: it has lived.
 */
export const claim = async (store: Store, entity: string, kind: string): Promise<'claimed' | 'starting' | 'used'> => {
  const added = await store.db
    .insertInto('entity')
    .values({ id: entity, kind, state: 'starting' })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added !== undefined) return 'claimed';
  const there = await store.db.selectFrom('entity').select('state').where('id', '=', entity).executeTakeFirst();
  // Released between the two statements: nobody has it.
  if (there === undefined) return claim(store, entity, kind);
  return there.state === 'starting' ? 'starting' : 'used';
};

/** Gives an identity free whose start was refused. One that has lived stays used. */
export const release = async (store: Store, entity: string): Promise<void> => {
  await store.db.deleteFrom('entity').where('id', '=', entity).where('state', '=', 'starting').execute();
};

/** Identities that were claimed and of which nothing was heard since, at most `limit`. */
export const starting = async (store: Store, limit: number): Promise<string[]> =>
  (await store.db.selectFrom('entity').select('id').where('state', '=', 'starting').orderBy('id').limit(limit).execute()).map(
    ({ id }) => id,
  );
