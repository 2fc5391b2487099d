// Which tickets are ours, and where they are.
import type { Selectable } from 'kysely';
import type { Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type TicketLink = Selectable<Tables['ticketLink']>;

/** Keeps a link; one that is there under this ticket's name is overwritten. */
export const put = async (store: Store, link: TicketLink): Promise<void> => {
  const { ticket: _, ...rest } = link;
  await store.db
    .insertInto('ticketLink')
    .values(link)
    .onConflict((conflict) => conflict.column('ticket').doUpdateSet(rest))
    .execute();
};

/** By its name, `redmine/17` or `T-12`. */
export const get = (store: Store, ticket: string): Promise<TicketLink | undefined> =>
  store.db.selectFrom('ticketLink').selectAll().where('ticket', '=', ticket).executeTakeFirst();

/** By the effect's key under which the ticket was made. */
export const byKey = (store: Store, key: string): Promise<TicketLink | undefined> =>
  store.db.selectFrom('ticketLink').selectAll().where('key', '=', key).executeTakeFirst();

/** Those of `tickets` that are there, by name. */
export const byNames = async (store: Store, tickets: readonly string[]): Promise<ReadonlyMap<string, TicketLink>> => {
  if (tickets.length === 0) return new Map();
  const found = await store.db.selectFrom('ticketLink').selectAll().where('ticket', 'in', tickets).execute();
  return new Map(found.map((link) => [link.ticket, link]));
};
