// The part of Request Tracker's REST 2.0 that we use.

import { z } from 'zod';
import { DomainError } from '../../domain/decider/decider';
import type { Problems } from '../../domain/problems/problems';
import { request } from './http';
import type { RequestTrackerConfig } from './request-tracker-configuration';

/** The custom field of our queue that holds our key. */
export const KEY_FIELD = 'ExternalId';

export const ticketShape = z.object({
  Status: z.string(),
  Due: z.string(),
  CustomFields: z.array(z.object({ name: z.string(), values: z.array(z.string()) })).optional(),
});
export type RtTicket = z.output<typeof ticketShape>;

const id = z.coerce.string();
export const refShape = z.object({ id });
export const refsShape = z.object({ items: z.array(refShape) });

interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** `body` is `undefined` for 404; `at`: the system's clock. */
export interface Reply<Body> {
  readonly body: Body | undefined;
  readonly at: number;
}

export type Rest = <Body>(path: string, shape: z.ZodType<Body>, question?: Question) => Promise<Reply<Body>>;

/**
 * Sends requests to the system of `config`; `path` is below `REST/2.0/`. Throws what `request` throws, `no-such-status`, and `ticketing-refused`
 * for any other unexpected answer.
 */
export const rest = ({ url, token, patience }: RequestTrackerConfig): Rest => {
  const root = `${url.replace(/\/+$/, '')}/REST/2.0/`;
  return async (path, shape, { method = 'GET', query = {}, body } = {}) => {
    const answer = await request(`${root}${path}?${new URLSearchParams(query).toString()}`, {
      method,
      // Ask for English: `refusal` reads the answer's text.
      headers: {
        authorization: `token ${token}`,
        'accept-language': 'en',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(patience !== undefined && { patience }),
    });
    const at = Date.parse(answer.headers.get('date') ?? '') || Date.now();
    if (answer.status === 404) return { body: undefined, at };
    if (answer.status >= 300) throw refusal(answer.body, { why: 'tracker-answer', status: answer.status });
    const read = shape.safeParse(answer.body);
    if (!read.success) throw refusal(answer.body, { why: 'tracker-version' });
    return { body: read.data, at };
  };
};

/** The error for a refused request. `reply` may hold a ticket's text, so the error does not repeat it. */
export const refusal = (reply: unknown, why: Problems['ticketing-refused']): DomainError =>
  /isn't a valid status/.test(JSON.stringify(reply) ?? '')
    ? new DomainError('no-such-status', { system: 'request-tracker' })
    : new DomainError('ticketing-refused', why);

/** A quoted value for Request Tracker's search. */
export const quoted = (value: string): string => `'${value.replace(/[\\']/g, '\\$&')}'`;
