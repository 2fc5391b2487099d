// A ticketing system that Perennial posts to and that posts back, signed in both directions.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sign } from '../../activities/ticketing/webhook-signature';
import { deliveries, ticketInbox, ticketLinks } from '../../store';
import { ticketHookOf, ticketingsOf } from '../../up/ticketing';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { day } from '../support/start';

const SECRET = `whsec_${Buffer.from('a secret that only tests know, long enough').toString('base64')}`;

interface Message {
  readonly type: string;
  readonly data: { readonly key?: string; readonly ticket?: string; readonly state?: string; readonly subject?: string };
}

let house: Awaited<ReturnType<typeof withEverything>>;
const messages: Message[] = [];
/** The number for the next ticket. */
let number = 'HD-7';
const receiver = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    messages.push(JSON.parse(body) as Message);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: number, url: `https://desk.example/${number}` }));
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
  await house.post('/accounts', { account: 'acme', name: 'Acme', signedOn: day(-227), accountManager: 'li.wei' });
});
afterAll(async () => {
  await house.close();
  await new Promise((resolve) => receiver.close(resolve));
});

const deliver = async (body: object, headers: Readonly<Record<string, string>>) => {
  const payload = JSON.stringify(body);
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/hooks/tickets',
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  });
  return { status: answer.statusCode, body: answer.json<{ code?: string }>() };
};
const signed = (id: string, body: object, at = Date.now()) => deliver(body, sign(SECRET, id, at, JSON.stringify(body)));

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
  // It is not told of its own changes.
  expect(messages.filter(({ type }) => type === 'ticket.moved')).toEqual([]);
});

describe('what is no message is refused at the door', () => {
  const at = new Date().toISOString();
  const message = { ticket: 'HD-7', what: 'reopened', at };

  it.each([
    ['an id of 5,000 characters', 'x'.repeat(5_000), message, 'webhook-id'],
    ['an id with a space', 'm 1', message, 'webhook-id'],
    ['an id with a name in it', 'müller', message, 'webhook-id'],
    ['no ticket', 'm-10', { what: 'reopened', at }, 'ticket'],
    ['a ticket of 401 characters', 'm-11', { ...message, ticket: 'T'.repeat(401) }, 'ticket'],
    ['a ticket with NUL', 'm-12', { ...message, ticket: 'HD\0' }, 'ticket'],
    ['a ticket with half a character', 'm-13', { ...message, ticket: 'HD\ud800' }, 'ticket'],
    ['a day for a time', 'm-14', { ...message, at: '2026-01-15' }, 'at'],
    ['a list', 'm-15', [message], ''],
  ])('%s', async (_, id, body, field) => {
    const answer = await signed(id, body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-input', errors: [{ field }] } });
  });

  it('a body of more than 16 KB', async () => {
    const answer = await signed('m-16', { ...message, more: 'x'.repeat(20_000) });
    expect(answer).toMatchObject({ status: 413, body: { code: 'too-large', detail: expect.stringContaining('16 KB') } });
  });

  it('another message under an id that was used', async () => {
    const praised = { ticket: 'HD-99', what: 'taken', at };
    expect((await signed('m-17', praised)).status).toBe(202);
    expect((await signed('m-17', praised)).status).toBe(202);
    expect(await signed('m-17', { ...praised, ticket: 'HD-98' })).toMatchObject({ status: 422, body: { code: 'message-id-used' } });
  });
});

describe('a message that cannot be carried out', () => {
  const caseWith = async (ticket: string) => {
    number = ticket;
    const { id } = (await house.post('/cases', { account: 'acme', severity: 'high', text: 'No light' })).body;
    await eventually('its ticket', async () => ((await house.get(`/cases/${id}`)).body.ticket?.id === ticket ? true : undefined));
    return id as string;
  };
  const stateOf = async (id: string) => (await house.get(`/cases/${id}`)).body.state as string;
  const reported = (id: string, ticket: string, what = 'resolved') => signed(id, { ticket, what, at: new Date().toISOString() });
  const aside = async (state = '') => (await house.get(`/tickets/aside?state=${state}`)).body.aside;
  const ticketing = async () => {
    const { body } = await house.get('/doctor');
    return body.checks.find(({ name }: { name: string }) => name === 'ticketing');
  };

  it('taken before there was a limit, is set aside: the next one is carried out, and a person drops it', async () => {
    const [poisoned, other] = [await caseWith('HD-20'), await caseWith('HD-21')];
    await ticketInbox.put(house.store, { id: 'x'.repeat(5_000), ticket: 'HD-20', what: 'taken', at: Date.now() });
    await reported('m-20', 'HD-20');
    await reported('m-21', 'HD-21');
    await eventually('the other case resolved', async () => ((await stateOf(other)) === 'resolved' ? true : undefined));
    const [poison, behind] = await eventually('what waits behind', async () => ((await aside()).length === 2 ? aside() : undefined));
    expect(poison).toMatchObject({
      id: 'TN-1',
      system: 'webhook',
      ticket: 'HD-20',
      case: poisoned,
      state: 'failed',
      code: 'command-refused',
    });
    expect(behind).toMatchObject({ id: 'TN-2', ticket: 'HD-20', what: 'resolved', state: 'behind' });
    expect(await ticketing()).toMatchObject({
      ok: false,
      detail: 'webhook: command-refused, set aside: TN-1 (1 wait behind)',
      remedy: expect.stringContaining('perennial ticket drop ID'),
    });

    expect((await house.post('/tickets/aside/TN-1/drop', {})).status).toBe(422);
    const dropped = await house.post('/tickets/aside/TN-1/drop', { reason: 'Unreadable', by: 'li.wei' });
    expect(dropped.body).toMatchObject({ state: 'dropped', reason: 'Unreadable', droppedBy: 'li.wei' });
    await eventually('what waited is carried out', async () => ((await stateOf(poisoned)) === 'resolved' ? true : undefined));
    // It is recorded as done once its command was answered.
    await eventually('nothing left aside', async () => (await aside()).length === 0);
    expect(await aside('dropped,done')).toMatchObject([{ id: 'TN-1' }, { id: 'TN-2', state: 'done' }]);
    expect(await ticketing()).toMatchObject({ ok: true });
    expect((await house.post('/tickets/aside/TN-1/retry')).body).toMatchObject({ code: 'ticket-news-over' });
    expect(await house.get('/tickets/aside/TN-99')).toMatchObject({ status: 404, body: { code: 'unknown-ticket-news' } });
  }, 60_000);

  it('since the workflow of its case was ended: others go on, and it is not lost', async () => {
    const [ended, other] = [await caseWith('HD-30'), await caseWith('HD-31')];
    await house.temporal.workflow.getHandle(`case/${ended}`).terminate();
    await reported('m-30', 'HD-30');
    await reported('m-31', 'HD-31');
    await eventually('the other case resolved', async () => ((await stateOf(other)) === 'resolved' ? true : undefined));
    const [waiting] = await aside();
    expect(waiting).toMatchObject({
      ticket: 'HD-30',
      case: ended,
      state: 'waiting',
      code: 'entity-not-running',
      retryAt: expect.any(String),
    });
    const again = await house.post(`/tickets/aside/${waiting.id}/retry`);
    expect(again.body).toMatchObject({ id: waiting.id, state: 'waiting', code: 'entity-not-running', attempts: waiting.attempts + 1 });
  }, 60_000);
});

it('a case that does not answer holds up nobody else', async () => {
  const key = 'case/C-900/3/0';
  const effect = { lane: 'ticket', type: 'open-case-ticket' };
  await deliveries.claim(house.store, key, { entity: 'case/C-900', ...effect, effect }, 1_000, Date.now());
  await ticketLinks.put(house.store, { ticket: 'webhook/HD-40', system: 'webhook', id: 'HD-40', key, url: null });
  // No worker polls its task queue.
  await house.temporal.workflow.start('serviceCase', { workflowId: 'case/C-900', taskQueue: 'nobody', args: [{}] });
  for (const [id, what] of [
    ['m-40', 'taken'],
    ['m-41', 'resolved'],
  ] as const)
    await signed(id, { ticket: 'HD-40', what, at: new Date().toISOString() });
  const aside = async () => (await house.get('/tickets/aside')).body.aside.filter(({ ticket }: { ticket: string }) => ticket === 'HD-40');
  const [waiting, behind] = await eventually('both set aside', async () => ((await aside()).length === 2 ? aside() : undefined));
  expect(waiting).toMatchObject({ case: 'C-900', what: 'taken', state: 'waiting', code: 'no-worker' });
  expect(behind).toMatchObject({ what: 'resolved', state: 'behind' });
}, 60_000);

it('what is not signed, signed by somebody else, old, or says nothing is refused', async () => {
  const body = { ticket: 'HD-7', what: 'reopened', at: new Date().toISOString() };
  expect(await deliver(body, {})).toMatchObject({ status: 401, body: { code: 'bad-signature' } });
  const others = `whsec_${Buffer.from('another secret, of somebody who guesses').toString('base64')}`;
  expect(await deliver(body, sign(others, 'm-2', Date.now(), JSON.stringify(body)))).toMatchObject({ status: 401 });
  expect(await signed('m-3', body, Date.now() - 6 * 60_000)).toMatchObject({ status: 401, body: { code: 'stale-signature' } });
  expect(await signed('m-4', { ticket: 'HD-7', what: 'praised', at: body.at })).toMatchObject({
    status: 422,
    body: { code: 'invalid-input' },
  });
});
