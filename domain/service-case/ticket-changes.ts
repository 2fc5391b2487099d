/**
 * What people do to a ticket in their ticketing system. `answered`: a reply that the customer can read; `stalled`: it waits for the customer;
 * `resumed`: it no longer waits; `deleted`: it is gone for good.
 */
export const TICKET_CHANGES = ['taken', 'answered', 'stalled', 'resumed', 'resolved', 'reopened', 'deleted'] as const;
export type TicketChangeKind = (typeof TICKET_CHANGES)[number];
