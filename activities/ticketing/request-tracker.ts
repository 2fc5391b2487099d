// Tickets in a company's Request Tracker 5 (docs/ticketing-request-tracker.md).
import { z } from 'zod';
import { DomainError } from '../../domain/decider/decider';
import type { Instant } from '../../domain/time/time';
import type { Ticketing, TicketRef } from './port';
import { changesOf } from './request-tracker-changes';
import { meaningOf, type RequestTrackerConfig, statusesOf } from './request-tracker-configuration';
import { KEY_FIELD, quoted, type RtTicket, refShape, refsShape, refusal, rest, ticketShape } from './request-tracker-rest';

export { type RequestTrackerConfig, requestTrackerFromEnvironment } from './request-tracker-configuration';

const queueShape = z.object({ TicketCustomFields: z.array(z.object({ name: z.string() })) });

/** The tickets in the queue of `config`; the token says which user we are. Throws as `Ticketing` says. */
export const requestTracker = (config: RequestTrackerConfig): Ticketing => {
  const ask = rest(config);
  const statuses = statusesOf(config);
  const meaning = meaningOf(statuses);
  /** Tickets that were made without their key, by that key. */
  const keyless = new Map<string, string>();

  const read = async (id: string): Promise<RtTicket | undefined> => {
    const { body } = await ask(pathOf(id), ticketShape);
    return body && meaning(body.Status) !== 'deleted' ? body : undefined;
  };
  const existing = async (id: string): Promise<RtTicket> => {
    const ticket = await read(id);
    if (!ticket) throw new DomainError('no-such-ticket', { system: 'request-tracker', ticket: id });
    return ticket;
  };
  /** Sets `fields` and reads back, because a refusal has status 200 too. */
  const change = async (id: string, fields: Readonly<Record<string, unknown>>, isDone: (ticket: RtTicket) => boolean): Promise<void> => {
    const { body: answer } = await ask(pathOf(id), z.unknown(), { method: 'PUT', body: fields });
    if (!isDone(await existing(id))) throw refusal(answer, { why: 'tracker-unchanged', ticket: id, fields: Object.keys(fields) });
  };
  const found = async (key: string): Promise<string | undefined> => {
    const query = { query: `CF.{${KEY_FIELD}} = ${quoted(key)}`, orderby: 'id', per_page: '1' };
    return (await ask('tickets', refsShape, { query })).body?.items[0]?.id;
  };
  const ref = (id: string): TicketRef => ({ id, url: `${config.url.replace(/\/+$/, '')}/Ticket/Display.html?id=${id}` });

  return {
    system: 'request-tracker',

    async open({ key, subject, text, due }) {
      const known = await found(key);
      if (known !== undefined) return ref(known);
      let id = keyless.get(key);
      if (id === undefined) {
        const { body } = await ask('ticket', refShape, {
          method: 'POST',
          body: {
            Queue: config.queue,
            Subject: subject,
            Status: statuses.open,
            ...(text !== undefined && { Content: text, ContentType: 'text/plain' }),
            ...(due !== undefined && { Due: sqlTime(due) }),
            CustomFields: { [KEY_FIELD]: key },
          },
        });
        if (!body) throw refusal(body, { why: 'tracker-address' });
        ({ id } = body);
      }
      if (keyIn(await existing(id)) !== key) {
        // Request Tracker silently leaves out a field that may not be set. The next attempt sets this ticket's key and makes no other ticket.
        keyless.set(key, id);
        await change(id, { CustomFields: { [KEY_FIELD]: key } }, (ticket) => keyIn(ticket) === key);
      }
      keyless.delete(key);
      return ref(id);
    },

    async move(id, to) {
      const ticket = await existing(id);
      const status = statuses[to];
      if (meaning(ticket.Status) === to || ticket.Status === status) return;
      // The owner stays empty: if our user owned the ticket, colleagues could not take it.
      await change(id, { Status: status }, (now) => now.Status.toLowerCase() === status.toLowerCase());
    },

    async note(id, { key, text, due }) {
      const ticket = await existing(id);
      const written = await ask('transactions', refsShape, {
        query: {
          query: `ObjectType = 'RT::Ticket' AND ObjectId = ${Number(id)} AND Type = 'Comment' AND Subject = ${quoted(key)}`,
          per_page: '1',
        },
      });
      if (written.body?.items.length) return;
      if (due !== undefined && !isDue(ticket, due)) await change(id, { Due: sqlTime(due) }, (now) => isDue(now, due));
      await ask(`${pathOf(id)}/comment`, z.unknown(), { method: 'POST', body: { Subject: key, Content: text, ContentType: 'text/plain' } });
    },

    async keyOf(id) {
      const ticket = await read(id);
      return ticket && keyIn(ticket);
    },

    changes: changesOf(config, ask),

    async check() {
      await ask('rt', z.object({ Version: z.string() }));
      const { body } = await ask(`queue/${encodeURIComponent(config.queue)}`, queueShape).catch((error: unknown) => {
        // The token has worked just before: a queue that does not exist answers 403 too.
        throw error instanceof DomainError && error.code === 'wrong-token' ? noQueue(config.queue) : error;
      });
      if (!body) throw noQueue(config.queue);
      if (!body.TicketCustomFields.some(({ name }) => name === KEY_FIELD))
        throw new DomainError('ticketing-refused', { why: 'tracker-field', queue: config.queue, field: KEY_FIELD });
    },
  };
};

const noQueue = (queue: string): DomainError => new DomainError('ticketing-refused', { why: 'tracker-queue', queue });

const pathOf = (id: string): string => `ticket/${encodeURIComponent(id)}`;

const keyIn = ({ CustomFields = [] }: RtTicket): string | undefined => CustomFields.find(({ name }) => name === KEY_FIELD)?.values[0];

/** UTC in whole seconds: Request Tracker reads times without a zone as UTC here. */
const sqlTime = (instant: Instant): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');

const isDue = ({ Due }: RtTicket, instant: Instant): boolean => Math.floor(instant / 1000) * 1000 === Date.parse(Due);
