// Every free text: reasons, outcomes, reports. Commands and histories hold its id.
import type { Selectable } from 'kysely';
import type { Instant } from '../domain/time';
import type { Store } from './store';
import type { Tables } from './tables';

export type Note = Selectable<Tables['note']>;

/** Keeps a text and answers its id. `by` is a person id. */
export const add = async (
  store: Store,
  { text, by, at }: { readonly text: string; readonly by?: string; readonly at: Instant },
): Promise<string> =>
  (
    await store.db
      .insertInto('note')
      .values({ text, by: by ?? null, at })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;

export const get = (store: Store, id: string): Promise<Note | undefined> =>
  store.db.selectFrom('note').selectAll().where('id', '=', id).executeTakeFirst();

/** Those of `ids` that are there, by id. */
export const byIds = async (store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Note>> => {
  if (ids.length === 0) return new Map();
  const found = await store.db.selectFrom('note').selectAll().where('id', 'in', ids).execute();
  return new Map(found.map((note) => [note.id, note]));
};
