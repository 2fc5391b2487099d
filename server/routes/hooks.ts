// What other systems tell us by themselves: signed, kept, and answered at once. It needs no token, for the signature is one.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Perennial } from '../../client';
import { DomainError } from '../../domain/decider/decider';
import type { App } from '../app';
import { problemShape } from '../problem';

/** Bytes of a message: it names a ticket, what happened to it and when. */
const LARGEST = 16 * 1024;

/** Answers the message's id. Throws `bad-signature`, `stale-signature`. */
export type VerifyHook = (headers: FastifyRequest['headers'], body: string) => string;

export const hookRoutes = (app: App, client: Perennial, verify: VerifyHook | undefined): void => {
  // The signature covers the body as it came.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.post(
    '/hooks/tickets',
    {
      bodyLimit: LARGEST,
      schema: {
        tags: ['tickets'],
        summary: 'A ticketing system says what was done to a ticket (docs/ticketing-webhook.md)',
        security: [],
        response: { 202: z.object({ id: z.string() }), '4xx': problemShape, '5xx': problemShape },
      },
    },
    async (request, reply) => {
      if (!verify) throw new DomainError('no-webhook', 'No webhook is configured here: set TICKET_WEBHOOK_URL and TICKET_WEBHOOK_SECRET.');
      const body = typeof request.body === 'string' ? request.body : '';
      const id = verify(request.headers, body);
      await client.tickets.hear(id, body);
      return reply.code(202).send({ id });
    },
  );
};
