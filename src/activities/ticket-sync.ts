// What was done over there comes here: changes since the cursor, forwarded in their order, each once.
import type { Logger } from 'pino';
import { DomainError } from '../domain/decider';
import { type DeploymentClock, deploymentTime } from '../domain/deployment-clock';
import { deliveries, type Store, ticketLinks, ticketSync } from '../store';
import { retryable } from './retryable';
import { isAway, type Sender } from './send';
import type { TicketChange, Ticketing } from './ticketing/port';
import { type Ticketings, ticketName } from './ticketing/registry';

/** A command that follows from a change: to a case, or to the account that has the task. */
const OF_CASE: Readonly<Record<TicketChange['what'], string>> = {
  taken: 'take',
  answered: 'answer',
  stalled: 'wait',
  resumed: 'resume',
  resolved: 'resolve',
  reopened: 'reopen',
  deleted: 'loseTicket',
};
const OF_TASK: Readonly<Partial<Record<TicketChange['what'], string>>> = { resolved: 'completeTask', reopened: 'reopenTask' };

export interface TicketSyncActivities {
  /**
   * Reads what changed in a system since the last reading and carries it over. Answers whether more is known to be there. Stops at what cannot be
   * carried over now, to be read again from there; what an entity refuses, being past it, is let go. Fails with a code.
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
  const { store, ticketing: ticketings, send, clock, logger } = dependencies;

  /** The effect that made a ticket, where it is one of ours. */
  const originOf = async (ticketing: Ticketing, id: string): Promise<deliveries.Delivery | undefined> => {
    const link = await ticketLinks.get(store, ticketName(ticketing.system, id));
    // Made, but the worker died before it could say so; or none of ours.
    const key = link?.key ?? (await ticketing.keyOf(id));
    return key === undefined ? undefined : deliveries.get(store, key);
  };

  const carryOver = async (ticketing: Ticketing, change: TicketChange): Promise<void> => {
    const origin = await originOf(ticketing, change.ticket);
    if (!origin) return;
    const { entity, effect } = origin;
    const isCase = entity.startsWith('case/');
    const name = isCase ? OF_CASE[change.what] : OF_TASK[change.what];
    if (name === undefined) return;
    const now = Date.now();
    const at = deploymentTime(clock, Math.min(change.at, now));
    const args = isCase ? { at, via: 'ticket' } : { at, task: (effect as { readonly task?: string }).task };
    try {
      await send.command(entity, name, args, `ticket/${ticketing.system}/${change.id}`);
    } catch (error) {
      if (!(error instanceof DomainError) || isAway(error)) throw error;
      logger.info({ entity, change: change.id, code: error.code }, 'a ticket’s change says nothing new');
    }
  };

  return {
    async syncTickets(system) {
      let cursor: string | null = null;
      try {
        cursor = (await ticketSync.get(store, system))?.cursor ?? null;
        const { ticketing } = ticketings.of(`${system}/`);
        const read = await ticketing.changes?.(cursor ?? undefined);
        if (!read) return { more: false };
        for (const change of read.changes) await carryOver(ticketing, change);
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
