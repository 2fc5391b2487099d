/**
 * What people do to a ticket in their ticketing system. `answered`: a reply that the customer reads; `stalled`: the customer is awaited;
 * `resumed`: no more; `deleted`: gone for good.
 */
export const TICKET_CHANGES = ['taken', 'answered', 'stalled', 'resumed', 'resolved', 'reopened', 'deleted'] as const;
export type TicketChangeKind = (typeof TICKET_CHANGES)[number];
