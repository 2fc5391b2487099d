// The server and the contract, without store and Temporal: the library just returns its arguments.

import pino from 'pino';
import type { Perennial } from '../../client';
import { DomainError } from '../../domain/decider/decider';
import { buildServer } from '../../server/server';

const TOKEN = 'a-token-of-the-tests';
const asked: unknown[] = [];
const keep =
  <A>(answer: A) =>
  (...given: unknown[]): Promise<A> => {
    asked.push(given);
    return Promise.resolve(answer);
  };
const ABSENCE = {
  id: 'A-1',
  person: 'li.wei',
  from: '2026-12-01T00:00:00Z',
  until: '2026-12-02T00:00:00Z',
  substitute: 'wang.fang',
  state: 'ahead',
};

const client = {
  absences: {
    list: keep([{ ...ABSENCE, secret: 'not in the contract' }]),
    add: keep(ABSENCE),
    end: () => Promise.reject(new DomainError('case-open', { allowed: ['waiting'] })),
  },
  contacts: { window: keep({ rows: [{ id: 'c-1' }], total: 1 }) },
  handovers: { change: keep(undefined), window: keep({ rows: [], total: 0 }) },
  tasks: { window: keep({ rows: [], total: 0 }) },
  cases: { act: keep(undefined) },
} as unknown as Perennial;

const log: string[] = [];
let app: Awaited<ReturnType<typeof buildServer>>;
beforeAll(async () => {
  app = await buildServer({ client, token: TOKEN, logger: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }) });
});
afterAll(() => app.close());
beforeEach(() => void asked.splice(0));

const send = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
  const answer = await app.inject({
    method,
    url: `/api${url}`,
    headers: { authorization: `Bearer ${TOKEN}` },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, never>>() };
};
const wrongFields = async (answer: ReturnType<typeof send>) => {
  const { status, body } = await answer;
  const errors = (body.errors ?? []) as { field: string; reason: string }[];
  return { status, errors: errors.map(({ field, reason }) => `${field}: ${reason}`) };
};

describe('a request', () => {
  it('comes to the library as what it says: truth, numbers, texts', async () => {
    await send('GET', '/tasks?limit=3&state=open,done&owner=li.wei');
    await send('GET', '/handovers?late=true&all=false');
    expect(asked).toEqual([[{ limit: 3, state: ['open', 'done'], owner: 'li.wei' }], [{ late: true, all: false }]]);
  });

  it('may have null or nothing where a field is not said, and no body at all', async () => {
    await send('POST', '/absences', { person: 'li.wei', from: '2026-12-01', until: '2026-12-01', substitute: 'wang.fang' });
    await send('GET', '/tasks?state=');
    expect(asked).toEqual([[{ person: 'li.wei', from: '2026-12-01', until: '2026-12-01', substitute: 'wang.fang' }], [{}]]);
    expect(await wrongFields(send('POST', '/absences'))).toMatchObject({ status: 422, errors: { length: 4 } });
    expect(await wrongFields(send('POST', '/absences', { person: null, from: '', until: '1', substitute: 'x' }))).toEqual({
      status: 422,
      errors: ['person: Is missing.', 'from: Is missing.'],
    });
  });

  it('is refused with every wrong field at once, each with a word on what would do', async () => {
    expect(await wrongFields(send('POST', '/accounts/acme/handovers?dryrun=true', {}))).toEqual({
      status: 422,
      errors: ['dryrun: Is no query parameter here. Did you mean "dryRun"?'],
    });
    const answer = await wrongFields(
      send('POST', '/accounts/acme/handovers', { kind: 'our', to: 'li.wei', dryRun: 'perhaps', rolls: 'backup', level: 3 }),
    );
    expect(answer).toEqual({
      status: 422,
      errors: [
        'kind: Is unknown. Did you mean "ours"?',
        'dryRun: Write true or false.',
        'level: Is a text.',
        'reason: Is missing: say why, by a code of the playbook or in words.',
        'rolls: Is no field here. Did you mean "roles"?',
      ],
    });
  });

  it('has a code and parameters beside each of those words', async () => {
    const { body } = await send('POST', '/accounts/acme/handovers', { kind: 'our', to: 'li.wei', level: 3 });
    expect(body.errors).toEqual([
      { field: 'kind', value: 'our', reason: expect.any(String), code: 'unknown-code', parameters: { meant: 'ours' } },
      { field: 'level', value: '3', reason: 'Is a text.', code: 'not-text' },
      { field: 'reason', value: '', reason: expect.any(String), code: 'missing', parameters: { say: 'why-succeeded' } },
    ]);
  });

  it('that asks for a state is told which there are', async () => {
    expect(await wrongFields(send('GET', '/cases?state=open,unheard-of'))).toEqual({
      status: 422,
      errors: ['state: Is unknown. Use one of: open, waiting, resolved, closed.'],
    });
  });

  it('takes codes in any case, lists with commas, truth as a text', async () => {
    await send('POST', '/accounts/acme/handovers', {
      kind: 'Ours',
      roles: ['backup', 'technical'],
      dryRun: 'true',
      reason: 'left',
      to: 'li.wei',
    });
    expect(asked).toMatchObject([['acme', { kind: 'ours', roles: 'backup,technical', dryRun: 'true', to: 'li.wei' }, { reason: 'left' }]]);
  });
});

describe('an answer', () => {
  it('has what the contract names, and nothing else', async () => {
    expect((await send('GET', '/absences')).body).toEqual({ absences: [ABSENCE] });
  });

  it('that lacks what the contract promises is an error of ours', async () => {
    expect((await send('GET', '/contacts')).status).toBe(500);
    expect(log.join('')).toContain('"contacts.0.name"');
  });

  it('that is a refusal which the route does not name is sent, and logged', async () => {
    expect(await send('POST', '/absences/A-1/end')).toMatchObject({ status: 409, body: { code: 'case-open' } });
    expect(log.join('')).toContain('the contract does not name this code');
  });
});

it('an address that takes another method says so', async () => {
  const { status, headers, body } = await send('PUT', '/absences');
  expect({ status, allow: headers['allow'], code: body.code }).toEqual({ status: 405, allow: 'GET, POST', code: 'method-not-allowed' });
  expect((await send('PUT', '/nothing')).status).toBe(404);
});
