// Applies changes in the ticketing system here: from the cursor on, each once, in order for each ticket.
import type { Logger } from 'pino';
import { DomainError } from '../domain/decider/decider';
import { TICKET_CHANGES } from '../domain/service-case/ticket-changes';
import type { DeploymentClock } from '../domain/time/deployment-clock';
import { type Store, ticketAside, ticketSync } from '../store';
import { retryable } from './retryable';
import type { Sender } from './send';
import { type Carry, carrier, type Trouble } from './ticket-news';
import type { TicketChange, Ticketing } from './ticketing/port';
import type { Ticketings } from './ticketing/registry';

/** Tickets worked on at the same time: an entity that does not answer takes up to ten seconds. */
const ABREAST = 20;
/** Real milliseconds until a change that was set aside is retried: after its first attempt, and at most. */
const FIRST_PAUSE = 10_000;
const LONGEST_PAUSE = 600_000;

export interface TicketSyncActivities {
  /**
   * Reads a system's changes since the last reading and applies them. `more`: whether further changes are known. A change that cannot be applied is
   * set aside, together with later changes of its ticket. A change that comes too late for its entity is dropped. A problem that concerns all
   * changes stops the reading, which is repeated from the same cursor. Fails with a code.
   */
  readonly syncTickets: (system: string) => Promise<{ readonly more: boolean }>;
}

export const createTicketSync = (dependencies: {
  readonly store: Store;
  readonly ticketing: Ticketings;
  readonly send: Sender;
  readonly clock: DeploymentClock;
  readonly logger: Logger;
}): TicketSyncActivities => {
  const { store, ticketing: ticketings, logger } = dependencies;
  const carry = carrier(dependencies);
  return {
    async syncTickets(system) {
      let cursor: string | null = null;
      try {
        cursor = (await ticketSync.get(store, system))?.cursor ?? null;
        const { ticketing } = ticketings.of(`${system}/`);
        if (!ticketing.changes) return { more: false };
        const news = new News(store, ticketing, carry, logger);
        await news.retryAside();
        const read = await ticketing.changes(cursor ?? undefined);
        await news.take(read.changes);
        await ticketSync.put(store, { system, cursor: read.cursor, checkedAt: Date.now(), code: null });
        return { more: read.more };
      } catch (error) {
        const code = error instanceof DomainError ? error.code : 'sync-crashed';
        logger.warn({ system, code }, 'tickets could not be read');
        // The store itself may be away: then the error cannot be saved either.
        await ticketSync.put(store, { system, cursor, checkedAt: Date.now(), code }).catch(() => undefined);
        throw retryable(code);
      }
    },
  };
};

/** The changes of one reading, and those set aside earlier. */
class News {
  constructor(
    private readonly store: Store,
    private readonly ticketing: Ticketing,
    private readonly carry: Carry,
    private readonly logger: Logger,
  ) {}

  /** Applies what was read, oldest first. A repeated reading finds the changes that are set aside already. */
  async take(changes: readonly TicketChange[]): Promise<void> {
    const { system } = this.ticketing;
    const byTicket = new Map<string, TicketChange[]>();
    for (const change of changes) byTicket.set(change.ticket, [...(byTicket.get(change.ticket) ?? []), change]);
    const [known, open] = await Promise.all([
      ticketAside.byItems(
        this.store,
        system,
        changes.map(({ id }) => id),
      ),
      ticketAside.openByTicket(this.store, system, Array.from(byTicket.keys())),
    ]);
    const read = new Set(changes.map(({ id }) => id));
    await severalAtOnce(Array.from(byTicket), async ([ticket, its]) => {
      let isBehind = (open.get(ticket) ?? []).some((item) => !read.has(item));
      for (const change of its) {
        const aside = known.get(change.id);
        if (aside) isBehind ||= ticketAside.OPEN.includes(aside.state);
        else isBehind = await this.first(change, isBehind);
      }
    });
  }

  /** Retries changes that are due, ticket by ticket, the longest due first. */
  async retryAside(): Promise<void> {
    const now = Date.now();
    const due = (await ticketAside.heads(this.store, this.ticketing.system)).filter(
      ({ state, retryAt }) => state === 'behind' || (retryAt !== null && retryAt <= now),
    );
    const soonest = due.sort((a, b) => (a.retryAt ?? 0) - (b.retryAt ?? 0)).slice(0, ABREAST);
    await severalAtOnce(soonest, async ({ ticket }) => {
      for (;;) {
        const [head] = await ticketAside.heads(this.store, this.ticketing.system, ticket);
        if (!head || !(await this.again(head))) return;
      }
    });
  }

  /** The first attempt at a change. Returns whether later changes of its ticket must wait. */
  private async first(change: TicketChange, isBehind: boolean): Promise<boolean> {
    const trouble = isBehind ? undefined : await this.carry(this.ticketing, change);
    if (!isBehind && trouble === undefined) return false;
    const { id: item, ticket, what, at } = change;
    const { system } = this.ticketing;
    const named = { system, item, ticket, what, at };
    const now = Date.now();
    await ticketAside.put(
      this.store,
      trouble
        ? { ...named, ...attempted(trouble, 1, now) }
        : { ...named, entity: null, state: 'behind', code: 'behind', attempts: 0, retryAt: null },
      now,
    );
    if (trouble) this.logger.warn({ system, change: item, code: trouble.code }, 'a ticket’s change is set aside');
    return true;
  }

  /** Another attempt. Returns whether the next change of its ticket may follow. */
  private async again({ id, item, ticket, what, at, attempts }: ticketAside.TicketAside): Promise<boolean> {
    const kind = TICKET_CHANGES.find((one) => one === what);
    const trouble = kind && (await this.carry(this.ticketing, { id: item, ticket, what: kind, at }));
    const now = Date.now();
    await ticketAside.update(
      this.store,
      id,
      trouble ? attempted(trouble, attempts + 1, now) : { state: 'done', attempts: attempts + 1, retryAt: null },
      now,
    );
    return trouble === undefined;
  }
}

/** The state of a change after `attempts` failed attempts. */
const attempted = ({ code, entity, mayPass }: Trouble, attempts: number, now: number) => ({
  entity: entity ?? null,
  code,
  attempts,
  state: mayPass ? ('waiting' as const) : ('failed' as const),
  retryAt: mayPass ? now + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempts - 1)) : null,
});

/** Does `work` for each item, several at a time. The first error is thrown once all started ones have ended. */
async function severalAtOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let index = 0; index < items.length; index += ABREAST) {
    const ended = await Promise.allSettled(items.slice(index, index + ABREAST).map(work));
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
