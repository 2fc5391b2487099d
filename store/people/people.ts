import { type Insertable, type Selectable, sql } from 'kysely';
import type { Instant } from '../../domain/time/time';
import { eraseAnswers } from '../engine/command-keys';
import type { Store } from '../engine/store';
import { readTogether } from '../engine/together';
import { type Upserted, upsert as upsertRow } from '../engine/upsert';
import { type Window, type Windowed, windowed } from '../engine/window';
import type { Tables } from '../schema/tables';

export type Person = Selectable<Tables['person']>;
export type NewPerson = Omit<Insertable<Tables['person']>, 'id'>;

/** Adds a person, or changes the one with this handle. `manager` is a person id. */
export const upsert = (store: Store, person: NewPerson): Promise<Upserted> => {
  const { handle, name, email, language, zone, calendar = null, manager = null } = person;
  return upsertRow(store.db, 'person', 'handle', { handle, name, email, language, zone, calendar, manager });
};

/** Adds a person and returns their id; `undefined` where the handle is taken. */
export const add = async (store: Store, person: NewPerson): Promise<string | undefined> =>
  (
    await store.db
      .insertInto('person')
      .values(person)
      .onConflict((conflict) => conflict.column('handle').doNothing())
      .returning('id')
      .executeTakeFirst()
  )?.id;

export const byHandle = (store: Store, handle: string): Promise<Person | undefined> =>
  store.db.selectFrom('person').selectAll().where('handle', '=', handle).executeTakeFirst();

/** People by id. Unknown ids are left out. */
export const byIds = async (store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> => {
  if (ids.length === 0) return new Map();
  const found = await store.db.selectFrom('person').selectAll().where('id', 'in', ids).execute();
  return new Map(found.map((person) => [person.id, person]));
};

export const byId = readTogether<Person>(byIds);

/** The ids of people who have left. */
export const goneOf = async (store: Store, ids: readonly string[]): Promise<readonly string[]> => {
  if (ids.length === 0) return [];
  const found = await store.db.selectFrom('person').select('id').where('id', 'in', ids).where('leftAt', 'is not', null).execute();
  return found.map(({ id }) => id);
};

/** Records that a person leaves: from `at` on they get no new work. The first such time stays. */
export const markLeft = async (store: Store, id: string, at: Instant): Promise<void> => {
  await store.db.updateTable('person').set({ leftAt: at }).where('id', '=', id).where('leftAt', 'is', null).execute();
};

/** All people, by handle. */
export const list = async (store: Store): Promise<Person[]> => (await window(store, {})).rows;

export const window = (store: Store, of: Window): Promise<Windowed<Person>> =>
  windowed(store, store.db.selectFrom('person').selectAll().orderBy('handle'), of);

/** Gives the people whom `from` manages the manager `to`. Where `to` is one of them, they have no manager then. */
export const passReports = async (store: Store, from: string, to: string): Promise<void> => {
  await store.db
    .updateTable('person')
    .set({ manager: sql<string | null>`case when id = ${to} then null else ${to} end` })
    .where('manager', '=', from)
    .execute();
};

/**
 * Erases a person: name, address, mails to them (also in the development mailbox), their texts that no event has used, and kept answers that name
 * them. Their id stays in old records and means nobody. Returns whether there was such a person.
 */
export const erase = (store: Store, id: string): Promise<boolean> =>
  store.db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('mailbox')
      .where('messageId', 'in', trx.selectFrom('mail').select('messageId').where('person', '=', id))
      .execute();
    await trx.deleteFrom('staged').where(sql<boolean>`content->>'by' = ${id}`).execute();
    const erased = await trx.deleteFrom('person').where('id', '=', id).returning(['handle', 'name', 'email']).executeTakeFirst();
    if (erased) await eraseAnswers(trx, Object.values(erased));
    return erased !== undefined;
  });
