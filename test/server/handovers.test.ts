// A handover from the change of contact to its completion, through the API, on a real Temporal server.

import { dateOf, formatInstant, parseInstant, toInstant } from '../../domain/time/time';
import type { linkTokens } from '../../store';
import { people, linkTokens as tokens } from '../../store';
import { good, refused } from '../support/answers';
import { CHINA } from '../support/business-days';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';
import { ZONE } from '../support/start';

const house = ofFile(() => withEverything('test-handovers'));

/** The visit of a handover that began at `instant`: three business days later, at ten. */
const visitAfter = (instant: string) => {
  const on = CHINA.addBusinessDays(dateOf(parseInstant(instant), ZONE), 3);
  return { task: `acme:progress-visit:${on}`, due: formatInstant(toInstant(on, '10:00', ZONE)), who: 'zhao.lei' };
};
const now = () => house.now();

const start = async (account: string) => {
  await house.startAccount(account, { backup: 'wang.fang', technical: 'chen.jie', salesManager: 'liu.qiang' });
  const contact = (name: string, more: object = {}) =>
    good(house.post('/contacts', { account, name, level: 'manager', email: `${name}@${account}.example.com`, ...more }));
  return { he: await contact('he.jing', { role: 'Purchasing', primary: true }), zhou: await contact('zhou.min') };
};
const change = (account: string, fields: object, headers: Record<string, string> = {}) =>
  house.post(`/accounts/${account}/handovers`, { reason: 'left', ...fields }, headers);
const ours = (account: string, to: string, more: object = {}) =>
  good(change(account, { kind: 'ours', roles: 'account-manager', to, ...more }));
const act = (id: string, action: string, body: object = {}) => good(house.post(`/handovers/${id}/${action}`, body));
const shown = (id: string) => good(house.get(`/handovers/${id}`));
const account = (id: string) => good(house.get(`/accounts/${id}`));
/** The state of each step; those of mails may still be open. */
const steps = (body: { steps: { name: string; state: string }[] }) =>
  Object.fromEntries(body.steps.map(({ name, state }) => [name, state]));
const managersTasks = async (id: string) =>
  (await good(house.get(`/tasks?account=${id}`))).tasks.filter(
    ({ role, touchpoint }: { role: string; touchpoint: string }) => role === 'account-manager' && touchpoint !== 'progress-visit',
  ) as {
    id: string;
    owner: string;
    standIn: string | null;
  }[];

const idsOf = (all: readonly { id: string }[]) => all.map(({ id }) => id).sort();

/** Completes the steps of mails by hand, since no mail is sent. */
async function completeMails(id: string): Promise<void> {
  for (const { name, state } of (await shown(id)).steps)
    if (state !== 'done' && name !== 'accepted') await house.post(`/handovers/${id}/complete`, { step: name, note: 'by telephone' });
}

beforeAll(async () => {
  for (const handle of ['chen.jie', 'zhao.lei', 'sun.li']) await house.addPerson(handle);
});

describe('one of ours changes', () => {
  let id: string;

  it('what would move is shown before, and nothing is changed', async () => {
    await start('acme');
    await good(house.post('/cases', { account: 'acme', severity: 'high', text: 'Press 3 stands still' }));
    await good(house.post('/cases/C-1/take', { by: 'li.wei' }));
    const before = await account('acme');
    const asked = await now();
    const foreseen = await ours('acme', 'zhao.lei', { dryRun: true });
    expect(foreseen).toMatchObject({
      dryRun: true,
      becomes: 'opened',
      handover: null,
      roles: ['account-manager'],
      from: 'li.wei',
      to: 'zhao.lei',
      toName: 'Name of zhao.lei',
      standIn: 'wang.fang',
      cases: [{ id: 'C-1', title: 'Press 3 stands still' }],
      ownBackup: null,
      notified: [{ name: 'he.jing' }],
    });
    // A day may have ended meanwhile.
    expect([visitAfter(asked), visitAfter(await now())]).toContainEqual(foreseen.visit);
    const theirs = (await good(house.get('/tasks?account=acme&owner=li.wei'))).tasks;
    expect(idsOf(foreseen.tasks)).toEqual(idsOf(theirs));
    expect(await account('acme')).toEqual(before);
    expect(await ours('acme', 'zhao.lei', { dryRun: 'true' })).toEqual(foreseen);
  });

  it('tasks and cases move at once, and the backup attends until the successor has accepted', async () => {
    const handover = await ours('acme', 'zhao.lei', { by: 'liu.qiang', note: 'from Monday on' });
    ({ id } = handover);
    expect(handover).toMatchObject({
      id: expect.stringMatching(/^H-\d+$/),
      account: 'acme',
      kind: 'ours',
      status: 'running',
      from: 'li.wei',
      fromName: 'Name of li.wei',
      to: 'zhao.lei',
      standIn: 'wang.fang',
      reason: { code: 'left', title: { en: 'Has left the company', zh: '离职' } },
      note: 'from Monday on',
      late: false,
      visit: `${visitAfter(handover.openedAt).task}:${id}`,
      warned: [],
      endedAt: null,
      offboarding: null,
    });
    expect(Date.parse(handover.due) - Date.parse(handover.openedAt)).toBe(24 * 3_600_000);
    expect(steps(handover)).toMatchObject({ moved: 'done', accepted: 'open', visit: 'done' });
    expect(await account('acme')).toMatchObject({
      team: { 'account-manager': 'zhao.lei' },
      handovers: [{ id, roles: ['account-manager'], to: 'zhao.lei', late: false }],
    });
    for (const task of await managersTasks('acme')) expect(task).toMatchObject({ owner: 'zhao.lei', standIn: 'wang.fang' });
    // The customer is told who comes, so nobody stands in for the visit.
    expect(await good(house.get(`/tasks/${handover.visit}`))).toMatchObject({ owner: 'zhao.lei', standIn: null });
    await eventually('the case at its new engineer', async () =>
      (await good(house.get('/cases/C-1'))).owner === 'zhao.lei' ? true : undefined,
    );
    const theirs = (await good(house.get('/tasks?account=acme&owner=wang.fang'))).tasks.map((task: { id: string }) => task.id);
    expect(theirs).toEqual(expect.arrayContaining((await managersTasks('acme')).map((task) => task.id)));
  });

  it('is listed while it is under way, and says why it is due then', async () => {
    const ids = async (query = '') => (await good(house.get(`/handovers${query}`))).handovers.map((one: { id: string }) => one.id);
    expect(await ids()).toEqual([id]);
    expect(await ids('?to=zhao.lei&account=acme')).toEqual([id]);
    expect(await ids('?to=sun.li')).toEqual([]);
    expect(await ids('?late=true')).toEqual([]);
    const { dates } = await good(house.get(`/why/${id}?language=zh`));
    expect(dates[0]).toMatchObject({ task: id, state: 'running' });
    expect(dates[0].because.at(-1)).toBe('时限：24 小时（按自然时间计）');
  });

  it('is complete when all is done and the successor has accepted', async () => {
    const accepted = await act(id, 'accept', { by: 'zhao.lei' });
    expect(steps(accepted)).toMatchObject({ accepted: 'done' });
    await completeMails(id);
    expect(await eventually('the end', async () => ((await shown(id)).status === 'done' ? shown(id) : undefined))).toMatchObject({
      endedAt: expect.any(String),
      late: false,
    });
    await eventually('the tasks with their owner', async () =>
      (await managersTasks('acme')).every(({ standIn }) => standIn === null) ? true : undefined,
    );
    expect((await account('acme')).handovers).toEqual([]);
    expect(await refused(house.post(`/handovers/${id}/accept`, {}))).toEqual({ status: 409, code: 'handover-done' });
    expect((await good(house.get('/handovers?all=true'))).handovers).toMatchObject([{ id, status: 'done' }]);
  });

  it('has a history in words, as the account has', async () => {
    const { history } = await good(house.get(`/handovers/${id}/history`));
    expect(history[0]).toMatchObject({
      type: 'handoverStarted',
      by: 'liu.qiang',
      note: 'from Monday on',
      data: { succession: { to: 'zhao.lei' } },
    });
    const story = (await good(house.get('/accounts/acme/history'))).history;
    expect(story.map(({ type }: { type: string }) => type)).toEqual(expect.arrayContaining(['handoverOpened', 'handoverEnded']));
    expect(story.find(({ type }: { type: string }) => type === 'handoverOpened').data.succession).toMatchObject({
      from: 'li.wei',
      to: 'zhao.lei',
    });
  });
});

describe('the successor', () => {
  it('refuses with a reason, and somebody else is found', async () => {
    await start('bluewave');
    const { id } = await ours('bluewave', 'zhao.lei');
    expect(await refused(house.post(`/handovers/${id}/refuse`, { by: 'zhao.lei' }))).toEqual({ status: 422, code: 'invalid-input' });
    expect(await act(id, 'refuse', { by: 'zhao.lei', reason: 'too many accounts' })).toMatchObject({ status: 'refused' });
    expect(await refused(house.post(`/handovers/${id}/accept`, {}))).toEqual({ status: 409, code: 'handover-refused' });
    const redirected = await ours('bluewave', 'sun.li', { reason: 'zhao.lei has too many accounts' });
    expect(redirected).toMatchObject({ id, status: 'running', from: 'li.wei', to: 'sun.li', standIn: 'wang.fang' });
    expect(await act(id, 'accept', { by: 'sun.li' })).toMatchObject({ to: 'sun.li' });
    expect((await account('bluewave')).team['account-manager']).toBe('sun.li');
  });

  it('is succeeded during the handover: tasks go on, the clock does not begin anew', async () => {
    await start('cedar');
    const first = await ours('cedar', 'zhao.lei');
    const foreseen = await ours('cedar', 'sun.li', { dryRun: true });
    expect(foreseen).toMatchObject({ becomes: 'reassigned', handover: first.id, from: 'zhao.lei', to: 'sun.li', visit: null });
    const second = await ours('cedar', 'sun.li', { from: 'zhao.lei' });
    expect(second).toMatchObject({ id: first.id, to: 'sun.li', due: first.due, openedAt: first.openedAt });
    for (const task of await managersTasks('cedar')) expect(task).toMatchObject({ owner: 'sun.li', standIn: 'wang.fang' });
  });

  it('is none after all: the change is taken back', async () => {
    await start('dragonfly');
    const { id } = await ours('dragonfly', 'zhao.lei');
    expect(await ours('dragonfly', 'li.wei', { dryRun: true })).toMatchObject({ becomes: 'taken-back', handover: id, standIn: null });
    expect(await ours('dragonfly', 'li.wei', { reason: 'stays after all' })).toMatchObject({ id, status: 'withdrawn', late: false });
    expect(await account('dragonfly')).toMatchObject({ team: { 'account-manager': 'li.wei' }, handovers: [] });
    for (const task of await managersTasks('dragonfly')) expect(task).toMatchObject({ owner: 'li.wei', standIn: null });
  });
});

describe('one of theirs changes', () => {
  const contacts = async (query: string) =>
    (await good(house.get(`/contacts?${query}`))).contacts as { id: string; name: string; left: boolean }[];

  it('to somebody who is there already, who becomes the first to talk to', async () => {
    const { he, zhou } = await start('elm');
    const foreseen = await good(change('elm', { kind: 'theirs', from: he.id, to: zhou.id, dryRun: true }));
    expect(foreseen).toMatchObject({ fromName: 'he.jing', toName: 'zhou.min', roles: [], tasks: [], notified: [{ id: zhou.id }] });
    expect(await contacts('account=elm')).toHaveLength(2);
    const handover = await good(change('elm', { kind: 'theirs', from: he.id, to: zhou.id }));
    expect(handover).toMatchObject({
      kind: 'theirs',
      roles: [],
      from: he.id,
      fromName: 'he.jing',
      to: zhou.id,
      toName: 'zhou.min',
      standIn: null,
    });
    expect(steps(handover)).toMatchObject({ recorded: 'done', visit: 'done' });
    expect(await contacts('account=elm')).toMatchObject([{ name: 'zhou.min', primary: true, role: 'Purchasing', left: false }]);
    expect(await contacts('account=elm&all=true')).toContainEqual(expect.objectContaining({ id: he.id, left: true }));
    const { zipper } = await account('elm');
    expect(zipper.find(({ level }: { level: string }) => level === 'manager').theirs).toEqual(['zhou.min']);
    await completeMails(handover.id);
    await eventually('the end', async () => ((await shown(handover.id)).status === 'done' ? true : undefined));
  });

  it('to somebody new, who is recorded with what is known', async () => {
    const { he } = await start('falcon');
    const handover = await good(change('falcon', { kind: 'theirs', from: he.id, name: 'Qin Hua', email: 'qin@falcon.example.com' }));
    expect(handover).toMatchObject({ fromName: 'he.jing', toName: 'Qin Hua' });
    expect((await contacts('account=falcon'))[0]).toMatchObject({
      id: handover.to,
      name: 'Qin Hua',
      role: 'Purchasing',
      level: 'manager',
      primary: true,
    });
  });

  it('and is reassigned to another one: it completes, and nobody is warned', async () => {
    const { he, zhou } = await start('fennel');
    const before = house.mails.length;
    // Without an address: the introduction waits for a person, and the handover with it.
    const gao = await good(house.post('/contacts', { account: 'fennel', name: 'gao.ming', level: 'manager' }));
    const { id, due } = await good(change('fennel', { kind: 'theirs', from: he.id, to: gao.id }));
    const reassigned = await good(change('fennel', { kind: 'theirs', from: gao.id, to: zhou.id }));
    expect(reassigned).toMatchObject({ id, to: zhou.id, due });
    const done = await eventually('its end', async () => ((await shown(id)).status === 'done' ? shown(id) : undefined));
    expect(steps(done)).toEqual({ recorded: 'done', introduced: 'done', introduction: 'done', visit: 'done' });
    expect((await account('fennel')).handovers).toEqual([]);
    expect(done.warned).toEqual([]);
    const { history } = await good(house.get(`/handovers/${id}/history`));
    expect(history.map(({ type }: { type: string }) => type)).not.toContain('handoverWarned');
    const welcome = house.mails.slice(before).find(({ to }) => JSON.stringify(to).includes('zhou.min@fennel'));
    const visit = await good(house.get(`/tasks/${done.visit}`));
    expect(visit.owner).toBe('li.wei');
    expect(welcome?.text).toContain('Name of li.wei would like to visit you');
  });

  it('and comes back', async () => {
    const { he } = await start('ginkgo');
    // Without an address: the introduction waits for a person, and the handover with it.
    const gao = await good(house.post('/contacts', { account: 'ginkgo', name: 'gao.yu', level: 'manager' }));
    const { id } = await good(change('ginkgo', { kind: 'theirs', from: he.id, to: gao.id }));
    expect(await good(change('ginkgo', { kind: 'theirs', from: gao.id, to: he.id, reason: 'has come back' }))).toMatchObject({
      id,
      status: 'withdrawn',
      reason: { code: 'left' },
    });
    expect(await contacts('account=ginkgo')).toMatchObject([{ id: he.id, primary: true }, { name: 'zhou.min' }]);
  });
});

describe('two changes at once', () => {
  it('of two roles are two handovers', async () => {
    await start('harbor');
    const [manager, technical] = await Promise.all([ours('harbor', 'zhao.lei'), ours('harbor', 'sun.li', { roles: 'technical' })]);
    expect(manager.id).not.toBe(technical.id);
    expect(await account('harbor')).toMatchObject({ team: { 'account-manager': 'zhao.lei', technical: 'sun.li' } });
    expect((await account('harbor')).handovers).toHaveLength(2);
  });

  it('of one role: one wins, the other is told so', async () => {
    await start('indigo');
    const both = await Promise.all(
      ['zhao.lei', 'sun.li'].map((to) => change('indigo', { kind: 'ours', roles: 'account-manager', from: 'li.wei', to })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [won, lost] = both.toSorted((one, other) => one.status - other.status);
    expect(lost?.body).toMatchObject({
      code: 'not-theirs',
      detail: expect.stringContaining('li.wei is not the account-manager (any more)'),
    });
    expect(await account('indigo')).toMatchObject({ team: { 'account-manager': won?.body.to }, handovers: [{ id: won?.body.id }] });
  });

  it('under one key are one', async () => {
    await start('jasmine');
    const key = { 'idempotency-key': 'hr-17' };
    const fields = { kind: 'ours', roles: 'account-manager', to: 'zhao.lei' };
    const [first, second] = [await good(change('jasmine', fields, key)), await good(change('jasmine', fields, key))];
    expect(second.id).toBe(first.id);
    const again = { 'idempotency-key': 'hr-18' };
    const reassigned = [
      await good(change('jasmine', { ...fields, to: 'sun.li' }, again)),
      await good(change('jasmine', { ...fields, to: 'sun.li' }, again)),
    ];
    expect(reassigned.map(({ id, to }) => [id, to])).toEqual([
      [first.id, 'sun.li'],
      [first.id, 'sun.li'],
    ]);
    const types = (await good(house.get('/accounts/jasmine/history'))).history.map(({ type }: { type: string }) => type);
    expect(types.filter((type: string) => type.startsWith('handover'))).toEqual(['handoverOpened', 'handoverReassigned']);
  });

  it('of roles that pass together pass together', async () => {
    await start('kestrel');
    expect(await refused(change('kestrel', { kind: 'ours', roles: 'account-manager,backup', to: 'sun.li' }))).toEqual({
      status: 422,
      code: 'invalid-input',
    });
    await ours('kestrel', 'zhao.lei', { roles: 'technical' });
    const { id } = await ours('kestrel', 'zhao.lei', { roles: 'account-manager' });
    expect(await good(change('kestrel', { kind: 'ours', roles: 'account-manager', to: 'sun.li' }))).toMatchObject({ id, to: 'sun.li' });
  });
});

describe('what is wrong is said', () => {
  it.each([
    ['an unknown account', 'nobody', { kind: 'ours', roles: 'backup', to: 'sun.li' }, 404, undefined],
    ['an unknown person', 'acme', { kind: 'ours', roles: 'backup', to: 'sun.lee' }, 422, 'to'],
    ['an unknown role', 'acme', { kind: 'ours', roles: 'manager', to: 'sun.li' }, 422, 'roles'],
    ['a role that nobody has', 'acme', { kind: 'ours', roles: 'executive-sponsor', to: 'sun.li' }, 422, 'roles'],
    ['an unknown contact', 'acme', { kind: 'theirs', from: 'c-999', to: 'c-1' }, 422, 'from'],
    ['a contact of another account', 'acme', { kind: 'theirs', from: 'c-1', to: 'c-3' }, 422, 'to'],
    ['nobody to succeed', 'acme', { kind: 'theirs', from: 'c-1' }, 422, 'to'],
    ['somebody new and somebody known', 'acme', { kind: 'theirs', from: 'c-1', to: 'c-2', name: 'N' }, 422, 'to'],
    ['no reason', 'acme', { kind: 'ours', roles: 'backup', to: 'sun.li', reason: ' ' }, 422, 'reason'],
    ['no side', 'acme', { roles: 'backup', to: 'sun.li' }, 422, 'kind'],
    ['the same person', 'acme', { kind: 'ours', roles: 'backup', to: 'wang.fang' }, 422, undefined],
  ])('%s', async (_what, of, fields, status, field) => {
    expect(await change(of, fields)).toMatchObject({ status, body: field === undefined ? {} : { errors: [{ field }] } });
  });

  it('of a handover that there is not, and of a step that it has not', async () => {
    expect(await refused(house.get('/handovers/H-999'))).toEqual({ status: 404, code: 'unknown-handover' });
    expect(await refused(house.post('/handovers/H-999/accept', {}))).toEqual({ status: 404, code: 'unknown-handover' });
    await start('lotus');
    const { id } = await ours('lotus', 'sun.li');
    expect(await refused(house.post(`/handovers/${id}/complete`, { step: 'introduced' }))).toEqual({ status: 422, code: 'no-such-step' });
    expect(await refused(house.post(`/handovers/${id}/complete`, { step: 'visit' }))).toEqual({ status: 409, code: 'step-done' });
    await good(house.post('/accounts/lotus/close', { reason: 'merged' }));
    expect(await refused(change('lotus', { kind: 'ours', roles: 'backup', to: 'sun.li' }))).toMatchObject({ status: 409 });
    await eventually('the end of its handover', async () => ((await shown(id)).status === 'withdrawn' ? true : undefined));
  });
});

describe('an answer from the mail', () => {
  const DAY = 86_400_000;
  const now = async (): Promise<number> => Date.parse(await house.now());
  const link = async (action: linkTokens.LinkAction, id: string, handle: string, at?: number) => {
    const person = (await people.byHandle(house.store, handle))?.id ?? '';
    const sign = await tokens.signer(house.store, `test/${Math.random()}`, at ?? (await now()));
    return `/do/${sign({ action, subject: `handover/${id}`, person })}`;
  };
  const page = async (method: 'GET' | 'POST', url: string, fields: Record<string, string> = {}) => {
    const { statusCode, body } = await house.app.inject({
      method,
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      ...(method === 'POST' && { payload: new URLSearchParams(fields).toString() }),
    });
    return { status: statusCode, body };
  };

  let id: string;
  beforeAll(async () => {
    await good(
      house.post('/people', { handle: 'he.min', name: '何敏', email: 'he.min@example.com', language: 'zh-CN', zone: 'Asia/Shanghai' }),
    );
    await start('maple');
    ({ id } = await ours('maple', 'zhao.lei'));
  });

  it('is looked at by a scanner, which changes nothing', async () => {
    const { status, body } = await page('GET', await link('accept', id, 'zhao.lei'));
    expect(status).toBe(200);
    for (const words of ['Take over: Account manager', 'Name of li.wei', 'Name of wang.fang looks after', '<form method="post">'])
      expect(body).toContain(words);
    expect((await shown(id)).steps.find(({ name }: { name: string }) => name === 'accepted').state).toBe('open');
  });

  it('with a wrong key, expired, cut short or of somebody else does nothing', async () => {
    const url = await link('accept', id, 'zhao.lei');
    const [text = '', mac = ''] = url.slice('/do/'.length).split('.');
    const content = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    const forged = `/do/${Buffer.from(JSON.stringify(content.with(3, 'handover/H-1'))).toString('base64url')}.${mac}`;
    for (const wrong of [forged, url.slice(0, -4), await link('accept', 'H-999', 'zhao.lei')])
      expect((await page('POST', wrong)).status).toBe(404);
    expect((await page('POST', await link('accept', id, 'zhao.lei', (await now()) - 22 * DAY))).status).toBe(410);
    expect((await page('POST', await link('accept', id, 'sun.li'))).body).toContain('somebody else is to take over now');
    expect((await shown(id)).steps.find(({ name }: { name: string }) => name === 'accepted').state).toBe('open');
  });

  it('declines with a reason, once, after which another successor accepts in their own language', async () => {
    const decline = await link('refuse', id, 'zhao.lei');
    expect((await page('GET', decline)).body).toContain('<textarea id="reason" name="reason" rows="3" maxlength="4000" required>');
    expect((await page('POST', decline, { reason: '  ' })).body).toContain('<form method="post">');
    expect(await shown(id)).toMatchObject({ status: 'running' });
    expect((await page('POST', decline, { reason: 'too many accounts' })).body).toContain('Your answer is on record');
    expect(await shown(id)).toMatchObject({ status: 'refused' });
    expect((await page('POST', decline, { reason: 'again' })).body).toContain('This link has been used');
    expect((await page('GET', await link('accept', id, 'zhao.lei'))).body).toContain('There is nothing left to answer');
    const { history } = await good(house.get(`/handovers/${id}/history`));
    expect(history.find(({ type }: { type: string }) => type === 'handoverRefused')).toMatchObject({
      by: 'zhao.lei',
      note: 'too many accounts',
    });

    await ours('maple', 'he.min');
    expect((await page('POST', await link('accept', id, 'zhao.lei'))).body).toContain('somebody else is to take over now');
    const accept = await link('accept', id, 'he.min');
    expect((await page('GET', accept)).body).toContain('确认接手');
    expect((await page('POST', accept)).body).toContain('已确认接手，谢谢。');
    expect(steps(await shown(id))).toMatchObject({ accepted: 'done' });
    expect((await page('POST', accept)).body).toContain('此链接已使用过');
  });
});

describe('when all is said', () => {
  it('the read models equal the live states', async () => {
    expect(await good(house.get('/journal/verify?live=true'))).toMatchObject({ differences: [] });
  });
});
