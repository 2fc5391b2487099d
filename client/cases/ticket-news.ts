// Ticket changes that could not be applied: list, retry, drop.

import { setTimeout as sleep } from 'node:timers/promises';
import type { TicketNews } from '../../api/tickets';
import { DomainError } from '../../domain/decider/decider';
import { idIn } from '../../domain/ids';
import { formatInstant } from '../../domain/time/time';
import { notes, ticketAside } from '../../store';
import { timeOf } from '../accounts/account-view';
import type { Connection } from '../temporal/connection';
import { type Directory, directory } from '../temporal/directory';
import { wrongInput } from '../temporal/input';
import { present } from '../temporal/present';

/** Real milliseconds to wait for another attempt: a worker looks every few seconds. */
const PATIENCE = 8_000;
const LOOK_EVERY = 200;

const view = (row: ticketAside.TicketAside, people: Directory, reasons: ReadonlyMap<string, notes.Note>): TicketNews => ({
  id: row.id,
  system: row.system,
  ticket: row.ticket,
  what: row.what,
  at: formatInstant(row.at),
  case: (row.entity && idIn('case', row.entity)) ?? null,
  account: (row.entity && idIn('account', row.entity)) ?? null,
  state: row.state,
  code: row.code,
  attempts: row.attempts,
  retryAt: timeOf(row.retryAt),
  firstAt: formatInstant(row.firstAt),
  updatedAt: formatInstant(row.updatedAt),
  droppedBy: people.handle(row.by),
  reason: (row.note && reasons.get(row.note)?.text.replace(`${row.id}: `, '')) ?? null,
});

export const ticketNews = (connection: Connection) => {
  const { store } = connection;
  const views = async (found: readonly ticketAside.TicketAside[]): Promise<TicketNews[]> => {
    const kept = found.flatMap(({ note }) => note ?? []);
    const [people, reasons] = await Promise.all([directory(store), notes.byIds(store, kept)]);
    return found.map((row) => view(row, people, reasons));
  };
  const shown = async (id: string): Promise<TicketNews> => {
    const row = await ticketAside.get(store, id);
    const [found] = row ? await views([row]) : [];
    if (!found) throw new DomainError('unknown-ticket-news', { id });
    return found;
  };

  return {
    /** Changes in the order of setting aside; by default the open ones. */
    async list({
      state = ticketAside.OPEN,
    }: {
      readonly state?: readonly TicketNews['state'][] | 'all' | undefined;
    } = {}): Promise<TicketNews[]> {
      return views(await ticketAside.list(store, state === 'all' ? [...ticketAside.OPEN, 'done', 'dropped'] : state));
    },

    /** Throws `unknown-ticket-news`. */
    show: shown,

    /**
     * Retries a change at once and returns its result. Without a worker it is still waiting after a few seconds. Throws `unknown-ticket-news`,
     * `ticket-news-over`, `ticket-news-behind`.
     */
    async retry(id: string): Promise<TicketNews> {
      const before = await shown(id);
      await ticketAside.retry(store, id, Date.now());
      for (const end = Date.now() + PATIENCE; ; await sleep(LOOK_EVERY)) {
        const now = await shown(id);
        if (now.attempts !== before.attempts || Date.now() > end) return now;
      }
    },

    /** Drops a change on record; later changes of its ticket continue. Throws `unknown-ticket-news`, `ticket-news-over`, `InvalidInput`. */
    async drop(
      id: string,
      { by, reason }: { readonly by?: string | undefined; readonly reason?: string | undefined } = {},
    ): Promise<TicketNews> {
      if (!reason?.trim()) throw wrongInput('reason', '', 'missing', { say: 'why-dropped' });
      const person = by === undefined ? undefined : (await directory(store)).id('by', by);
      await ticketAside.drop(store, id, { reason: reason.trim(), at: connection.now(), now: Date.now(), ...present({ by: person }) });
      return shown(id);
    },
  };
};
