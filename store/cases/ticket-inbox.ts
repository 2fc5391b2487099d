// What a ticketing system told us by itself, in the order in which it came: kept before it is answered, read like any other's changes.
import { type Selectable, sql } from 'kysely';
import type { Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type TicketNews = Selectable<Tables['ticketInbox']>;

/** Keeps a message, once under its id, and answers the one that is kept under it. Numbers become visible in their order, so that a reader's cursor passes none by. */
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

/** What came after `number`, at most `limit`. */
export const after = (store: Store, number: number, limit: number): Promise<TicketNews[]> =>
  store.db.selectFrom('ticketInbox').selectAll().where('number', '>', number).orderBy('number').limit(limit).execute();
