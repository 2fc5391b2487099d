// Absences and their substitutes.
import { type Selectable, sql } from 'kysely';
import { type Absence, ringWith } from '../../domain/person/absence';
import type { Instant } from '../../domain/time/time';
import type { Db, Store } from '../engine/store';
import { together } from '../engine/together';
import type { Tables } from '../schema/tables';

export type AbsenceRow = Selectable<Tables['absence']>;

/** Absences that end after `at`, by their beginning; without `at`, all. */
export const list = (store: Store, at = 0): Promise<readonly AbsenceRow[]> => listTogether(store, at);

const listTogether = together(async (store, ats: readonly Instant[]): Promise<readonly (readonly AbsenceRow[])[]> => {
  const rows = await store.db
    .selectFrom('absence')
    .selectAll()
    .where('until', '>', Math.min(...ats))
    .orderBy('from')
    .orderBy('id')
    .execute();
  return ats.map((at) => rows.filter(({ until }) => until > at));
});

export const get = (store: Store, id: string): Promise<AbsenceRow | undefined> =>
  store.db.selectFrom('absence').selectAll().where('id', '=', id).executeTakeFirst();

/** Adds an absence. `refuse` gets the existing ones and throws to refuse. Absences are locked meanwhile, since a ring may involve any of them. */
export const add = (store: Store, absence: Absence, refuse: (others: readonly AbsenceRow[]) => void): Promise<AbsenceRow> =>
  store.db.transaction().execute(async (trx) => {
    await lockAll(trx);
    refuse(await trx.selectFrom('absence').selectAll().where('until', '>', absence.from).execute());
    return trx.insertInto('absence').values(absence).returningAll().executeTakeFirstOrThrow();
  });

/** Writers wait, readers do not. */
const lockAll = (trx: Db) => sql`lock table absence in share row exclusive mode`.execute(trx);

/**
 * Replaces the substitute `from` by `to` in all absences from `at` on. Where `to` is the one who is away, or would close a ring, the absence keeps
 * `from`.
 */
export const passSubstitute = (store: Store, from: string, to: string, at: Instant): Promise<void> =>
  store.db.transaction().execute(async (trx) => {
    await lockAll(trx);
    let all: readonly AbsenceRow[] = await trx.selectFrom('absence').selectAll().where('until', '>', at).orderBy('id').execute();
    for (const one of all.filter(({ person, substitute }) => substitute === from && person !== to)) {
      const passed = { ...one, substitute: to };
      const others = all.filter(({ id }) => id !== one.id);
      if (ringWith({ ...passed, from: Math.max(one.from, at) }, others)) continue;
      await trx.updateTable('absence').set({ substitute: to }).where('id', '=', one.id).execute();
      all = [...others, passed];
    }
  });

/** Ends an absence at `until`; one that has not begun is removed. */
export const end = async (store: Store, { id, from }: AbsenceRow, until: Instant): Promise<void> => {
  if (until <= from) await store.db.deleteFrom('absence').where('id', '=', id).execute();
  else await store.db.updateTable('absence').set({ until }).where('id', '=', id).execute();
};
