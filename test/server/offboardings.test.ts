// A person leaves and everything they have goes to others, on a real Temporal server with a real mail server.

import { DomainError } from '../../domain/decider/decider';
import { accountEntity } from '../../domain/ids';
import { campaigns, people } from '../../store';
import { good, refused } from '../support/answers';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';
import { day } from '../support/start';

/** Entities that take no command for now. */
const held = new Set<string>();

const house = ofFile(() =>
  withEverything('test-offboardings', {
    linkBase: 'http://127.0.0.1:1',
    between: (send) => ({
      ...send,
      command: (entity, ...rest) =>
        held.has(entity) ? Promise.reject(new DomainError('no-worker', { waits: 'states' })) : send.command(entity, ...rest),
    }),
  }),
);

const start = (account: string, more: object = {}) =>
  house.startAccount(account, { backup: 'wang.fang', salesManager: 'liu.qiang', ...more });
const shown = (id: string) => good(house.get(`/offboardings/${id}`));
const ended = (id: string) => eventually(`the end of ${id}`, async () => ((await shown(id)).state === 'done' ? shown(id) : undefined));
const account = (id: string) => good(house.get(`/accounts/${id}`));

beforeAll(async () => {
  await house.addPerson('zhao.lei', { language: 'zh-CN' });
  await house.addPerson('sun.li', { manager: 'li.wei' });
});

describe('an account manager leaves', () => {
  let offboarding: { id: string };
  let awaited: { id: string; due: string };

  beforeAll(async () => {
    await start('acme', { segment: 'core-value' });
    await start('birch');
    // They are also the backup of an account with another manager.
    await start('cedar', { accountManager: 'sun.li', backup: 'li.wei' });
    // Not their account, but one of its tasks is assigned to them.
    await start('dune', { accountManager: 'sun.li', backup: 'wang.fang' });
    // They are its successor and have not accepted yet.
    await start('ebony', { accountManager: 'sun.li' });
    awaited = await good(
      house.post('/accounts/ebony/handovers', { kind: 'ours', roles: 'account-manager', to: 'li.wei', reason: 'transferred' }),
    );
    const { tasks } = await good(house.get('/tasks?account=dune'));
    await good(house.post(`/tasks/${tasks[0].id}/reassign`, { to: 'li.wei' }));
    await good(house.post('/cases', { account: 'acme', severity: 'high', text: 'It is slow.' }));
    await good(house.post('/absences', { person: 'wang.fang', from: day(45), until: day(49), substitute: 'li.wei' }));
  });

  it('what goes to whom is seen before, and nothing is done', async () => {
    const plan = await good(house.post('/offboardings/plan', { person: 'li.wei', to: 'wang.fang:segment=core-value,zhao.lei' }));
    expect(plan.accounts.map((one: { account: string; to: string; roles: string[] }) => [one.account, one.to, one.roles])).toEqual([
      ['acme', 'wang.fang', ['account-manager']],
      ['birch', 'zhao.lei', ['account-manager']],
      ['cedar', 'zhao.lei', ['backup']],
      ['dune', 'zhao.lei', []],
      ['ebony', 'zhao.lei', ['account-manager']],
    ]);
    expect(plan.accounts[4].handovers).toEqual([awaited.id]);
    expect(plan.accounts[3].tasks).toHaveLength(1);
    expect(plan.reports).toEqual([{ person: 'sun.li', to: 'liu.qiang' }]);
    expect(plan.substitutes).toMatchObject([{ person: 'wang.fang', to: null }]);
    expect((await account('acme')).team['account-manager']).toBe('li.wei');
    expect((await good(house.get('/offboardings'))).offboardings).toEqual([]);
  });

  it.each([
    [{ person: 'nobody', to: 'wang.fang' }, 'invalid-input', 'person'],
    [{ person: 'li.wei' }, 'invalid-input', 'to'],
    [{ person: 'li.wei', to: 'li.wei' }, 'invalid-input', 'Nobody succeeds themselves'],
    [{ person: 'li.wei', to: 'wang.fang:colour=red' }, 'invalid-input', 'is no condition'],
    [{ person: 'li.wei', to: 'wang.fang:segment=core-value' }, 'no-successor', 'birch, cedar, dune, ebony'],
  ])('%j is refused', async (fields, code, detail) => {
    const answer = await refused(house.post('/offboardings', fields));
    expect(answer.code).toBe(code);
    expect(JSON.stringify(await house.post('/offboardings', fields))).toContain(detail);
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  it('everything moves, and nobody’s task is left with them', async () => {
    offboarding = await good(
      house.post('/offboardings', { person: 'li.wei', to: 'wang.fang:segment=core-value,zhao.lei', by: 'liu.qiang' }),
    );
    const after = await ended(offboarding.id);
    expect(after).toMatchObject({ person: 'li.wei', state: 'done', total: 5, done: 5, failed: 0, reason: 'left', by: 'liu.qiang' });
    expect((await account('acme')).team).toMatchObject({ 'account-manager': 'wang.fang' });
    expect(after.ownBackups).toMatchObject([{ account: 'acme', person: 'wang.fang' }]);
    expect((await account('birch')).team).toMatchObject({ 'account-manager': 'zhao.lei', backup: 'wang.fang' });
    expect((await account('cedar')).team).toMatchObject({ 'account-manager': 'sun.li', backup: 'zhao.lei' });
    const { tasks } = await good(house.get('/tasks?state=planned,open&limit=1000'));
    expect(
      tasks.filter(({ owner, standIn }: { owner: string; standIn: string | null }) => owner === 'li.wei' || standIn === 'li.wei'),
    ).toEqual([]);
    expect((await good(house.get('/people/sun.li'))).manager).toBe('liu.qiang');
  });

  it('what awaited them awaits their successor, by the clock that it had', async () => {
    expect(await good(house.get(`/handovers/${awaited.id}`))).toMatchObject({
      status: 'running',
      from: 'sun.li',
      to: 'zhao.lei',
      due: awaited.due,
    });
    expect((await account('ebony')).team['account-manager']).toBe('zhao.lei');
  });

  it('each account has a clock of its own, and is accepted by itself or all at once', async () => {
    const { handovers } = await good(house.get('/handovers?to=zhao.lei'));
    expect(handovers.map((one: { account: string }) => one.account).sort()).toEqual(['birch', 'cedar', 'ebony']);
    await good(house.post(`/offboardings/${offboarding.id}/accept`, { by: 'zhao.lei' }));
    expect((await shown(offboarding.id)).accepted).toBe(2);
    expect(await refused(house.post(`/offboardings/${offboarding.id}/accept`, { by: 'sun.li' }))).toMatchObject({
      status: 409,
      code: 'no-successor-of-it',
    });
  });

  it('a successor gets one mail about all of it, in their language, and accepts with one click', async () => {
    const mail = await eventually('the mail', () =>
      Promise.resolve(house.mails.find(({ subject }) => subject?.includes('Name of li.wei'))),
    );
    const theirs = house.mails.filter(({ to, subject }) => JSON.stringify(to).includes('zhao.lei@') && subject?.includes('接手'));
    expect(theirs).toHaveLength(1);
    expect(theirs[0]?.text).toContain('Name of birch');
    expect(mail.html).toContain('/do/');
    const link = /http:\/\/127\.0\.0\.1:1(\/do\/[\w.-]+)/.exec(mail.text ?? '')?.[1] ?? '';
    const looked = await house.app.inject({ method: 'GET', url: link });
    expect(looked.body).toContain('From Name of li.wei: one account');
    expect((await shown(offboarding.id)).accepted).toBe(2);
    const pressed = await house.app.inject({ method: 'POST', url: link });
    expect(pressed.body).toContain('It is yours from now on');
    expect((await shown(offboarding.id)).accepted).toBe(3);
    expect((await house.app.inject({ method: 'POST', url: link })).body).toContain('has been used');
  });

  it('who has left gets no new work, and no digest', async () => {
    expect(await good(house.get('/people/li.wei'))).toMatchObject({ state: 'left' });
    expect((await refused(house.post('/accounts', { account: 'elm', name: 'Elm', accountManager: 'li.wei' }))).code).toBe('invalid-input');
    expect((await refused(house.post('/offboardings', { person: 'wang.fang', to: 'li.wei' }))).code).toBe('invalid-input');
    const id = (await people.byHandle(house.store, 'li.wei'))?.id ?? '';
    expect((await house.temporal.workflow.getHandle(`person/${id}`).describe()).status.name).toBe('COMPLETED');
  });
});

describe('a successor leaves before all is handed over', () => {
  const people = async () => (await good(house.get('/doctor'))).checks.find((one: { name: string }) => one.name === 'people');
  let id: string;

  it('what is not handed over yet is refused, and the doctor names it', async () => {
    for (const handle of ['mo.yan', 'lu.xun', 'ba.jin']) await house.addPerson(handle);
    for (const name of ['late-1', 'late-2']) await start(name, { accountManager: 'mo.yan' });
    held.add(accountEntity('late-2'));
    ({ id } = await good(house.post('/offboardings', { person: 'mo.yan', to: 'lu.xun' })));
    await eventually('the first account', async () => ((await shown(id)).done === 1 ? true : undefined));
    const second = await good(house.post('/offboardings', { person: 'lu.xun', to: 'ba.jin' }));
    await ended(second.id);
    held.delete(accountEntity('late-2'));
    const after = await eventually('the refusal', async () => ((await shown(id)).state === 'failed' ? shown(id) : undefined));
    expect(after.accounts).toMatchObject([
      { account: 'late-1', state: 'done' },
      { account: 'late-2', state: 'failed', code: 'successor-left' },
    ]);
    expect((await account('late-1')).team['account-manager']).toBe('ba.jin');
    expect((await account('late-2')).team['account-manager']).toBe('mo.yan');
    expect(await people()).toMatchObject({
      ok: false,
      detail: expect.stringContaining('account late-2 (mo.yan)'),
      remedy: expect.stringContaining(`perennial offboarding resume ${id} --to`),
    });
  });

  it('it goes on once somebody else is named', async () => {
    const { body } = await house.post(`/offboardings/${id}/resume`, {});
    expect(body).toMatchObject({
      status: 409,
      code: 'successor-left',
      detail: expect.stringMatching(/late-2 has left meanwhile \(lu\.xun\)/),
    });
    expect((await refused(house.post(`/offboardings/${id}/resume`, { to: 'lu.xun' }))).code).toBe('invalid-input');
    await good(house.post(`/offboardings/${id}/resume`, { to: 'ba.jin' }));
    expect(await ended(id)).toMatchObject({ total: 2, done: 2, failed: 0 });
    expect((await account('late-2')).team['account-manager']).toBe('ba.jin');
    expect(await people()).toMatchObject({ ok: true });
  });
});

describe('work of somebody who has left', () => {
  const task = async (touchpoint: string) => {
    const { tasks } = await good(house.get('/tasks?account=fjord&state=all&limit=100'));
    const found = tasks.find((one: { touchpoint: string }) => one.touchpoint === touchpoint);
    if (!found) throw new Error(`no ${touchpoint}`);
    return found as { id: string; owner: string; state: string };
  };
  let reopened: { id: string; touchpoint: string };
  let restored: { id: string; touchpoint: string };
  let open: string;

  beforeAll(async () => {
    await house.addPerson('shen.fu');
    await start('fjord', { accountManager: 'wang.fang', backup: 'zhao.lei' });
    open = (await good(house.post('/cases', { account: 'fjord', severity: 'high', text: 'It is slow.' }))).id;
    const { tasks } = await good(house.get('/tasks?account=fjord'));
    [reopened] = tasks;
    await good(house.post(`/tasks/${reopened.id}/reassign`, { to: 'shen.fu' }));
    await good(house.post(`/tasks/${reopened.id}/done`, {}));
    const { cancelled } = await good(house.post('/accounts/fjord/promote', { to: 'value-symbiosis', dryRun: true }));
    [restored] = cancelled.filter(({ id }: { id: string }) => id !== reopened.id);
    await good(house.post(`/tasks/${restored.id}/reassign`, { to: 'shen.fu' }));
    await good(house.post('/accounts/fjord/promote', { to: 'value-symbiosis', reason: 'It grows.' }));
    await ended((await good(house.post('/offboardings', { person: 'shen.fu', to: 'zhao.lei' }))).id);
  });

  it('comes back to whoever has the role when it is reopened', async () => {
    expect(await good(house.post(`/tasks/${reopened.id}/reopen`, {}))).toMatchObject({ state: 'open', owner: 'wang.fang' });
  });

  it('comes back to whoever has the role when a promotion is taken back', async () => {
    await good(house.post('/accounts/fjord/promote', { undo: true, reason: 'Too early.' }));
    const { owner, state } = await task(restored.touchpoint);
    expect(state).toMatch(/planned|open/);
    expect(owner).toBe('wang.fang');
  });

  it('is not taken by them', async () => {
    expect(await house.post(`/cases/${open}/take`, { by: 'shen.fu' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'by', reason: expect.stringContaining('has left') }] },
    });
    const ticket = await eventually('the ticket', async () =>
      (await good(house.get('/tickets?account=fjord'))).tickets.find((one: { case: string | null }) => one.case === open),
    );
    expect(await house.post(`/tickets/${ticket.id}/take`, { by: 'shen.fu' })).toMatchObject({ status: 422 });
    expect(await good(house.post(`/cases/${open}/take`, { by: 'shen.fu', to: 'wang.fang' }))).toMatchObject({ owner: 'wang.fang' });
  });
});

describe('ten begin it at once', () => {
  it('one begins; the others are told which one, and under its key it is the same', async () => {
    await house.addPerson('tang.yu');
    await house.addPerson('bai.lu');
    await house.addPerson('song.jia');
    const names = ['once-1', 'once-2', 'once-3', 'once-4'];
    for (const name of names) await start(name, { accountManager: 'tang.yu' });
    const key = (index: number) => ({ 'idempotency-key': `tang-${index}` });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        house.post('/offboardings', { person: 'tang.yu', to: index % 2 ? 'bai.lu' : 'song.jia' }, key(index)),
      ),
    );
    const [won, ...more] = answers.filter(({ status }) => status === 200);
    expect(more).toEqual([]);
    const { id } = won?.body as { id: string };
    for (const { status, body } of answers)
      if (status !== 200)
        expect(body).toMatchObject({ code: 'offboarding-under-way', detail: expect.stringContaining(`leaving already: ${id}.`) });
    const winner = answers.findIndex(({ status }) => status === 200);
    const after = await ended(id);
    expect(after).toMatchObject({ total: 4, done: 4, failed: 0 });
    const to = winner % 2 ? 'bai.lu' : 'song.jia';
    for (const name of names) expect((await account(name)).team['account-manager']).toBe(to);
    expect((await good(house.post('/offboardings', { person: 'tang.yu', to }, key(winner)))).id).toBe(id);
    expect(
      (await good(house.get('/offboardings'))).offboardings.filter((one: { person: string }) => one.person === 'tang.yu'),
    ).toHaveLength(1);
  });
});

describe('many accounts', () => {
  const MANY = 30;

  it('are stopped half-way, gone on with, and nothing is done twice', async () => {
    await house.addPerson('he.ping');
    await house.addPerson('gu.yan');
    const names = Array.from({ length: MANY }, (_, index) => `many-${String(index).padStart(2, '0')}`);
    for (const name of names) await start(name, { accountManager: 'he.ping' });
    const { id } = await good(house.post('/offboardings', { person: 'he.ping', to: 'gu.yan' }, { 'idempotency-key': 'once' }));
    const stopped = await good(house.post(`/offboardings/${id}/stop`, {}));
    expect(stopped.state).toBe('stopped');
    const still = await eventually('a stand-still', async () => {
      const { state } = (await campaigns.get(house.store, id)) ?? {};
      return state && !state.isPaging && state.status === 'stopped' ? { done: state.done } : undefined;
    });
    expect(still.done).toBeLessThan(MANY);
    expect((await shown(id)).done).toBe(still.done);
    expect(await refused(house.post('/offboardings', { person: 'he.ping', to: 'wang.fang' }))).toMatchObject({
      code: 'offboarding-under-way',
    });
    expect((await good(house.post('/offboardings', { person: 'he.ping', to: 'gu.yan' }, { 'idempotency-key': 'once' }))).id).toBe(id);
    await good(house.post(`/offboardings/${id}/resume`, {}));
    const after = await ended(id);
    expect(after).toMatchObject({ total: MANY, done: MANY, failed: 0 });
    const { handovers } = await good(house.get('/handovers?to=gu.yan&all=true'));
    expect(handovers).toHaveLength(MANY);
    for (const name of names) {
      const { history } = await good(house.get(`/accounts/${name}/history`));
      expect(history.filter(({ type }: { type: string }) => type === 'handoverOpened')).toHaveLength(1);
    }
    expect(await refused(house.post(`/offboardings/${id}/stop`, {}))).toMatchObject({ code: 'offboarding-ended' });
    for (const action of ['stop', 'resume', 'accept'])
      expect(await refused(house.post(`/offboardings/OB-999/${action}`, {}))).toMatchObject({ status: 404, code: 'unknown-offboarding' });
    expect((await house.get('/offboardings/OB-999')).status).toBe(404);
  });

  it('the read models equal the live states', async () => {
    expect((await house.client.journal.verify({ live: true })).differences).toEqual([]);
  });
});
