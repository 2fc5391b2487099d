// The port to a company's ticketing system. Texts only go out; ids and codes come back.

import type { TicketChangeKind } from '../../domain/service-case/ticket-changes';
import type { Instant } from '../../domain/time/time';
import type { tickets } from '../../store';

export const TICKETING_SYSTEMS = ['embedded', 'request-tracker', 'redmine', 'webhook'] as const;
export type TicketingSystem = (typeof TICKETING_SYSTEMS)[number];

/** A ticket's state in our terms. Each system's configuration maps its own statuses to these. */
export type TicketState = 'open' | 'taken' | 'waiting' | 'resolved';

/** A ticket to make; each system sets `at` itself. */
export type NewTicket = Omit<tickets.NewTicket, 'at'>;

export interface TicketRef {
  /** Unique in its system. */
  readonly id: string;
  /** The page for people. */
  readonly url?: string;
}

/** A note for colleagues only, with a new due time. */
export interface TicketNote {
  /** The effect's key: a note is written once for each key. */
  readonly key: string;
  readonly text: string;
  readonly due?: Instant;
}

/** A change that a person made to a ticket. */
export interface TicketChange {
  /** Unique in its system, and the same at every reading: its commands use it as their key. */
  readonly id: string;
  readonly ticket: string;
  readonly what: TicketChangeKind;
  /** When it happened, by the system's clock. */
  readonly at: Instant;
}

export interface TicketChanges {
  /** Oldest first, without our own changes. */
  readonly changes: readonly TicketChange[];
  /** Where the next reading begins. */
  readonly cursor: string;
  /** Whether further changes are known. */
  readonly more: boolean;
}

/**
 * Every call may be repeated and then does nothing; each reads back what it has changed. Throws `DomainError`. `no-such-ticket` and
 * `no-such-status` are final; `wrong-token`, `ticketing-refused`, `ticketing-failed`, `ticketing-unreachable`, `ticketing-slow` and any other error
 * are worth a retry. Messages contain no text of a ticket.
 */
export interface Ticketing {
  readonly system: TicketingSystem;
  /** Finds the ticket with this key, or makes it. */
  open(ticket: NewTicket): Promise<TicketRef>;
  /** Brings a ticket to a state; nothing changes where it has that state. */
  move(id: string, to: TicketState): Promise<void>;
  note(id: string, note: TicketNote): Promise<void>;
  /** The key of a ticket of ours; `undefined` for any other ticket, and for one that is gone. */
  keyOf(id: string): Promise<string | undefined>;
  /**
   * Changes since `cursor`; where there are none, with a single request, however many tickets there are. Without a cursor: no changes, and the
   * cursor of now. Absent for a system that sends its changes itself.
   */
  changes?(cursor: string | undefined): Promise<TicketChanges>;
  /** For the doctor: checks that the system answers, accepts us and has everything that is configured. Throws what is wrong. */
  check(): Promise<void>;
}
