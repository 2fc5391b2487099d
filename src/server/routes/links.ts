// The pages behind the links of a mail. A scanner that follows a link sees a page and changes nothing; the button does it.
import { z } from 'zod';
import type { Perennial } from '../../client';
import { DomainError } from '../../domain/decider';
import type { App } from '../app';
import { donePage, offerPage, wrongPage } from '../link-page';

const params = z.object({ token: z.string() });
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
};

/** A page in any case; what is wrong with the link itself is said on one. */
const answered = async (page: () => Promise<string>): Promise<readonly [status: number, page: string]> => {
  try {
    return [200, await page()];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'expired-link') return [410, wrongPage('expired')];
    return error.code === 'bad-link' ? [404, wrongPage('broken')] : [503, wrongPage('trouble')];
  }
};

export const linkRoutes = (app: App, client: Perennial): void => {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  app.get('/do/:token', { schema: { hide: true, params } }, async ({ params: { token } }, reply) => {
    const [status, page] = await answered(async () => offerPage(await client.links.look(token)));
    return reply.code(status).headers(HEADERS).send(page);
  });
  app.post('/do/:token', { schema: { hide: true, params } }, async ({ params: { token }, body }, reply) => {
    const fields = z.record(z.string(), z.string()).safeParse(body);
    const [status, page] = await answered(async () => donePage(await client.links.act(token, fields.data ?? {})));
    return reply.code(status).headers(HEADERS).send(page);
  });
};
