// Every free text: reasons, outcomes, reports. Commands and histories hold only its id.
import { type Selectable, sql } from 'kysely';
import type { Instant } from '../../domain/time/time';
import type { Db, Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type Note = Selectable<Tables['note']>;

/** Keeps a text and returns its id. `by` is a person id. Texts of commands are staged instead, see `staged.ts`. */
export const add = async (
  { db }: { readonly db: Db },
  { text, by, at }: { readonly text: string; readonly by?: string; readonly at: Instant },
): Promise<string> =>
  (
    await db
      .insertInto('note')
      .values({ text, by: by ?? null, at })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;

export const get = async (store: Store, id: string): Promise<Note | undefined> => (await byIds(store, [id])).get(id);

/** Notes by id. Includes the notes of events that are being journalled now. */
export const byIds = async ({ db }: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Note>> => {
  if (ids.length === 0) return new Map();
  const staged = db
    .selectFrom('staged')
    .select([
      'id',
      sql<string>`content->>'text'`.as('text'),
      sql<string | null>`content->>'by'`.as('by'),
      sql<Instant>`(content->>'at')::bigint`.as('at'),
    ])
    .where('id', 'in', ids)
    .where(sql<boolean>`content->>'type' = 'note'`);
  const found = await db.selectFrom('note').select(['id', 'text', 'by', 'at']).where('id', 'in', ids).unionAll(staged).execute();
  return new Map(found.map((note) => [note.id, note]));
};
