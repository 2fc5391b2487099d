// Ids that people can say, given before what they are for begins.
import type { Store } from './store';

/** The id of what is to be opened: one for each `key`, however often it is asked for. */
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
  // Somebody else was asked for the same key meanwhile.
  return given === undefined ? identify(store, table, key) : given.id;
};
