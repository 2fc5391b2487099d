import { z } from 'zod';
import { TICKET_CHANGES } from '../domain/service-case/ticket-changes';
import { handle, id, some, statement, text, window } from './given';
import { ON_ACCOUNT, ON_CASE } from './refusals';
import { topic } from './route';
import { absent, count, inAll, instant } from './values';

export const TICKET_STATES = ['open', 'taken', 'waiting', 'resolved'] as const;
export const NEWS_STATES = ['waiting', 'failed', 'behind', 'done', 'dropped'] as const;

export const ticket = z
  .object({
    id: z.string(),
    account: z.string(),
    task: absent(z.string()),
    case: absent(z.string()),
    subject: z.string(),
    state: z.enum(TICKET_STATES),
    owner: absent(z.string()).describe('a handle'),
    openedAt: instant,
    resolvedAt: absent(instant),
  })
  .meta({ id: 'Ticket' });
export type Ticket = z.infer<typeof ticket>;

export const ticketNews = z
  .object({
    id: z.string().describe('TN-3'),
    system: z.string(),
    ticket: z.string().describe('as the system says it'),
    what: z.string().describe(`one of ${TICKET_CHANGES.join(', ')}`),
    at: instant.describe('when it happened'),
    case: absent(z.string()).describe('whom it is for; case and account are null where that could not be found out'),
    account: absent(z.string()),
    state: z
      .enum(NEWS_STATES)
      .describe("waiting: tried again by itself; failed: tried again on a person's word; behind: an earlier one of its ticket comes first"),
    code: z.string().describe('why it could not be carried over'),
    attempts: count,
    retryAt: absent(instant),
    firstAt: instant,
    updatedAt: instant,
    droppedBy: absent(z.string()).describe('a handle'),
    reason: absent(z.string()),
  })
  .meta({ id: 'TicketNews' });
export type TicketNews = z.infer<typeof ticketNews>;

const one = z.object({ id });
const command = {
  method: 'POST',
  roles: 'everybody',
  params: one,
  body: z.strictObject(statement),
  output: ticket,
  problems: [...ON_ACCOUNT, ...ON_CASE, 'unknown-ticket', 'ticket-resolved', 'unknown-task', 'task-closed', 'case-waiting'],
} as const;

export const tickets = topic({
  list: {
    method: 'GET',
    path: '/tickets',
    summary: 'Tickets, the oldest first',
    roles: 'everybody',
    query: z.strictObject({ account: text().optional(), state: some(TICKET_STATES, 'all').optional(), ...window }),
    output: z.object({ tickets: z.array(ticket), ...inAll }),
    problems: [],
  },
  listAside: {
    method: 'GET',
    path: '/tickets/aside',
    summary: 'What was done to tickets and could not be carried over, in its order; by default what is not over',
    roles: 'everybody',
    query: z.strictObject({ state: some(NEWS_STATES, 'what is not over').optional() }),
    output: z.object({ aside: z.array(ticketNews) }),
    problems: [],
  },
  showAside: {
    method: 'GET',
    path: '/tickets/aside/:id',
    summary: 'One of what was set aside',
    roles: 'everybody',
    params: one,
    output: ticketNews,
    problems: ['unknown-ticket-news'],
  },
  retryAside: {
    method: 'POST',
    path: '/tickets/aside/:id/retry',
    summary: 'Try again now; what waits behind it follows',
    roles: ['support-lead', 'manager', 'operator'],
    params: one,
    output: ticketNews,
    problems: ['unknown-ticket-news', 'ticket-news-over', 'ticket-news-behind'],
  },
  dropAside: {
    method: 'POST',
    path: '/tickets/aside/:id/drop',
    summary: 'Let it go, on record; what waits behind it follows',
    roles: ['support-lead', 'manager', 'operator'],
    params: one,
    body: z.strictObject({ reason: text('why-dropped'), by: handle.optional() }),
    output: ticketNews,
    problems: ['unknown-ticket-news', 'ticket-news-over'],
  },
  show: {
    method: 'GET',
    path: '/tickets/:id',
    summary: 'One ticket',
    roles: 'everybody',
    params: one,
    output: ticket,
    problems: ['unknown-ticket'],
  },
  take: {
    ...command,
    path: '/tickets/:id/take',
    summary: 'Take a ticket',
    body: z.strictObject({ ...statement, by: text('taker').describe('a handle') }),
  },
  resolve: { ...command, path: '/tickets/:id/resolve', summary: 'Resolve a ticket; its task or case follows' },
  reopen: {
    ...command,
    path: '/tickets/:id/reopen',
    summary: 'Reopen a ticket; its task or case follows',
    problems: [...command.problems, 'task-open', 'task-cancelled', 'case-open'],
  },
});

/** Messages that other systems send. They need no token: each has a signature. */
export const hooks = topic({
  tickets: {
    method: 'POST',
    path: '/hooks/tickets',
    summary: 'A ticketing system says what was done to a ticket (docs/ticketing-webhook.md)',
    roles: 'anybody',
    body: z.object({ ticket: z.string().min(1).max(400), what: z.enum(TICKET_CHANGES), at: z.iso.datetime({ offset: true }) }),
    raw: true,
    largest: 16 * 1024,
    status: 202,
    output: z.object({ id: z.string() }),
    problems: ['bad-signature', 'stale-signature', 'no-webhook', 'message-id-used'],
  },
});
