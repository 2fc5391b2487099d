// Reads errands from their read model.
import type { Store } from '../engine/store';
import type { ErrandRow } from '../schema/errand-tables';

export type Errand = ErrandRow;

export const get = (store: Store, id: string): Promise<Errand | undefined> =>
  store.db.selectFrom('errand').selectAll().where('id', '=', id).executeTakeFirst();

/** Errands by the time of the next reminder, the earliest first; ended errands come last. */
export const list = (store: Store): Promise<Errand[]> => store.db.selectFrom('errand').selectAll().orderBy('next').orderBy('id').execute();
