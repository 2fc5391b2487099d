// A ticketing system that Perennial posts to, and that posts back: signed both ways.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sign } from '../../src/activities/ticketing/webhook-signature';
import { ticketHookOf, ticketingsOf } from '../../src/up/ticketing';
import { eventually } from '../support/eventually';
import { withEverything } from './deployment';

const SECRET = `whsec_${Buffer.from('a secret that only tests know, long enough').toString('base64')}`;

interface Message {
  readonly type: string;
  readonly data: { readonly key?: string; readonly ticket?: string; readonly state?: string; readonly subject?: string };
}

let house: Awaited<ReturnType<typeof withEverything>>;
const messages: Message[] = [];
const receiver = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    messages.push(JSON.parse(body) as Message);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: 'HD-7', url: 'https://desk.example/HD-7' }));
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const env = { TICKET_WEBHOOK_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`, TICKET_WEBHOOK_SECRET: SECRET };
  const verifyHook = ticketHookOf(env);
  house = await withEverything('test-hooks', {
    ticketing: (store, clock) => ticketingsOf(store, clock, env),
    ...(verifyHook && { verifyHook }),
  });
  await house.post('/accounts', { account: 'acme', name: 'Acme', signedOn: '2025-06-02', accountManager: 'li.wei' });
});
afterAll(async () => {
  await house.close();
  await new Promise((resolve) => receiver.close(resolve));
});

const tell = async (body: object, headers: Readonly<Record<string, string>>) => {
  const payload = JSON.stringify(body);
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/hooks/tickets',
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  });
  return { status: answer.statusCode, body: answer.json<{ code?: string }>() };
};
const signed = (id: string, body: object, at = Date.now()) => tell(body, sign(SECRET, id, at, JSON.stringify(body)));

it('a case is posted to it, and what it posts back happens to the case, once', async () => {
  const { id } = (await house.post('/cases', { account: 'acme', severity: 'high', text: 'No light' })).body;
  const shown = async () => (await house.get(`/cases/${id}`)).body;
  const { ticket } = await eventually('its ticket', async () => ((await shown()).ticket === null ? undefined : await shown()));
  expect(ticket).toEqual({ system: 'webhook', id: 'HD-7', url: 'https://desk.example/HD-7' });
  expect(messages).toMatchObject([{ type: 'ticket.opened', data: { key: expect.stringContaining(`case/${id}/`), about: id } }]);

  const resolved = { ticket: 'HD-7', what: 'resolved', at: new Date().toISOString() };
  expect(await signed('m-1', resolved)).toMatchObject({ status: 202, body: { id: 'm-1' } });
  expect((await signed('m-1', resolved)).status).toBe(202);
  await eventually('the case resolved', async () => ((await shown()).state === 'resolved' ? true : undefined));
  const { history } = (await house.get(`/cases/${id}/history`)).body;
  expect(history.filter(({ type }: { type: string }) => type === 'caseResolved')).toHaveLength(1);
  // What it said itself it is not told again.
  expect(messages.filter(({ type }) => type === 'ticket.moved')).toEqual([]);
});

it('what is not signed, signed by somebody else, old, or says nothing is refused', async () => {
  const body = { ticket: 'HD-7', what: 'reopened', at: new Date().toISOString() };
  expect(await tell(body, {})).toMatchObject({ status: 401, body: { code: 'bad-signature' } });
  const others = `whsec_${Buffer.from('another secret, of somebody who guesses').toString('base64')}`;
  expect(await tell(body, sign(others, 'm-2', Date.now(), JSON.stringify(body)))).toMatchObject({ status: 401 });
  expect(await signed('m-3', body, Date.now() - 6 * 60_000)).toMatchObject({ status: 401, body: { code: 'stale-signature' } });
  expect(await signed('m-4', { ticket: 'HD-7', what: 'praised', at: body.at })).toMatchObject({
    status: 422,
    body: { code: 'invalid-input' },
  });
});
