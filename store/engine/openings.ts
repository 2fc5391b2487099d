// Short ids that people can say, given before their entity starts.
import type { Store } from './store';

/** The id with this key. The same key always gives the same id. */
export const identify = async (
  store: Store,
  table: 'campaignOpening' | 'caseOpening' | 'handoverOpening',
  key: string,
): Promise<string> => {
  const there = await store.db.selectFrom(table).select('id').where('key', '=', key).executeTakeFirst();
  if (there !== undefined) return there.id;
  const given = await store.db
    .insertInto(table)
    .values({ key })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  // Another caller added the same key meanwhile.
  return given === undefined ? identify(store, table, key) : given.id;
};
