import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../server/server';
import { tokenIn } from '../../server/token';
import { type Deployment, TOKEN, withoutTemporal } from '../support/deployment';
import { ofFile } from '../support/of-file';
import { START } from '../support/start';

const house = ofFile(() => withoutTemporal());

describe('the token', () => {
  it('is made once, and only its owner may read it', () => {
    const directory = join(mkdtempSync(join(tmpdir(), 'perennial-token-')), 'data');
    const token = tokenIn(directory);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(tokenIn(directory)).toBe(token);
    expect(readFileSync(join(directory, 'token'), 'utf8').trim()).toBe(token);
    expect(statSync(join(directory, 'token')).mode & 0o777).toBe(0o600);
  });

  it('is refused where the file holds none', () => {
    const directory = mkdtempSync(join(tmpdir(), 'perennial-token-'));
    writeFileSync(join(directory, 'token'), '\n');
    expect(() => tokenIn(directory)).toThrow(expect.objectContaining({ code: 'bad-token-file' }));
  });

  it.each([
    ['no token', ''],
    ['a wrong one', 'wrong'],
    ['nearly the right one', `${TOKEN}x`],
  ])('opens nothing with %s', async (_what, token) => {
    const { status, headers, body } = await house.get('/accounts', token);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer/);
    expect(headers['content-type']).toMatch('application/problem+json');
    expect(body).toMatchObject({ status: 401, code: 'unauthorised', title: 'Unauthorized' });
    expect(JSON.stringify(body)).not.toContain(TOKEN);
  });

  it('is not needed to ask whether the API lives, nor for what it can do', async () => {
    const { body: health } = await house.get('/health', '');
    expect(health).toMatchObject({
      status: 'ok',
      speed: 1,
      now: expect.stringMatching(/Z$/),
    });
    expect(Date.parse(health.now)).toBeGreaterThanOrEqual(START);
    expect(Date.parse(health.now)).toBeLessThan(START + 3_600_000);
    const { body } = await house.get('/openapi.json', '');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(['/api/accounts', '/api/accounts/{id}/agenda', '/api/tasks/{id}/done', '/api/import/{kind}', '/api/why/{id}']),
    );
  });
});

describe('one clear problem for', () => {
  it.each<[string, () => ReturnType<Deployment['get']>, number, string, RegExp]>([
    ['an unknown address', () => house.get('/nothing'), 404, 'not-found', /openapi/],
    ['an unknown account', () => house.get('/accounts/nobody'), 404, 'unknown-account', /no account nobody/],
    ['a command to an unknown account', () => house.post('/accounts/nobody/pause', {}), 404, 'unknown-account', /no account nobody/],
    ['an unknown task', () => house.get('/tasks/acme:renewal:2026-01-01'), 404, 'unknown-task', /account:touchpoint:date/],
    ['an unknown person', () => house.get('/people/li.wie'), 404, 'unknown-person', /Did you mean "li\.wei"\?/],
    ['an unknown mail', () => house.get('/mails/m-9'), 404, 'unknown-mail', /m-9/],
    ['an unknown ticket', () => house.post('/tickets/T-9/take', { by: 'li.wei' }), 404, 'unknown-ticket', /T-9/],
    ['an unknown effect', () => house.post('/effects/retry', { key: 'account/acme/1/0' }), 404, 'unknown-effect', /account\/acme\/1\/0/],
    ['an unknown owner', () => house.get('/tasks?owner=li.wie'), 422, 'invalid-input', /owner: There is nobody called li\.wie/],
    ['an unknown state', () => house.get('/tasks?state=opne'), 422, 'invalid-input', /Did you mean "open"\?/],
    ['a limit that is no number', () => house.get('/tasks?limit=many'), 422, 'invalid-input', /limit/],
    [
      'a field that is not known',
      () => house.post('/accounts', { account: 'acme', name: 'Acme', nmae: 'Acme' }),
      422,
      'invalid-input',
      /nmae/,
    ],
    [
      'fields that are missing',
      () => house.post('/people', { handle: 'acme' }),
      422,
      'invalid-input',
      /name: Is missing.*email: Is missing/,
    ],
    [
      'a role that somebody must have',
      () => house.post('/accounts', { account: 'acme', name: 'Acme' }),
      422,
      'invalid-input',
      /accountManager: Is missing/,
    ],
    [
      'a person who is there',
      () => house.post('/people', { handle: 'li.wei', name: 'x', email: 'x@example.com' }),
      409,
      'person-exists',
      /li\.wei/,
    ],
    [
      'a contact of nobody',
      () => house.post('/contacts', { account: 'acme', name: 'x', level: 'manager' }),
      422,
      'invalid-input',
      /no account acme/,
    ],
    ['an unknown kind of file', () => house.post('/import/dogs', { rows: [] }), 422, 'invalid-input', /kind/],
    ['a playbook with faults', () => house.post('/playbooks', { source: 'stages: 1' }), 422, 'bad-playbook', /stages/],
  ])('%s', async (_what, call, status, code, detail) => {
    const { status: answered, headers, body } = await call();
    expect(headers['content-type']).toMatch('application/problem+json');
    expect({ answered, code: body.code, status: body.status }).toEqual({ answered: status, code, status });
    expect(body.detail).toMatch(detail);
    expect(body.type).toBe(`urn:perennial:problem:${code}`);
    expect(body.requestId).toBe(headers['x-request-id']);
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:\d/);
  });

  it('each fault of a playbook, with its code beside its words', async () => {
    const { body } = await house.post('/playbooks', { source: 'stages: 1', fileName: 'ours.yaml' });
    expect(body.problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...{ file: 'ours.yaml', line: 1, field: 'stages', problem: '1 stands where a group of fields is expected' },
          ...{ remedy: 'Write a group of fields.', code: 'wrong-shape', parameters: { given: { value: '1' }, expected: 'record' } },
        }),
      ]),
    );
  });

  it('a body that is no JSON', async () => {
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/people',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      payload: '{"handle":',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'bad-request', detail: expect.stringContaining('no JSON') });
  });

  it('a Temporal server that is away', async () => {
    const { status, headers, body } = await house.post('/accounts', { account: 'acme', name: 'Acme', accountManager: 'li.wei' });
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'temporal-unavailable' });
    expect(headers['retry-after']).toBe('5');
  });

  it('a port that is taken', async () => {
    const first = await startServer({ client: house.client, token: TOKEN });
    const port = Number(new URL(first.url).port);
    expect(new URL(first.url).hostname).toBe('127.0.0.1');
    await expect(startServer({ client: house.client, token: TOKEN, port })).rejects.toMatchObject({ code: 'port-in-use' });
    await first.close();
  });
});

describe('every address', () => {
  const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
  /** Method and path of each route, with a value for each parameter. */
  const routes = async (): Promise<(readonly ['GET' | 'POST', string])[]> => {
    const { body } = await house.get('/openapi.json', '');
    const of = (path: string, methods: object) => METHODS.filter((method) => method in methods).map((method) => [method, path] as const);
    return Object.entries(body.paths as Record<string, object>)
      .flatMap(([path, methods]) => of(path, methods))
      .map(([method, path]) => [
        method.toUpperCase() as 'GET' | 'POST',
        path
          .replace(/^\/api/, '')
          .replace('{kind}', 'accounts')
          .replace(/\{\w+\}/g, 'x'),
      ]);
  };

  it('refuses a query parameter that it does not know, and names it', async () => {
    const all = [...(await routes()), ['GET', '/openapi.json'] as const];
    expect(all.length).toBeGreaterThan(60);
    const answers = await Promise.all(
      all.map(async ([method, path]) => {
        const { status, body } = await (method === 'GET' ? house.get(`${path}?dryrun=1`) : house.post(`${path}?dryrun=1`));
        return { method, path, status, fields: body.errors?.map(({ field }: { field: string }) => field) };
      }),
    );
    expect(answers).toEqual(all.map(([method, path]) => ({ method, path, status: 422, fields: ['dryrun'] })));
  });

  it.each(['/accounts/x/promote', '/import/accounts', '/offboardings', '/cases/recompute'])(
    'takes `dryRun` in the body only: %s does nothing with it in the query',
    async (path) => {
      const { status, body } = await house.post(`${path}?dryRun=true`, {});
      expect({ status, errors: body.errors }).toMatchObject({ status: 422, errors: [{ field: 'dryRun' }] });
    },
  );

  it('says which parameter may have been meant', async () => {
    expect((await house.get('/tasks?ownr=li.wei')).body.detail).toMatch('Did you mean "owner"?');
  });
});

describe('a `dryRun` that is neither true nor false', () => {
  const PATHS = ['/accounts/x/handovers', '/accounts/x/promote', '/accounts/x/revive', '/cases/recompute', '/import/accounts'];
  it.each(PATHS.flatMap((path) => ['yes', '1', 1, 'TRUE', 'on', 'maybe', 0].map((dryRun) => [path, dryRun] as const)))(
    'is refused: %s with %p',
    async (path, dryRun) => {
      const { status, body } = await house.post(path, { ...(path.startsWith('/import') && { rows: [] }), dryRun });
      expect({ status, errors: body.errors }).toEqual({
        status: 422,
        errors: expect.arrayContaining([expect.objectContaining({ field: 'dryRun' })]),
      });
    },
  );

  it('is no other than `undo` and `withoutHistory`', async () => {
    for (const [path, field] of [
      ['/accounts/x/promote', 'undo'],
      ['/accounts/x/revive', 'withoutHistory'],
    ] as const) {
      const { status, body } = await house.post(path, { [field]: 'yes', reason: 'a slip', dryRun: true });
      expect({ path, status, errors: body.errors }).toMatchObject({ path, status: 422, errors: [{ field }] });
    }
  });
});

describe('the log', () => {
  it('has routes, ids and codes, and nobody in it', async () => {
    await house.get('/tasks?owner=li.wei');
    await house.post('/people', { handle: 'zhou.min', name: '周敏', email: 'zhou.min@example.com' });
    const log = house.log.join('');
    expect(log).toContain('/api/tasks');
    expect(log).not.toMatch(/li\.wei|zhou|周敏|example\.com/);
  });
});

describe('the doctor without a Temporal server', () => {
  it('says what is down and what to do, and looks at the rest all the same', async () => {
    const { body } = await house.get('/doctor');
    const byName = Object.fromEntries(body.checks.map((check: { name: string }) => [check.name, check]));
    expect(byName.temporal).toMatchObject({ ok: false, remedy: expect.stringContaining('TEMPORAL_ADDRESS') });
    expect(byName.workers.ok).toBe(false);
    expect(byName.effects).toMatchObject({ ok: true });
    expect(byName.holidays.detail).toMatch(/china until/);
  });
});
