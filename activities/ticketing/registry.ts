// The ticketing systems of a deployment, and the names of tickets in our states: `redmine/17`, `T-12`.
import { DomainError } from '../../domain/decider/decider';
import type { Ticketing, TicketingSystem } from './port';

export interface Ticketings {
  /** The system in which new tickets are made. */
  readonly primary: Ticketing;
  /** Every configured system, the primary one first. */
  readonly all: readonly Ticketing[];
  /**
   * The system of a ticket name, and the ticket's id there. Throws `DomainError('no-such-system')` where that system is not configured (any more),
   * which is worth a retry.
   */
  of(ticket: string): { readonly ticketing: Ticketing; readonly id: string };
}

/** `primary` makes new tickets; tickets of `others` are still followed. */
export const registry = (primary: Ticketing, ...others: readonly Ticketing[]): Ticketings => {
  const all = [primary, ...others];
  return {
    primary,
    all,
    of(ticket) {
      const slash = ticket.indexOf('/');
      const system = slash < 0 ? 'embedded' : ticket.slice(0, slash);
      const ticketing = all.find((one) => one.system === system);
      if (!ticketing) throw new DomainError('no-such-system', { system });
      return { ticketing, id: ticket.slice(slash + 1) };
    },
  };
};

/** A ticket's name: `system/id`, or the id alone in the built-in system. */
export const ticketName = (system: TicketingSystem, id: string): string => (system === 'embedded' ? id : `${system}/${id}`);
