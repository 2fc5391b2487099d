// Tickets of the built-in ticketing system.
import { type Selectable, sql } from 'kysely';
import { DomainError } from '../../domain/decider/decider';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';
import { type Window, type Windowed, windowed } from '../engine/window';
import type { Tables, TicketNote } from '../schema/tables';

export type Ticket = Selectable<Tables['ticket']>;

const STATES: readonly Ticket['state'][] = ['open', 'taken', 'waiting', 'resolved'];

export interface NewTicket {
  /** The effect's key: one ticket for each key. */
  readonly key: string;
  readonly account: string;
  /** `account:touchpoint:nominal`, or the case's id. */
  readonly about: string;
  readonly subject: string;
  /** The report, its level and its due times, as plain text. */
  readonly text?: string;
  /** When the whole case is due. */
  readonly due?: Instant;
  /** Person id. */
  readonly owner?: string;
  readonly at: Instant;
}

/** Makes a ticket, or returns the one with this key. */
export const create = async (store: Store, { at, ...ticket }: NewTicket): Promise<Ticket> => {
  await store.db
    .insertInto('ticket')
    .values({ ...ticket, state: 'open', openedAt: at })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  return store.db.selectFrom('ticket').selectAll().where('key', '=', ticket.key).executeTakeFirstOrThrow();
};

export const get = (store: Store, id: string): Promise<Ticket | undefined> =>
  store.db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirst();

export interface TicketFilter {
  readonly account?: string;
  readonly about?: string;
  readonly states?: readonly Ticket['state'][];
}

const matching = (store: Store, { account, about, states }: TicketFilter) => {
  let query = store.db.selectFrom('ticket').selectAll().orderBy('openedAt').orderBy('id');
  if (account !== undefined) query = query.where('account', '=', account);
  if (about !== undefined) query = query.where('about', '=', about);
  if (states !== undefined) query = query.where('state', 'in', states);
  return query;
};

/** Tickets, oldest first. */
export const list = async (store: Store, filter: TicketFilter = {}): Promise<Ticket[]> => (await window(store, filter, {})).rows;

export const window = async (store: Store, filter: TicketFilter, of: Window): Promise<Windowed<Ticket>> =>
  filter.states?.length === 0 ? { rows: [], total: 0 } : windowed(store, matching(store, filter), of);

/** `by` (a person id) takes the ticket. Throws `DomainError`: `unknown-ticket`, `ticket-resolved`. */
export const take = async (store: Store, id: string, by: string): Promise<Ticket> => {
  const taken = await change(store, id, { state: 'taken', owner: by }, ['open', 'taken', 'waiting']);
  if (taken) return taken;
  const { state } = await known(store, id);
  throw new DomainError('ticket-resolved', { ticket: id, state });
};

/** Brings a ticket to `state`; nothing changes where it has that state. Throws `DomainError('unknown-ticket')`. */
export const move = async (store: Store, id: string, state: Ticket['state'], at: Instant): Promise<Ticket> => {
  const others = STATES.filter((other) => other !== state);
  return (await change(store, id, { state, resolvedAt: state === 'resolved' ? at : null }, others)) ?? (await known(store, id));
};

/** Adds a note, once for each key, and sets the due time where one is given. Throws `DomainError('unknown-ticket')`. */
export const note = (store: Store, id: string, { due, ...added }: TicketNote & { readonly due?: Instant }): Promise<void> =>
  store.db.transaction().execute(async (trx) => {
    const ticket = await trx.selectFrom('ticket').select('notes').where('id', '=', id).forUpdate().executeTakeFirst();
    if (!ticket) throw unknown(id);
    if (ticket.notes.some(({ key }) => key === added.key)) return;
    const notes = JSON.stringify([...ticket.notes, added]);
    await trx
      .updateTable('ticket')
      .set({ notes: sql`${notes}::jsonb`, ...(due !== undefined && { due }) })
      .where('id', '=', id)
      .execute();
  });

const change = (
  store: Store,
  id: string,
  to: { readonly state: Ticket['state']; readonly owner?: string; readonly resolvedAt?: Instant | null },
  from: readonly Ticket['state'][],
): Promise<Ticket | undefined> =>
  store.db.updateTable('ticket').set(to).where('id', '=', id).where('state', 'in', from).returningAll().executeTakeFirst();

const known = async (store: Store, id: string): Promise<Ticket> => {
  const ticket = await get(store, id);
  if (ticket === undefined) throw unknown(id);
  return ticket;
};

const unknown = (id: string): DomainError => new DomainError('unknown-ticket', { ticket: id });
