// The tickets that are ours, and where they are.
import type { Selectable } from 'kysely';
import type { Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type TicketLink = Selectable<Tables['ticketLink']>;

/** Keeps a link. It replaces an earlier link of the same ticket. */
export const put = async (store: Store, link: TicketLink): Promise<void> => {
  const { ticket: _, ...rest } = link;
  await store.db
    .insertInto('ticketLink')
    .values(link)
    .onConflict((conflict) => conflict.column('ticket').doUpdateSet(rest))
    .execute();
};

/** By the ticket's name, `redmine/17` or `T-12`. */
export const get = (store: Store, ticket: string): Promise<TicketLink | undefined> =>
  store.db.selectFrom('ticketLink').selectAll().where('ticket', '=', ticket).executeTakeFirst();

/** By the key of the effect that made the ticket. */
export const byKey = (store: Store, key: string): Promise<TicketLink | undefined> =>
  store.db.selectFrom('ticketLink').selectAll().where('key', '=', key).executeTakeFirst();

/** The links of `tickets`, by name. Unknown tickets are left out. */
export const byNames = async (store: Store, tickets: readonly string[]): Promise<ReadonlyMap<string, TicketLink>> => {
  if (tickets.length === 0) return new Map();
  const found = await store.db.selectFrom('ticketLink').selectAll().where('ticket', 'in', tickets).execute();
  return new Map(found.map((link) => [link.ticket, link]));
};
