// Messages from ticketing systems that send their changes, in order of arrival. They are kept before they are answered, and read like polled
// changes.
import { type Selectable, sql } from 'kysely';
import type { Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type TicketNews = Selectable<Tables['ticketInbox']>;

/** Keeps a message, once under its id, and returns the one that is kept. Numbers become visible in order, so that a reader's cursor misses none. */
export const put = (store: Store, news: Omit<TicketNews, 'number'>): Promise<TicketNews> =>
  store.db.transaction().execute(async (trx) => {
    await sql`lock table ticket_inbox in exclusive mode`.execute(trx);
    await trx
      .insertInto('ticketInbox')
      .values(news)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    return trx.selectFrom('ticketInbox').selectAll().where('id', '=', news.id).executeTakeFirstOrThrow();
  });

/** Messages after `number`, at most `limit`. */
export const after = (store: Store, number: number, limit: number): Promise<TicketNews[]> =>
  store.db.selectFrom('ticketInbox').selectAll().where('number', '>', number).orderBy('number').limit(limit).execute();
