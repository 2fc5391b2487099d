// What was done over there comes here: changes since the cursor, each once, those of one ticket in their order.
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

/** Tickets side by side: an entity that does not answer is waited for as long as ten seconds. */
const ABREAST = 20;
/** Real milliseconds until what is set aside is tried again, after its first attempt and at the most. */
const FIRST_PAUSE = 10_000;
const LONGEST_PAUSE = 600_000;

export interface TicketSyncActivities {
  /**
   * Reads what changed in a system since the last reading and carries it over. Answers whether more is known to be there. A change that cannot be
   * carried over is set aside, with those that come after it for the same ticket; what an entity refuses, being past it, is let go. Trouble that
   * concerns all changes stops the reading, to be done again from there. Fails with a code.
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
        // Where it is the store that is away, there is nothing to write to either.
        await ticketSync.put(store, { system, cursor, checkedAt: Date.now(), code }).catch(() => undefined);
        throw retryable(code);
      }
    },
  };
};

/** The changes of one reading, and those of earlier ones that were set aside. */
class News {
  constructor(
    private readonly store: Store,
    private readonly ticketing: Ticketing,
    private readonly carry: Carry,
    private readonly logger: Logger,
  ) {}

  /** Carries over what was read, oldest first. A reading may be done again: what was set aside then is known. */
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
    await abreast(Array.from(byTicket), async ([ticket, its]) => {
      let isBehind = (open.get(ticket) ?? []).some((item) => !read.has(item));
      for (const change of its) {
        const aside = known.get(change.id);
        if (aside) isBehind ||= ticketAside.OPEN.includes(aside.state);
        else isBehind = await this.first(change, isBehind);
      }
    });
  }

  /** Tries again what is due to be, ticket by ticket, the longest due first. */
  async retryAside(): Promise<void> {
    const now = Date.now();
    const due = (await ticketAside.heads(this.store, this.ticketing.system)).filter(
      ({ state, retryAt }) => state === 'behind' || (retryAt !== null && retryAt <= now),
    );
    const soonest = due.sort((a, b) => (a.retryAt ?? 0) - (b.retryAt ?? 0)).slice(0, ABREAST);
    await abreast(soonest, async ({ ticket }) => {
      for (;;) {
        const [head] = await ticketAside.heads(this.store, this.ticketing.system, ticket);
        if (!head || !(await this.again(head))) return;
      }
    });
  }

  /** The first attempt at a change. Answers whether what comes after it for its ticket has to wait. */
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

  /** Another attempt. Answers whether the way is free for the next one of its ticket. */
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

/** The state of a change after this number of failed attempts. */
const attempted = ({ code, entity, mayPass }: Trouble, attempts: number, now: number) => ({
  entity: entity ?? null,
  code,
  attempts,
  state: mayPass ? ('waiting' as const) : ('failed' as const),
  retryAt: mayPass ? now + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempts - 1)) : null,
});

/** Does `work` for each, some side by side. What fails is thrown once all that were begun have ended. */
async function abreast<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let index = 0; index < items.length; index += ABREAST) {
    const ended = await Promise.allSettled(items.slice(index, index + ABREAST).map(work));
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
