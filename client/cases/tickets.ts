// The tickets of the built-in ticketing system. An action on a ticket is also done to its task or case.

import { z } from 'zod';
import type { Ticket } from '../../api/tickets';
import { DomainError } from '../../domain/decider/decider';
import { isTask } from '../../domain/ids';
import { TICKET_CHANGES } from '../../domain/service-case/ticket-changes';
import { formatInstant } from '../../domain/time/time';
import { goneOf, tickets as rows, type Store, ticketInbox } from '../../store';
import { timeOf } from '../accounts/account-view';
import { commandAccount, commandCase } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { type Directory, directory } from '../temporal/directory';
import { InvalidInput, readFields, wrongField, wrongInput } from '../temporal/input';
import { present } from '../temporal/present';
import { type AskedStatement, stageStatement } from '../temporal/statement';
import { shown, type Window, type Windowed } from '../temporal/window';

export const TICKET_ACTIONS = ['take', 'resolve', 'reopen'] as const;
export type TicketAction = (typeof TICKET_ACTIONS)[number];

export interface TicketQuery extends Window {
  readonly account?: string | undefined;
  /** Default: all. */
  readonly state?: readonly Ticket['state'][] | 'all' | undefined;
}

/** Only a task's id has colons. */

const view = (row: rows.Ticket, people: Directory): Ticket => ({
  id: row.id,
  account: row.account,
  task: isTask(row.about) ? row.about : null,
  case: isTask(row.about) ? null : row.about,
  subject: row.subject,
  state: row.state,
  owner: people.handle(row.owner),
  openedAt: formatInstant(row.openedAt),
  resolvedAt: timeOf(row.resolvedAt),
});

/** A message's id. It becomes the key of the commands that follow, so histories keep it. */
const MESSAGE_ID = /^[A-Za-z0-9][A-Za-z0-9._:/+=-]{0,199}$/;

const postedShape = z.object({
  ticket: z
    .string()
    .min(1)
    .max(400)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'Holds a character that is not for reading'),
  what: z.enum(TICKET_CHANGES),
  at: z.iso.datetime({ offset: true }),
});

async function listed({ store }: Connection, { account, state, offset, limit }: TicketQuery): Promise<Windowed<Ticket>> {
  const states = state === 'all' ? undefined : state;
  const [found, people] = await Promise.all([rows.window(store, present({ account, states }), { offset, limit }), directory(store)]);
  return shown(found, (row) => view(row, people));
}

export const tickets = (connection: Connection) => ({
  /**
   * Keeps a message of a ticketing system, once for each `id`; the next reading applies it. `body`: JSON `{ticket, what, at}`. Throws
   * `InvalidInput`, and `message-id-used` where another message had this id.
   */
  async hear(id: string, body: string): Promise<void> {
    if (!MESSAGE_ID.test(id)) throw wrongInput('webhook-id', id.slice(0, 50), 'not-a-message-id');
    const posted = postedShape.safeParse(parsed(body));
    if (!posted.success)
      throw new InvalidInput(
        posted.error.issues.map(({ path, message }) => wrongField(path.join('.'), '', 'not-fitting', { said: message })),
      );
    const { ticket, what, at } = posted.data;
    const kept = await ticketInbox.put(connection.store, { id, ticket, what, at: Date.parse(at) });
    if (kept.ticket !== ticket || kept.what !== what) throw new DomainError('message-id-used', { id });
  },

  /** Tickets, the oldest first. */
  list: async (query: TicketQuery = {}): Promise<Ticket[]> => (await listed(connection, query)).rows,

  /** A window of the list of tickets, with the number of all that match. */
  window: (query: TicketQuery): Promise<Windowed<Ticket>> => listed(connection, query),

  /** Throws `unknown-ticket`. */
  async show(id: string): Promise<Ticket> {
    const [row, people] = await Promise.all([known(connection.store, id), directory(connection.store)]);
    return view(row, people);
  },

  /** Takes, resolves or reopens a ticket. Throws `unknown-ticket`, `ticket-resolved`, `InvalidInput`, and the refusals of the account or case. */
  async act(id: string, action: TicketAction, statement: AskedStatement = {}): Promise<Ticket> {
    const { store } = connection;
    const people = await directory(store);
    return view(await ACTIONS[action](connection, await known(store, id), people, statement), people);
  },
});

const ACTIONS: Record<
  TicketAction,
  (connection: Connection, ticket: rows.Ticket, people: Directory, statement: AskedStatement) => Promise<rows.Ticket>
> = {
  async take(connection, ticket, people, statement) {
    const { by } = statement;
    if (by === undefined) throw wrongInput('by', '', 'missing', { say: 'taker' });
    const person = readFields({ by }, (row) => row.required('by', people.person));
    if (!isTask(ticket.about)) await carryOver(connection, ticket, 'take', statement);
    return rows.take(connection.store, ticket.id, person);
  },
  async resolve(connection, ticket, _people, statement) {
    if (ticket.state === 'resolved') return ticket;
    await carryOver(connection, ticket, 'resolve', statement);
    return rows.move(connection.store, ticket.id, 'resolved', connection.now());
  },
  async reopen(connection, ticket, _people, statement) {
    if (ticket.state !== 'resolved') return ticket;
    await carryOver(connection, ticket, 'reopen', statement);
    return rows.move(connection.store, ticket.id, 'open', connection.now());
  },
};

/** Refusals that say that the task or case is in that state already, or past it: nothing is left to do. */
const SETTLED: Readonly<Record<TicketAction, readonly string[]>> = {
  take: [],
  resolve: ['task-closed', 'unknown-task', 'account-ended', 'account-closed', 'case-resolved', 'case-closed', 'case-ended', 'unknown-case'],
  reopen: ['task-open', 'case-open', 'case-waiting'],
};

/** Acts on the task or case first. If it cannot be reached, the ticket stays as it was and the request can be repeated. */
async function carryOver(connection: Connection, ticket: rows.Ticket, action: TicketAction, statement: AskedStatement): Promise<void> {
  const { account, about } = ticket;
  const who = await stageStatement(connection, statement);
  try {
    if (!isTask(about)) await commandCase(connection, about, action, { ...who, via: 'ticket' }, statement.key);
    else {
      const asked = { ...who, task: about.slice(account.length + 1) };
      if (action === 'reopen')
        await commandAccount(connection, account, 'reopenTask', { ...asked, ...(await goneOf(connection.store, account)) }, statement.key);
      else await commandAccount(connection, account, 'completeTask', asked, statement.key);
    }
  } catch (error) {
    if (!(error instanceof DomainError && SETTLED[action].includes(error.code))) throw error;
  }
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

async function known(store: Store, id: string): Promise<rows.Ticket> {
  const ticket = await rows.get(store, id);
  if (!ticket) throw new DomainError('unknown-ticket', { ticket: id });
  return ticket;
}
