// How far each ticketing system's changes have been read, and the last error.
import { type Selectable, sql } from 'kysely';
import type { Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type TicketSync = Selectable<Tables['ticketSync']>;

export const get = (store: Store, system: string): Promise<TicketSync | undefined> =>
  store.db.selectFrom('ticketSync').selectAll().where('system', '=', system).executeTakeFirst();

/** Records a reading. `since` stays while `code` is the same. */
export const put = async (store: Store, sync: Omit<TicketSync, 'since'>): Promise<void> => {
  const { system: _, ...rest } = sync;
  await store.db
    .insertInto('ticketSync')
    .values({ ...sync, since: sync.checkedAt })
    .onConflict((conflict) =>
      conflict.column('system').doUpdateSet({
        ...rest,
        since: sql`case when ticket_sync.code is distinct from excluded.code then excluded.checked_at else ticket_sync.since end`,
      }),
    )
    .execute();
};

export const list = (store: Store): Promise<TicketSync[]> => store.db.selectFrom('ticketSync').selectAll().orderBy('system').execute();
