// Our people's digests, as folded from the journal.
import type { Store } from '../engine/store';
import type { PersonLifeRow } from '../schema/tables';

/** Everybody who has ever had digests, by person id. */
export const byId = async (store: Store): Promise<ReadonlyMap<string, PersonLifeRow>> =>
  new Map((await store.db.selectFrom('personLife').selectAll().execute()).map((row) => [row.id, row]));

export const get = (store: Store, id: string): Promise<PersonLifeRow | undefined> =>
  store.db.selectFrom('personLife').selectAll().where('id', '=', id).executeTakeFirst();
