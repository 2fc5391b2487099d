// What we ask of a company's ticketing system. Ids and codes come back; texts only go in.

import type { TicketChangeKind } from '../../domain/service-case/ticket-changes';
import type { Instant } from '../../domain/time/time';
import type { tickets } from '../../store';

export const TICKETING_SYSTEMS = ['embedded', 'request-tracker', 'redmine', 'webhook'] as const;
export type TicketingSystem = (typeof TICKETING_SYSTEMS)[number];

/** Where a ticket stands, in our words; each system's own statuses are mapped to these by its configuration. */
export type TicketState = 'open' | 'taken' | 'waiting' | 'resolved';

/** A ticket that is to be made; `at` is each system's own. */
export type NewTicket = Omit<tickets.NewTicket, 'at'>;

export interface TicketRef {
  /** Unique in its system. */
  readonly id: string;
  /** Where a person looks at it. */
  readonly url?: string;
}

/** A word on a ticket, for colleagues only, and a new time to be done by. */
export interface TicketNote {
  /** The effect's key: a note is written once under it. */
  readonly key: string;
  readonly text: string;
  readonly due?: Instant;
}

/** Something that somebody did to a ticket over there. */
export interface TicketChange {
  /** Unique in its system and the same at every reading: its effects are repeated under it. */
  readonly id: string;
  readonly ticket: string;
  readonly what: TicketChangeKind;
  /** When it happened, by the system's clock. */
  readonly at: Instant;
}

export interface TicketChanges {
  /** Oldest first; what we did ourselves is left out. */
  readonly changes: readonly TicketChange[];
  /** Where to read on from. */
  readonly cursor: string;
  /** More is known to be there. */
  readonly more: boolean;
}

/**
 * Every call may come twice, and does nothing the second time; what it has asked for it reads back. Throws `DomainError`:
 * `no-such-ticket` and `no-such-status` are for good; `wrong-token`, `ticketing-refused`, `ticketing-failed`, `ticketing-unreachable`,
 * `ticketing-slow` and everything else that is thrown are worth another try. Messages hold no text of a ticket.
 */
export interface Ticketing {
  readonly system: TicketingSystem;
  /** Searches for the ticket of this key, makes it where there is none. */
  open(ticket: NewTicket): Promise<TicketRef>;
  /** Brings a ticket to a state; one that is there already stays as it is. */
  move(id: string, to: TicketState): Promise<void>;
  note(id: string, note: TicketNote): Promise<void>;
  /** The key under which we made the ticket; `undefined` where it is none of ours, or gone. */
  keyOf(id: string): Promise<string | undefined>;
  /**
   * What was done over there since `cursor`, with one request where that is nothing, however many tickets there are. Without a cursor:
   * nothing yet, and where to begin from now. Absent where the system tells us by itself.
   */
  changes?(cursor: string | undefined): Promise<TicketChanges>;
  /** For the doctor: whether the system is there, lets us in, and knows what is configured. Throws what is wrong. */
  check(): Promise<void>;
}
