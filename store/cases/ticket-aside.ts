// Ticket changes that could not be applied when they were read. They are set aside, so that everything else continues.
import type { Selectable } from 'kysely';
import { DomainError } from '../../domain/decider/decider';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type TicketAside = Selectable<Tables['ticketAside']>;
export type AsideState = TicketAside['state'];

/** The states that are not final. */
export const OPEN: readonly AsideState[] = ['waiting', 'failed', 'behind'];

const isOpen = (state: AsideState): boolean => OPEN.includes(state);

export type NewAside = Pick<
  TicketAside,
  'system' | 'item' | 'ticket' | 'what' | 'at' | 'entity' | 'state' | 'code' | 'attempts' | 'retryAt'
>;

/** Sets a change aside, once for each system and change id. `now` is real time. */
export const put = async (store: Store, aside: NewAside, now: Instant): Promise<void> => {
  await store.db
    .insertInto('ticketAside')
    .values({ ...aside, firstAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.columns(['system', 'item']).doNothing())
    .execute();
};

/** Those of `items` that were ever set aside, by change id. */
export const byItems = async (store: Store, system: string, items: readonly string[]): Promise<ReadonlyMap<string, TicketAside>> => {
  if (items.length === 0) return new Map();
  const found = await store.db.selectFrom('ticketAside').selectAll().where('system', '=', system).where('item', 'in', items).execute();
  return new Map(found.map((aside) => [aside.item, aside]));
};

/** The first open change of each ticket in a system, or of `ticket` only. */
export const heads = (store: Store, system: string, ticket?: string): Promise<TicketAside[]> => {
  let query = store.db
    .selectFrom('ticketAside')
    .selectAll()
    .distinctOn('ticket')
    .where('system', '=', system)
    .where('state', 'in', OPEN)
    .orderBy('ticket')
    .orderBy('number');
  if (ticket !== undefined) query = query.where('ticket', '=', ticket);
  return query.execute();
};

/** The change ids that are open in a system, by ticket. */
export const openByTicket = async (store: Store, system: string, tickets: readonly string[]): Promise<ReadonlyMap<string, string[]>> => {
  const open = new Map<string, string[]>();
  if (tickets.length === 0) return open;
  const found = await store.db
    .selectFrom('ticketAside')
    .select(['ticket', 'item'])
    .where('system', '=', system)
    .where('ticket', 'in', tickets)
    .where('state', 'in', OPEN)
    .execute();
  for (const { ticket, item } of found) open.set(ticket, [...(open.get(ticket) ?? []), item]);
  return open;
};

/** Records another attempt. A change dropped by a person meanwhile stays dropped. */
export const update = async (
  store: Store,
  id: string,
  change: Partial<Pick<TicketAside, 'state' | 'code' | 'attempts' | 'retryAt' | 'entity'>>,
  now: Instant,
): Promise<void> => {
  await store.db
    .updateTable('ticketAside')
    .set({ ...change, updatedAt: now })
    .where('id', '=', id)
    .where('state', 'in', OPEN)
    .execute();
};

/**
 * Makes a change due at the next reading. Throws `DomainError`: `unknown-ticket-news`, `ticket-news-over`, and `ticket-news-behind` where an
 * earlier change of its ticket is open.
 */
export const retry = async (store: Store, id: string, now: Instant): Promise<void> => {
  const { system, ticket } = await openOne(store, id);
  const [head] = await heads(store, system, ticket);
  if (head && head.id !== id) throw new DomainError('ticket-news-behind', { id, first: head.id });
  await update(store, id, { state: 'waiting', retryAt: now }, now);
};

/**
 * Drops a change on record: `by` is a person's id, `reason` is kept as a note with the time `at` of the deployment's clock. Throws `DomainError`:
 * `unknown-ticket-news`, `ticket-news-over`.
 */
export const drop = async (
  store: Store,
  id: string,
  { by, reason, at, now }: { readonly by?: string; readonly reason: string; readonly at: Instant; readonly now: Instant },
): Promise<void> => {
  const isDropped = await store.db.transaction().execute(async (trx) => {
    const dropped = await trx
      .updateTable('ticketAside')
      .set({ state: 'dropped', by: by ?? null, retryAt: null, updatedAt: now })
      .where('id', '=', id)
      .where('state', 'in', OPEN)
      .returning('id')
      .executeTakeFirst();
    if (dropped === undefined) return false;
    const { id: note } = await trx
      .insertInto('note')
      .values({ text: `${id}: ${reason}`, by: by ?? null, at })
      .returning('id')
      .executeTakeFirstOrThrow();
    await trx.updateTable('ticketAside').set({ note }).where('id', '=', id).execute();
    return true;
  });
  if (!isDropped) await openOne(store, id);
};

export const get = (store: Store, id: string): Promise<TicketAside | undefined> =>
  store.db.selectFrom('ticketAside').selectAll().where('id', '=', id).executeTakeFirst();

/** In the order of setting aside. */
export const list = (store: Store, states: readonly AsideState[] = OPEN): Promise<TicketAside[]> =>
  store.db.selectFrom('ticketAside').selectAll().where('state', 'in', states).orderBy('number').execute();

const openOne = async (store: Store, id: string): Promise<TicketAside> => {
  const found = await get(store, id);
  if (!found) throw new DomainError('unknown-ticket-news', { id });
  if (!isOpen(found.state)) throw new DomainError('ticket-news-over', { id, state: found.state });
  return found;
};
