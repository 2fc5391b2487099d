// The pages behind the links of a mail. A scanner that follows a link only gets a page; the button acts.
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { statusOf } from '../../api/problems';
import type { Perennial } from '../../client';
import type { Offer } from '../../client/mail/links';
import { InvalidInput } from '../../client/temporal/input';
import { DomainError } from '../../domain/decider/decider';
import type { App } from '../app';
import { donePage, offerPage, wrongPage } from '../link-page';
import { answerError } from '../problem';

interface Link {
  readonly Params: { readonly token: string };
}
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
};
const GONE = 410;
const CONFLICT = 409;
const UNUSABLE = 422;
/** The status of each state of an offer. */
const STATUS: Readonly<Record<Offer['state'], number>> = { ready: 200, used: GONE, closed: CONFLICT, moved: CONFLICT };

type Page = readonly [status: number, page: string];

/** The status and page of a refusal. 503 for what may pass by itself. Rethrows an error that is not a refusal. */
function refused(error: unknown): Page {
  if (error instanceof InvalidInput) return [UNUSABLE, wrongPage('unusable')];
  if (!(error instanceof DomainError)) throw error;
  if (error.code === 'expired-link') return [GONE, wrongPage('expired')];
  if (error.code === 'bad-link') return [404, wrongPage('broken')];
  const status = statusOf(error.code);
  if (status >= 500) return [503, wrongPage('trouble')];
  if (status === 404) return [404, wrongPage('gone')];
  return status === UNUSABLE ? [UNUSABLE, wrongPage('unusable')] : [CONFLICT, wrongPage('over')];
}

const answered = (page: () => Promise<Page>): Promise<Page> => page().catch(refused);

const send = (reply: FastifyReply, [status, page]: Page): FastifyReply => {
  if (status === 503) void reply.header('retry-after', 60);
  return reply.code(status).headers(HEADERS).send(page);
};

/** `GET /do/:token` shows a link's offer; `POST /do/:token` (a form) does it. Both answer with a page. */
export const linkRoutes = (app: App, client: Perennial): void => {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  // Errors before a route's handler get a page too.
  app.setErrorHandler((error: Error, request, reply) =>
    error instanceof InvalidInput ? send(reply, refused(error)) : answerError(error, request, reply),
  );
  app.get<Link>('/do/:token', async ({ params: { token } }, reply) =>
    send(
      reply,
      await answered(async () => {
        const offer = await client.links.look(token);
        return [STATUS[offer.state], offerPage(offer)];
      }),
    ),
  );
  app.post<Link>('/do/:token', async ({ params: { token }, body }, reply) => {
    const fields = z.record(z.string(), z.string()).safeParse(body);
    return send(
      reply,
      await answered(async () => {
        const done = await client.links.act(token, fields.data ?? {});
        const status = done.isDone ? 200 : done.offer.state === 'ready' ? UNUSABLE : STATUS[done.offer.state];
        return [status, donePage(done)];
      }),
    );
  });
};
