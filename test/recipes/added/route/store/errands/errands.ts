// Errands, as their journal tells them.
import type { Store } from '../engine/store';
import type { ErrandRow } from '../schema/errand-tables';

export type Errand = ErrandRow;

export const get = (store: Store, id: string): Promise<Errand | undefined> =>
  store.db.selectFrom('errand').selectAll().where('id', '=', id).executeTakeFirst();

/** The one that is due first first; those that are over last. */
export const list = (store: Store): Promise<Errand[]> => store.db.selectFrom('errand').selectAll().orderBy('next').orderBy('id').execute();
