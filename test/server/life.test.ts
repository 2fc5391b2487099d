// Accounts through the API, on a real Temporal server: they start, live and are imported again; errors are reported.

import type { WorkflowHandle } from '@temporalio/client';
import type { ImportRow } from '../../api/imports';
import { connectPerennial } from '../../client';
import { good } from '../support/answers';
import { isExpected } from '../support/business-days';
import { withEverything } from '../support/deployment';
import { ofFile } from '../support/of-file';
import { after, clockFromStart, day } from '../support/start';

const house = ofFile(() => withEverything('test-api'));

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const ACME = {
  account: 'acme',
  name: 'Acme Precision',
  signedOn: day(-7),
  zone: 'Asia/Shanghai',
  level: 'gold',
  annualFee: 1200000.5,
  currency: 'CNY',
  promisedDeliveryOn: day(26),
  contractEndsOn: day(722),
  accountManager: 'li.wei',
  salesManager: 'liu.qiang',
  by: 'liu.qiang',
};
describe('an account through the API', () => {
  it('starts, and is read at once with its stage, team and contract', async () => {
    expect(await good(house.post('/accounts', ACME))).toMatchObject({
      id: 'acme',
      name: 'Acme Precision',
      status: 'active',
      stage: 'onboarding',
      stageSince: day(-7),
      signedOn: day(-7),
      level: 'gold',
      segment: null,
      team: { 'account-manager': 'li.wei', 'sales-manager': 'liu.qiang' },
      nextDue: expect.stringMatching(/Z$/),
      warnings: [],
      contract: { annualFee: '1200000.5', currency: 'CNY', contractEndsOn: day(722) },
    });
  });

  it('starts once: its id is used', async () => {
    const { status, body } = await house.post('/accounts', ACME);
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'identity-used' });
  });

  it('leaves nothing behind where its first command is refused', async () => {
    const refused = await house.post('/accounts', { ...ACME, account: 'early', signedOn: day(351) });
    expect(refused).toMatchObject({ status: 422, body: { code: 'signed-in-future' } });
    expect((await good(house.post('/accounts', { ...ACME, account: 'early' }))).id).toBe('early');
  });

  it('has an agenda of what is planned and what will be, each with its reasons', async () => {
    const { agenda } = await good(house.get(`/accounts/acme/agenda?until=${day(350)}`));
    const [first] = agenda;
    expect(first).toMatchObject({
      id: expect.stringMatching(/^acme:.+:\d{4}-\d\d-\d\d$/),
      owner: expect.any(String),
      because: expect.arrayContaining([expect.any(String)]),
    });
    expect(agenda.map(({ touchpoint }: { touchpoint: string }) => touchpoint)).toEqual(
      expect.arrayContaining(['weekly-sync', 'usage-review', 'insight-monthly', 'first-delivery']),
    );
    expect(new Set(agenda.map(({ state }: { state: string }) => state))).toEqual(new Set(['open', 'planned', 'ahead']));
    const dues = agenda.map(({ due }: { due: string }) => due);
    expect(dues).toEqual([...dues].sort());
  });

  it('tells its reasons in Chinese too', async () => {
    const { dates } = await good(house.get('/why/acme?language=zh'));
    expect(dates[0].because.join('')).toMatch(/签约/);
  });

  it('has tasks that are done, with what came of it on record and no text in any history', async () => {
    const { tasks } = await good(house.get('/tasks?owner=li.wei&account=acme'));
    const { id } = tasks[0];
    const done = await good(house.post(`/tasks/${id}/done`, { by: 'li.wei', outcome: 'Frau Schmidt is happy', note: 'called twice' }));
    expect(done).toMatchObject({ id, state: 'done', closedAt: expect.any(String) });
    const { history } = await good(house.get('/accounts/acme/history'));
    expect(history.find(({ type }: { type: string }) => type === 'taskDone')).toMatchObject({
      by: 'li.wei',
      note: 'Frau Schmidt is happy\ncalled twice',
    });
    const events = await house.client.journal.verify({ live: true });
    expect(events.differences).toEqual([]);
  });

  it('is with who stands in while its owner is away, and comes back', async () => {
    const mine = async (owner: string) => (await good(house.get(`/tasks?account=acme&owner=${owner}`))).tasks;
    const before = await mine('li.wei');
    expect(before[0]).toMatchObject({ owner: 'li.wei', standIn: null });
    const absence = { person: 'li.wei', from: after(-25 * HOUR), until: after(119 * HOUR), substitute: 'wang.fang' };
    await good(house.post('/absences', absence));
    expect((await mine('wang.fang')).map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(before.map(({ id }: { id: string }) => id)),
    );
    expect((await mine('li.wei'))[0]).toMatchObject({ owner: 'li.wei', standIn: 'wang.fang' });
    await good(house.post('/absences/li.wei/end'));
    expect(await mine('li.wei')).toEqual(before);
  });

  it('refuses what cannot be, in one clear problem', async () => {
    const { tasks } = await good(house.get('/tasks?account=acme&state=done'));
    const { id } = tasks[0];
    expect(await house.post(`/tasks/${id}/done`, {})).toMatchObject({ status: 409, body: { code: 'task-closed' } });
    const { tasks: open } = await good(house.get('/tasks?account=acme'));
    expect(await house.post(`/tasks/${open[0].id}/done`, { at: after(137 * DAY) })).toMatchObject({
      status: 422,
      body: { code: 'in-the-future' },
    });
    expect(await house.post('/accounts/acme/resume', {})).toMatchObject({ status: 409, body: { code: 'not-paused' } });
    expect(await house.post('/accounts/acme/promote', { to: 'stable' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'reason' }] },
    });
    expect(await house.post('/accounts/acme/promote', { to: 'stabel', reason: 'why not' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-stage' },
    });
  });

  it('carries a command out once, however often it is sent under one key', async () => {
    const { tasks } = await good(house.get('/tasks?account=acme'));
    const { id } = tasks[0];
    const skip = () => house.post(`/tasks/${id}/skip`, { reason: 'customer on holiday' }, { 'idempotency-key': 'skip-1' });
    expect((await good(skip())).state).toBe('skipped');
    expect((await good(skip())).state).toBe('skipped');
  });

  it('pauses and resumes, and says what was missed', async () => {
    expect((await good(house.post('/accounts/acme/pause', { reason: 'office moves' }))).status).toBe('paused');
    expect(await good(house.post('/accounts/acme/resume', {}))).toMatchObject({ status: 'active', missed: [] });
  });

  it('snoozes, reassigns and reopens', async () => {
    const { tasks } = await good(house.get('/tasks?account=acme'));
    const { id } = tasks[0];
    const until = after(5 * DAY);
    expect((await good(house.post(`/tasks/${id}/snooze`, { until }))).snoozedUntil).toBe(until);
    expect((await good(house.post(`/tasks/${id}/reassign`, { to: 'wang.fang' }))).owner).toBe('wang.fang');
    expect(await house.post(`/tasks/${id}/reassign`, { to: 'wang.fnag' })).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('wang.fang') },
    });
    await good(house.post(`/tasks/${id}/done`, {}));
    expect((await good(house.post(`/tasks/${id}/reopen`, {}))).state).toBe('open');
  });

  it('adopts the playbook that it lives by anew without harm', async () => {
    expect((await good(house.post('/accounts/acme/adopt', {}))).playbook).toEqual(expect.any(String));
    expect(await house.post('/accounts/acme/adopt', { playbook: 'none' })).toMatchObject({
      status: 404,
      body: { code: 'unknown-playbook' },
    });
  });

  it('is a prospect without a signing date, signs, and ends for ever', async () => {
    const { signedOn: _, ...prospect } = ACME;
    expect((await good(house.post('/accounts', { ...prospect, account: 'later' }))).status).toBe('prospect');
    expect(await good(house.post('/accounts/later/sign', { signedOn: day(-1) }))).toMatchObject({
      status: 'active',
      signedOn: day(-1),
    });
    expect((await good(house.post('/accounts/later/close', { reason: 'merged' }))).status).toBe('closed');
    expect(await house.post('/accounts/later/pause', {})).toMatchObject({
      status: 409,
      body: { code: expect.stringMatching(/account-(ended|closed)/) },
    });
    expect(await house.post('/accounts', { ...ACME, account: 'later' })).toMatchObject({ status: 409, body: { code: 'identity-used' } });
  });
});

describe('a file of accounts', () => {
  const row = (account: string, more: Record<string, string> = {}): Record<string, string> => ({
    account,
    name: `Name of ${account}`,
    signed_on: day(-685),
    zone: 'Asia/Shanghai',
    level: 'silver',
    account_manager: 'li.wei',
    ...more,
  });
  const importing = async (values: Record<string, string>[], options = {}) => {
    const rows: ImportRow[] = values.map((cells, index) => ({ line: index + 2, values: cells }));
    return (await good(house.post('/import/accounts', { rows, ...options }))) as { results: { outcome: string; errors: unknown[] }[] };
  };
  const outcomes = async (...values: Record<string, string>[]) => (await importing(values)).results.map(({ outcome }) => outcome);

  it('starts all of them, in the stage that they are in today and without a flood', async () => {
    expect(await outcomes(row('one'), row('two'))).toEqual(['started', 'started']);
    const account = await good(house.get('/accounts/one'));
    expect(account).toMatchObject({ stage: 'deep-binding', openTasks: 0 });
    const { tasks } = await good(house.get('/tasks?account=one&state=all'));
    expect(tasks.every(({ due }: { due: string }) => due > after(0))).toBe(true);
  });

  it('starts nothing twice and changes what changed', async () => {
    expect(await outcomes(row('one'), row('two'))).toEqual(['unchanged', 'unchanged']);
    expect(await outcomes(row('one', { level: 'gold', backup: 'wang.fang' }), row('two', { name: 'Second' }))).toEqual([
      'updated',
      'updated',
    ]);
    expect(await good(house.get('/accounts/one'))).toMatchObject({ level: 'gold', team: { backup: 'wang.fang' } });
    expect((await good(house.get('/accounts/two'))).name).toBe('Second');
    expect(await outcomes(row('one', { level: 'gold', backup: 'wang.fang' }), row('two', { name: 'Second' }))).toEqual([
      'unchanged',
      'unchanged',
    ]);
  });

  it('moves no anchor: another signing date of a running account is a bad line', async () => {
    const { results } = await importing([row('one', { signed_on: day(-654) })]);
    expect(results).toEqual([
      expect.objectContaining({
        outcome: 'bad',
        errors: [expect.objectContaining({ column: 'signed_on', value: day(-654), reason: expect.stringContaining(day(-685)) })],
      }),
    ]);
  });

  it('takes their contacts', async () => {
    const rows = [{ line: 2, values: { account: 'one', name: '周敏', level: 'executive', email: 'zhou.min@example.com', primary: 'yes' } }];
    expect((await good(house.post('/import/contacts', { rows }))).results[0].outcome).toBe('added');
    expect((await good(house.post('/import/contacts', { rows }))).results[0].outcome).toBe('unchanged');
    expect((await good(house.get('/contacts?account=one'))).contacts).toEqual([expect.objectContaining({ name: '周敏', primary: true })]);
  });
});

describe('those who keep it running', () => {
  it('find everything well', async () => {
    const { checks } = await good(house.get('/doctor'));
    expect(checks.filter(({ ok, name }: { ok: boolean; name: string }) => !ok && !isExpected(name))).toEqual([]);
  });

  it('fold the read models anew and get the same', async () => {
    const before = await good(house.get('/accounts'));
    expect((await good(house.post('/journal/rebuild'))).events).toBeGreaterThan(0);
    expect(await good(house.get('/accounts'))).toEqual(before);
    expect(await good(house.get('/journal/verify?live=true'))).toMatchObject({ differences: [] });
  });

  it('hear nothing of an account that is closed while they look', async () => {
    const { workflow } = house.temporal;
    const getHandle = (id: string): WorkflowHandle => {
      const handle = workflow.getHandle(id);
      const describe = async () => {
        if (id === 'account/early') await good(house.post('/accounts/early/close', { reason: 'merged' }));
        return handle.describe();
      };
      return Object.create(handle, { describe: { value: describe } }) as WorkflowHandle;
    };
    const temporal = Object.create(house.temporal, { workflow: { value: Object.create(workflow, { getHandle: { value: getHandle } }) } });
    const client = connectPerennial({ temporal, store: house.store, clock: clockFromStart(), taskQueue: 'test-api' });
    expect(await client.journal.verify({ live: true })).toMatchObject({ differences: [] });
    expect(await good(house.get('/accounts/early'))).toMatchObject({ status: 'closed' });
  });

  it('are told of an account whose workflow somebody ended from outside', async () => {
    await house.temporal.workflow.getHandle('account/two').terminate();
    const { differences } = await good(house.get('/journal/verify?live=true'));
    expect(differences).toEqual([{ entity: 'account/two', what: expect.stringContaining('does not run') }]);
    expect(await house.post('/accounts/two/pause', {})).toMatchObject({ status: 409, body: { code: 'entity-terminated' } });
  });

  it('see no name, address or text in any history', async () => {
    const { temporal } = house;
    const histories: string[] = [];
    for await (const { workflowId } of temporal.workflow.list())
      histories.push(JSON.stringify(await temporal.workflow.getHandle(workflowId).fetchHistory()));
    const content = decoded(histories.join(''));
    expect(SECRETS.filter((secret) => content.includes(secret))).toEqual([]);
    expect(content).toContain('accountStarted');
  });
});

/** Texts of these tests that no history may contain. */
const SECRETS = ['Acme', 'Name of', 'li.wei', '周敏', 'Schmidt', 'example.com', 'customer on holiday', 'office moves'];

/** The decoded payloads of a history. */
const decoded = (json: string): string =>
  Array.from(json.matchAll(/"data":"([A-Za-z0-9+/=]+)"/g), ([, data = '']) => Buffer.from(data, 'base64').toString()).join('\n');

describe('without a worker', () => {
  beforeAll(() => house.stopWorker());

  it('a new account is handed to Temporal, and the answer says that nobody carries it out', async () => {
    const { status, body } = await house.post('/accounts', { ...ACME, account: 'waiting' });
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'no-worker' });
  });

  it('a command is not waited for for ever', async () => {
    const { status, body } = await house.post('/accounts/acme/pause', {});
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'no-worker' });
    expect(body.detail).toMatch(/may still be carried out/);
  });

  it('the doctor names the start that nobody has heard of', async () => {
    const { checks } = await good(house.get('/doctor'));
    expect(checks.find(({ name }: { name: string }) => name === 'identities')).toMatchObject({
      ok: false,
      detail: expect.stringContaining('account/waiting'),
    });
  });
});
