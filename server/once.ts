// The header `Idempotency-Key`: a repeated request gets the same answer and is carried out once.
import type { FastifyRequest } from 'fastify';
import type { Perennial } from '../client';
import { wrongInput } from '../client/temporal/input';
import type { App } from './app';

const LONGEST = 200;

/** The request's key; `undefined` without one. Throws `InvalidInput` for a key that is too long. */
function keyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return undefined;
  if (key.length <= LONGEST) return key;
  throw wrongInput('Idempotency-Key', '', 'too-long', { longest: LONGEST });
}

/**
 * Makes `app` carry out each `POST` with a key once. A refused request releases its key. A request that could not be answered keeps its command, so
 * that a repeat continues it. Throws `key-reused`, `answer-erased`.
 */
export function carryOutOnce(app: App, client: Perennial): void {
  app.addHook('preHandler', async (request, reply) => {
    const key = request.method === 'POST' ? keyOf(request) : undefined;
    if (key === undefined) return;
    const { method, url, body = null } = request;
    const known = await client.keys.claim(key, { method, url, body });
    if ('command' in known) request.command = known.command;
    else
      await reply
        .code(known.status)
        .type('application/json; charset=utf-8')
        .serializer((body: string) => body)
        .send(known.body);
  });
  app.addHook('onSend', async ({ command, log }, { statusCode: status }, payload) => {
    if (command === undefined) return;
    try {
      if (status === 200) await client.keys.settle(command, { status, body: String(payload) });
      else if (status >= 400 && status < 500) await client.keys.release(command);
    } catch {
      // The request was carried out and is answered. A repeat continues the same command.
      log.warn('the answer to a key was not kept');
    }
  });
}
