// Terms of service, by content hash.
import type { ServiceTerms } from '../../domain/service-case/terms';
import type { Store } from '../engine/store';

/** Keeps terms. Their id is their content hash, so a repeat changes nothing. */
export const put = async (store: Store, terms: ServiceTerms): Promise<void> => {
  await store.db
    .insertInto('serviceTerms')
    .values({ id: terms.id, playbook: terms.playbook, terms: JSON.stringify(terms) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};

export const get = async (store: Store, id: string): Promise<ServiceTerms | undefined> =>
  (await store.db.selectFrom('serviceTerms').select('terms').where('id', '=', id).executeTakeFirst())?.terms;
