// Who is away, and who stands in.
import type { Selectable } from 'kysely';
import type { Absence } from '../domain/absence';
import type { Instant } from '../domain/time';
import type { Store } from './store';
import type { Tables } from './tables';

export type AbsenceRow = Selectable<Tables['absence']>;

/** Absences that are not over at `at`, by their beginning; all of them without it. */
export const list = (store: Store, at?: Instant): Promise<AbsenceRow[]> =>
  store.db
    .selectFrom('absence')
    .selectAll()
    .$if(at !== undefined, (query) => query.where('until', '>', at ?? 0))
    .orderBy('from')
    .orderBy('id')
    .execute();

export const get = (store: Store, id: string): Promise<AbsenceRow | undefined> =>
  store.db.selectFrom('absence').selectAll().where('id', '=', id).executeTakeFirst();

/**
 * Adds an absence that `refuse` lets pass, which is handed those that are there and throws what speaks against it. Nobody else adds one meanwhile.
 */
export const add = (store: Store, absence: Absence, refuse: (others: readonly AbsenceRow[]) => void): Promise<AbsenceRow> =>
  store.db.transaction().execute(async (trx) => {
    await trx.selectFrom('person').select('id').where('id', 'in', [absence.person, absence.substitute]).forUpdate().execute();
    refuse(await trx.selectFrom('absence').selectAll().where('until', '>', absence.from).execute());
    return trx.insertInto('absence').values(absence).returningAll().executeTakeFirstOrThrow();
  });

/** Who was to stand in for others from now on is succeeded; where the successor is the one who is away, the absence has nobody. */
export const passSubstitute = async (store: Store, from: string, to: string, at: Instant): Promise<void> => {
  await store.db
    .updateTable('absence')
    .set({ substitute: to })
    .where('substitute', '=', from)
    .where('until', '>', at)
    .where('person', '<>', to)
    .execute();
};

/** Ends an absence at `until`; one that has not begun is removed. */
export const end = async (store: Store, { id, from }: AbsenceRow, until: Instant): Promise<void> => {
  if (until <= from) await store.db.deleteFrom('absence').where('id', '=', id).execute();
  else await store.db.updateTable('absence').set({ until }).where('id', '=', id).execute();
};
