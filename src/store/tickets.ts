// Tickets of the embedded ticketing system.
import type { Selectable } from 'kysely';
import { DomainError } from '../domain/decider';
import type { Instant } from '../domain/time';
import type { Store } from './store';
import type { Tables } from './tables';

export type Ticket = Selectable<Tables['ticket']>;

export interface NewTicket {
  /** The effect's key: a ticket is made once. */
  readonly key: string;
  readonly account: string;
  readonly task: string;
  readonly subject: string;
  /** Person id. */
  readonly owner?: string;
  readonly at: Instant;
}

/** Makes a ticket, or answers the one that this key has already. */
export const create = async (store: Store, { key, account, task, subject, owner, at }: NewTicket): Promise<Ticket> => {
  await store.db
    .insertInto('ticket')
    .values({ key, account, task, subject, state: 'open', owner: owner ?? null, openedAt: at })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  return store.db.selectFrom('ticket').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
};

export const get = (store: Store, id: string): Promise<Ticket | undefined> =>
  store.db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirst();

export interface TicketFilter {
  readonly account?: string;
  readonly task?: string;
  readonly states?: readonly Ticket['state'][];
}

/** Tickets, oldest first. */
export const list = async (store: Store, { account, task, states }: TicketFilter = {}): Promise<Ticket[]> => {
  if (states?.length === 0) return [];
  let query = store.db.selectFrom('ticket').selectAll().orderBy('openedAt').orderBy('id');
  if (account !== undefined) query = query.where('account', '=', account);
  if (task !== undefined) query = query.where('task', '=', task);
  if (states !== undefined) query = query.where('state', 'in', states);
  return query.execute();
};

/** `by` (a person id) takes the ticket on. Throws `DomainError`: `unknown-ticket`, `ticket-resolved`. */
export const take = async (store: Store, id: string, by: string): Promise<Ticket> => {
  const taken = await change(store, id, { state: 'taken', owner: by }, ['open', 'taken']);
  if (taken) return taken;
  const { state } = await known(store, id);
  throw new DomainError('ticket-resolved', `Ticket ${id} is ${state}: reopen it first.`);
};

/** Resolves a ticket; one that is resolved stays as it is. Throws `DomainError('unknown-ticket')`. */
export const resolve = async (store: Store, id: string, at: Instant): Promise<Ticket> =>
  (await change(store, id, { state: 'resolved', resolvedAt: at }, ['open', 'taken'])) ?? (await known(store, id));

/** Reopens a ticket; one that is not resolved stays as it is. Throws `DomainError('unknown-ticket')`. */
export const reopen = async (store: Store, id: string): Promise<Ticket> =>
  (await change(store, id, { state: 'open', resolvedAt: null }, ['resolved'])) ?? (await known(store, id));

const change = (
  store: Store,
  id: string,
  to: { readonly state: Ticket['state']; readonly owner?: string; readonly resolvedAt?: Instant | null },
  from: readonly Ticket['state'][],
): Promise<Ticket | undefined> =>
  store.db.updateTable('ticket').set(to).where('id', '=', id).where('state', 'in', from).returningAll().executeTakeFirst();

const known = async (store: Store, id: string): Promise<Ticket> => {
  const ticket = await get(store, id);
  if (ticket === undefined) throw new DomainError('unknown-ticket', `There is no ticket ${id}.`);
  return ticket;
};
