// Leases: only the holder of a lease does its work, and a dead holder blocks it only until the lease ends. Real time.
import { sql } from 'kysely';
import { given } from '../../domain/given';
import type { Instant } from '../../domain/time/time';
import type { Store } from './store';

/** Takes or renews the lease `name` for `holder` until `until`. `false` where another one holds it. */
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

/** Gives a lease back; it can be taken again from `from` on. `mark` is passed to the next holder. */
export const give = async (store: Store, name: string, holder: string, from: Instant, mark?: Instant): Promise<void> => {
  await store.db
    .updateTable('lease')
    .set({ until: from, holder: '', ...given({ mark }) })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute();
};

/** The mark of the last holder; `undefined` where there is none. */
export const markOf = async (store: Store, name: string): Promise<Instant | undefined> =>
  (await store.db.selectFrom('lease').select('mark').where('name', '=', name).executeTakeFirst())?.mark ?? undefined;

/** Deletes leases named `prefix…` that nobody holds. */
export const forget = async (store: Store, prefix: string, now: Instant): Promise<void> => {
  await store.db.deleteFrom('lease').where(sql<boolean>`starts_with(name, ${prefix})`).where('until', '<=', now).execute();
};
