// The terms of accounts, by content hash.
import type { Terms } from '../../domain/account/terms';
import type { Store } from '../engine/store';

/** Keeps terms. Their id is their content hash, so a repeat changes nothing. */
export const put = async (store: Store, id: string, playbook: string, terms: Terms): Promise<void> => {
  await store.db
    .insertInto('terms')
    .values({ id, playbook, terms: JSON.stringify(terms) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};

export const get = async (store: Store, id: string): Promise<Terms | undefined> =>
  (await store.db.selectFrom('terms').select('terms').where('id', '=', id).executeTakeFirst())?.terms;
