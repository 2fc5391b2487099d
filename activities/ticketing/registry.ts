// The ticketing systems of a deployment, and the names that tickets go by in our states: `redmine/17`, `T-12`.
import { DomainError } from '../../domain/decider/decider';
import type { Ticketing, TicketingSystem } from './port';

export interface Ticketings {
  /** Where new tickets are made. */
  readonly primary: Ticketing;
  /** Every system that is configured, the primary first. */
  readonly all: readonly Ticketing[];
  /**
   * The system that a ticket of this name lives in, and its id over there. Throws `DomainError('no-such-system')` where that system is
   * not configured (any more): worth another try.
   */
  of(ticket: string): { readonly ticketing: Ticketing; readonly id: string };
}

/** `primary` makes new tickets; those of `others` are still known. */
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

/** A ticket's name: `system/id`; of the embedded system's the id alone. */
export const ticketName = (system: TicketingSystem, id: string): string => (system === 'embedded' ? id : `${system}/${id}`);
