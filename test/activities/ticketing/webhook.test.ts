// The adapter with a small ticketing system that accepts only signed messages.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TicketState } from '../../../activities/ticketing/port';
import { type WebhookConfig, webhook, webhookFromEnvironment } from '../../../activities/ticketing/webhook';
import { sign, verified } from '../../../activities/ticketing/webhook-signature';
import { keepsTheTicketingContract, ticket } from './contract';

const SECRET = `whsec_${Buffer.from('the secret that both sides share').toString('base64')}`;
const OTHER = `whsec_${Buffer.from('a secret that only one side knows').toString('base64')}`;

interface Kept {
  readonly subject: string;
  state: TicketState;
  text: string;
}

interface Receiver {
  readonly url: string;
  readonly tickets: Map<string, Kept>;
  /** All messages with a valid signature. */
  readonly heard: { readonly type: string; readonly id: string; readonly at: string; readonly data: Readonly<Record<string, string>> }[];
  /** The answer from now on; `undefined`: no answer. */
  behave(how: 'well' | { readonly status: number; readonly body?: object } | undefined): void;
  stop(): Promise<void>;
}

/** The convention itself: base64 of HMAC-SHA-256 over `id.timestamp.body`, with the secret's bytes as the key. */
const isSigned = (headers: Readonly<Record<string, unknown>>, body: string, secret: string): boolean =>
  headers['webhook-signature'] ===
  `v1,${createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`)
    .digest('base64')}`;

async function startReceiver(): Promise<Receiver> {
  const tickets: Receiver['tickets'] = new Map();
  const heard: Receiver['heard'] = [];
  const known = new Set<string>();
  let behaviour: Parameters<Receiver['behave']>[0] = 'well';

  const receive = ({ type, id, data }: Receiver['heard'][number]): number => {
    if (known.has(id)) return 200;
    if (type === 'ticket.opened') tickets.set(data.key ?? '', { subject: data.subject ?? '', state: 'open', text: data.text ?? '' });
    else if (type !== 'ping') {
      const kept = tickets.get(data.ticket ?? '');
      if (!kept) return 404;
      if (type === 'ticket.moved') kept.state = data.state as TicketState;
      else kept.text += `\n${data.text}`;
    }
    known.add(id);
    return 200;
  };
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
      if (behaviour === undefined) return;
      if (behaviour !== 'well') return void response.writeHead(behaviour.status).end(JSON.stringify(behaviour.body ?? {}));
      if (!isSigned(request.headers, body, SECRET)) return void response.writeHead(401).end();
      const message = JSON.parse(body) as Receiver['heard'][number];
      heard.push(message);
      response.writeHead(receive(message)).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tickets`,
    tickets,
    heard,
    behave: (how) => void (behaviour = how),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let receiver: Receiver;
const config = (changes: Partial<WebhookConfig> = {}): WebhookConfig => ({ url: receiver.url, secret: SECRET, ...changes });

describe('a webhook', () => {
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.stop());
  beforeEach(() => receiver.behave('well'));

  keepsTheTicketingContract(() => ({
    ticketing: webhook(config()),
    look: (id) => Promise.resolve(receiver.tickets.get(id)),
    count: () => Promise.resolve(receiver.tickets.size),
  }));

  test('says what a ticket is, with times that people and programs read', async () => {
    const made = ticket({ owner: 'p-4' });
    await webhook(config()).open(made);
    expect(receiver.heard.at(-1)).toEqual({
      type: 'ticket.opened',
      id: expect.stringMatching(/^msg_[0-9a-f]{32}$/),
      at: expect.stringMatching(/Z$/),
      data: { ...made, due: '2026-03-01T10:00:00Z' },
    });
  });

  test('a repeat carries the same id, another effect another', async () => {
    const made = ticket();
    const before = receiver.heard.length;
    const { id } = await webhook(config()).open(made);
    await webhook(config()).open(made);
    await webhook(config()).open(ticket());
    await webhook(config()).note(id, { key: made.key, text: 'the same key, another kind' });
    const ids = receiver.heard.slice(before).map((message) => message.id);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  test('takes the number and the address that the system gives', async () => {
    const made = ticket();
    receiver.behave({ status: 201, body: { id: 4711, url: 'https://tickets.example.com/4711' } });
    await expect(webhook(config()).open(made)).resolves.toEqual({ id: '4711', url: 'https://tickets.example.com/4711' });
    receiver.behave({ status: 200, body: { id: '', url: 'javascript:alert(1)' } });
    await expect(webhook(config()).open(made)).resolves.toEqual({ id: made.key });
    await expect(webhook(config()).keyOf('4711')).resolves.toBeUndefined();
  });

  test.each([
    [404, 'no-such-ticket'],
    [410, 'no-such-ticket'],
    [422, 'no-such-status'],
    [301, 'ticketing-refused'],
    [400, 'ticketing-refused'],
    [401, 'wrong-token'],
    [429, 'ticketing-failed'],
    [503, 'ticketing-failed'],
  ])('%i to a move is %s', async (status, code) => {
    receiver.behave({ status });
    await expect(webhook(config()).move('4711', 'resolved')).rejects.toMatchObject({ code });
  });

  test.each([404, 410, 422])('%i to a new ticket is a wrong address, worth another try', async (status) => {
    receiver.behave({ status });
    await expect(webhook(config()).open(ticket())).rejects.toMatchObject({ code: 'ticketing-refused' });
  });

  test('a wrong secret, a slow system, and none', async () => {
    await expect(webhook(config({ secret: OTHER })).check()).rejects.toMatchObject({ code: 'wrong-token' });
    receiver.behave(undefined);
    await expect(webhook(config({ patience: 200 })).check()).rejects.toMatchObject({ code: 'ticketing-slow' });
    await expect(webhook(config({ url: 'http://127.0.0.1:1/' })).check()).rejects.toMatchObject({ code: 'ticketing-unreachable' });
  });
});

describe('a signature', () => {
  const now = Date.parse('2026-03-01T10:00:00Z');
  const body = '{"ticket":"4711","what":"resolved","at":"2026-03-01T09:59:58Z"}';

  test('is the one of the convention', () => {
    // The example of the convention's own libraries.
    const signed = sign(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1_614_265_330_000,
      '{"test": 2432232314}',
    );
    expect(signed).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  test('holds while secrets are exchanged, whichever side goes first', () => {
    expect(verified([OTHER, SECRET], sign(SECRET, 'msg_1', now, body), body, now)).toBe('msg_1');
    expect(verified(SECRET, sign([OTHER, SECRET], 'msg_1', now, body), body, now)).toBe('msg_1');
  });

  test('holds for five minutes, either way', () => {
    const signed = sign(SECRET, 'msg_1', now, body);
    const minutes = (count: number) => () => verified(SECRET, signed, body, now + count * 60_000);
    expect([minutes(-5)(), minutes(0)(), minutes(5)()]).toEqual(['msg_1', 'msg_1', 'msg_1']);
    expect(minutes(5.1)).toThrow(expect.objectContaining({ code: 'stale-signature' }));
    expect(minutes(-5.1)).toThrow(expect.objectContaining({ code: 'stale-signature' }));
  });

  const signed = sign(SECRET, 'msg_1', now, body);
  test.each([
    ['another body', signed, `${body} `],
    ['another id', { ...signed, 'webhook-id': 'msg_2' }, body],
    ['another time', { ...signed, 'webhook-timestamp': String(now / 1_000 + 1) }, body],
    ['a time that is none', { ...signed, 'webhook-timestamp': 'now' }, body],
    ['another secret', sign(OTHER, 'msg_1', now, body), body],
    ['another version', { ...signed, 'webhook-signature': signed['webhook-signature']?.replace('v1,', 'v2,') }, body],
    ['half a signature', { ...signed, 'webhook-signature': signed['webhook-signature']?.slice(0, 20) }, body],
    ['no signature', { ...signed, 'webhook-signature': undefined }, body],
    ['no headers', {}, body],
  ])('does not hold for %s', (_what, headers, came) => {
    expect(() => verified(SECRET, headers, came, now)).toThrow(expect.objectContaining({ code: 'bad-signature' }));
  });

  test('is made with no secret that could be guessed', () => {
    for (const secret of ['', 'whsec_', 'whsec_c2hvcnQ=', 'secret', []])
      expect(() => sign(secret, 'msg_1', now, body)).toThrow(expect.objectContaining({ code: 'bad-configuration' }));
  });
});

describe('the environment', () => {
  test('is read', () => {
    expect(webhookFromEnvironment({})).toBeUndefined();
    const url = 'https://tickets.example.com/perennial';
    expect(webhookFromEnvironment({ TICKET_WEBHOOK_URL: url, TICKET_WEBHOOK_SECRET: `${SECRET} ${OTHER}` })).toEqual({
      url,
      secret: [SECRET, OTHER],
    });
  });

  test.each([
    ['TICKET_WEBHOOK_URL', ''],
    ['TICKET_WEBHOOK_URL', 'tickets.example.com'],
    ['TICKET_WEBHOOK_SECRET', ''],
    ['TICKET_WEBHOOK_SECRET', 'whsec_short'],
  ])('says what is wrong with %s=%s', (name, value) => {
    const env = { TICKET_WEBHOOK_URL: 'https://tickets.example.com', TICKET_WEBHOOK_SECRET: SECRET, [name]: value };
    expect(() => webhookFromEnvironment(env)).toThrow(
      expect.objectContaining({ code: 'bad-configuration', message: expect.stringContaining(name) }),
    );
  });
});

test('the example in the documentation is signed as it says', () => {
  const page = readFileSync(join(__dirname, '../../../docs/ticketing-webhook.md'), 'utf8');
  const secret = /`(whsec_[^`]+)`/.exec(page)?.[1] ?? '';
  const [head = '', body = ''] = /```http\n([^]*?)\n```/.exec(page)?.[1]?.split('\n\n') ?? [];
  const headers = Object.fromEntries(
    [...head.matchAll(/^([\w-]+): (.*)$/gm)].map(([, name = '', value = '']) => [name.toLowerCase(), value]),
  );
  const at = Date.parse((JSON.parse(body) as { at: string }).at);
  expect(verified(secret, headers, body, at)).toBe((JSON.parse(body) as { id: string }).id);
  expect(isSigned(headers, body, secret)).toBe(true);
});
