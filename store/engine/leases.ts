// One at a time: whoever holds a lease does the work, and who dies with one holds nobody up for long. Real time.
import { sql } from 'kysely';
import type { Instant } from '../../domain/time/time';
import type { Store } from './store';

/** Takes the lease `name` for `holder` until `until`, or keeps it. `false` where somebody else has it. */
export const take = async (store: Store, name: string, holder: string, now: Instant, until: Instant): Promise<boolean> => {
  const taken = await store.db
    .insertInto('lease')
    .values({ name, holder, until })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ holder, until })
        .where((where) => where.or([where('lease.holder', '=', holder), where('lease.until', '<=', now)])),
    )
    .returning('name')
    .executeTakeFirst();
  return taken !== undefined;
};

/** Gives a lease back; the next one may have it from `from` on. `mark` is for whoever has it next. */
export const give = async (store: Store, name: string, holder: string, from: Instant, mark?: Instant): Promise<void> => {
  await store.db
    .updateTable('lease')
    .set({ until: from, holder: '', ...(mark === undefined ? {} : { mark }) })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute();
};

/** What the last holder left for the next: `undefined` where there was none. */
export const markOf = async (store: Store, name: string): Promise<Instant | undefined> =>
  (await store.db.selectFrom('lease').select('mark').where('name', '=', name).executeTakeFirst())?.mark ?? undefined;

/** Forgets leases of `prefix…` that nobody holds any more. */
export const forget = async (store: Store, prefix: string, now: Instant): Promise<void> => {
  await store.db.deleteFrom('lease').where(sql<boolean>`starts_with(name, ${prefix})`).where('until', '<=', now).execute();
};
