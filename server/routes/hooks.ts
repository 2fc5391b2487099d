// Messages that other systems send: verified, kept, and answered at once.
import { hooks } from '../../api/tickets';
import type { Perennial } from '../../client';
import { DomainError } from '../../domain/decider/decider';
import type { App } from '../app';
import { type Context, serve } from '../serve';

/** Returns the message's id. Throws `bad-signature`, `stale-signature`. */
export type VerifyHook = (headers: Context['headers'], body: string) => string;

/** The routes of hooks. `verify` checks the signature; without it every message is refused. */
export const hookRoutes = (app: App, client: Perennial, verify: VerifyHook | undefined): void => {
  // The signature is of the raw body.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  serve(app, hooks, {
    async tickets({ body }, { headers }) {
      if (!verify) throw new DomainError('no-webhook');
      const id = verify(headers, body);
      await client.tickets.hear(id, body);
      return { id };
    },
  });
};
