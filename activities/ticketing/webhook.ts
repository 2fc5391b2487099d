// Any other ticketing system: we send signed messages to an address of the company's. It sends its changes itself, so we never ask it.

import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '../../domain/decider/decider';
import { effectParts } from '../../domain/ids';
import { formatInstant } from '../../domain/time/time';
import { type Answer, request } from './http';
import type { Ticketing } from './port';
import { sign, type WebhookSecrets } from './webhook-signature';

export interface WebhookConfig {
  readonly url: string;
  /** The newest comes first; messages are signed with all of them. */
  readonly secret: WebhookSecrets;
  /** Milliseconds for one message. */
  readonly patience?: number;
}

type Message = 'ticket.opened' | 'ticket.moved' | 'ticket.noted' | 'ping';

/** The answer to `ticket.opened`. For a system that returns no id, our key is the id from then on. */
const numbered = z.object({ id: z.union([z.string().min(1), z.number()]).transform(String) });
const located = z.object({ url: z.url({ protocol: /^https?$/ }) });

export function webhook({ url, secret, patience }: WebhookConfig): Ticketing {
  const post = async (type: Message, id: string, data: object): Promise<Answer> => {
    const at = Date.now();
    const body = JSON.stringify({ type, id, at: formatInstant(at), data });
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sign(secret, id, at, body) },
      body,
      ...(patience !== undefined && { patience }),
    });
    const { status } = answer;
    if (status < 300) return answer;
    if ((status === 404 || status === 410) && (type === 'ticket.moved' || type === 'ticket.noted'))
      throw new DomainError('no-such-ticket', { system: 'webhook', status });
    if (status === 422 && type === 'ticket.moved') throw new DomainError('no-such-status', { system: 'webhook' });
    throw new DomainError('ticketing-refused', { why: 'webhook', status, type });
  };
  return {
    system: 'webhook',

    async open({ due, ...ticket }) {
      const { body } = await post('ticket.opened', idOf('ticket.opened', ticket.key), {
        ...ticket,
        ...(due !== undefined && { due: formatInstant(due) }),
      });
      const number = numbered.safeParse(body);
      const place = located.safeParse(body);
      return { id: number.success ? number.data.id : ticket.key, ...(place.success && { url: place.data.url }) };
    },

    // A new id for each message: repeating a state does no harm, and the same state may be news again later.
    async move(id, to) {
      await post('ticket.moved', `msg_${randomUUID()}`, { ticket: id, state: to });
    },

    async note(id, { due, ...note }) {
      await post('ticket.noted', idOf('ticket.noted', note.key), {
        ticket: id,
        ...note,
        ...(due !== undefined && { due: formatInstant(due) }),
      });
    },

    /** The system cannot be asked: only an id that is one of our keys says so itself. */
    keyOf: (id) => Promise.resolve(effectParts(id) !== undefined ? id : undefined),

    async check() {
      await post('ping', `msg_${randomUUID()}`, {});
    },
  };
}

/** The same for every attempt at an effect. It has no full stop, which separates the signed parts. */
const idOf = (type: Message, key: string): string => `msg_${createHash('sha256').update(`${type} ${key}`).digest('hex').slice(0, 32)}`;

/**
 * Reads `TICKET_WEBHOOK_URL` and `TICKET_WEBHOOK_SECRET` (several separated by spaces). `undefined` where neither is set. Throws
 * `DomainError('bad-configuration')`.
 */
export function webhookFromEnvironment(env: Readonly<Record<string, string | undefined>>): WebhookConfig | undefined {
  const { TICKET_WEBHOOK_URL: url, TICKET_WEBHOOK_SECRET } = env;
  if (!url && !TICKET_WEBHOOK_SECRET) return undefined;
  if (!url || !/^https?:\/\/./.test(url) || !URL.canParse(url))
    throw new DomainError('bad-configuration', { setting: 'TICKET_WEBHOOK_URL', why: 'webhook-url' });
  const secret = (TICKET_WEBHOOK_SECRET ?? '').split(/\s+/).filter((one) => one !== '');
  try {
    sign(secret, 'msg_0', 0, '');
  } catch {
    throw new DomainError('bad-configuration', { setting: 'TICKET_WEBHOOK_SECRET', why: 'webhook-secret' });
  }
  return { url, secret };
}
