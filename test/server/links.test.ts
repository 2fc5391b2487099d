// Links in mails: opening one shows it, its button acts once, and only for its reader.

import { addDays } from '../../domain/time/time';
import { linkTokens, people } from '../../store';
import { good } from '../support/answers';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';
import { WITHOUT_DIGEST } from '../support/playbook';

const BASE = 'https://perennial.example';
const DAY = 86_400_000;
const house = ofFile(() => withEverything('test-links', { speed: 8 * 3600, linkBase: BASE, playbook: WITHOUT_DIGEST }));

const now = async (): Promise<number> => Date.parse(await house.now());

beforeAll(async () => {
  await house.addPerson('zhao.min', { name: '赵敏', language: 'zh-CN' });
  const today = new Date(await now()).toISOString().slice(0, 10);
  const account = { account: 'acme', name: 'Acme <"A&C">', signedOn: addDays(today, -2), promisedDeliveryOn: addDays(today, 9) };
  await good(house.post('/accounts', { ...account, accountManager: 'li.wei', technical: 'zhao.min' }));
});

/** The first mail to a person, and the paths of its links in order: done, snooze, reassign. */
const mailTo = (handle: string) =>
  eventually(`a mail to ${handle}`, () => house.mails.find(({ to }) => [to].flat().some((one) => one?.text.includes(handle))));
const linksIn = (text: string): string[] => Array.from(text.matchAll(/https:\/\/perennial\.example(\/do\/\S+)/g), ([, path = '']) => path);

const look = async (path: string) => {
  const { statusCode, body, headers } = await house.app.inject({ method: 'GET', url: path });
  return { status: statusCode, page: body, headers };
};
const press = async (path: string, fields: Record<string, string> = {}) => {
  const { statusCode, body } = await house.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  });
  return { status: statusCode, page: body };
};
const taskOf = async (id: string) => good(house.get(`/tasks/${id}`));
const idOf = async (person: string): Promise<string> => (await people.byHandle(house.store, person))?.id ?? '';
const path = async (action: linkTokens.LinkAction, task: string, person: string, at?: number) =>
  `/do/${(await linkTokens.signer(house.store, `test/${Math.random()}`, at ?? (await now())))({ action, subject: task, person: await idOf(person) })}`;
const openTask = (owner: string, not: readonly string[] = []) =>
  eventually(`an open task of ${owner}`, async () => {
    const { tasks } = await good(house.get(`/tasks?owner=${owner}&state=open`));
    return tasks.find(({ id }: { id: string }) => !not.includes(id)) as { id: string } | undefined;
  });

it('a mail has its links in both parts, and looking at one does nothing', async () => {
  const { text = '', html } = await mailTo('li.wei');
  const [done = '', snooze, reassign] = linksIn(text);
  expect([snooze, reassign].every((one) => one !== undefined)).toBe(true);
  expect(html).toContain(`href="${BASE}${done}"`);
  const before = (await good(house.get('/tasks?owner=li.wei&state=open'))).tasks.length;
  const { status, page, headers } = await look(done);
  expect(status).toBe(200);
  expect(page).toContain('Acme &lt;&quot;A&amp;C&quot;&gt;');
  expect(page).toContain('<form method="post">');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect((await good(house.get('/tasks?owner=li.wei&state=open'))).tasks.length).toBeGreaterThanOrEqual(before);
});

it('the button reports a task done, once, with what came of it', async () => {
  const { id } = await openTask('li.wei');
  const link = await path('done', id, 'li.wei');
  expect((await press(link, { outcome: 'goals agreed' })).page).toContain('It is done. Thank you.');
  expect(await taskOf(id)).toMatchObject({ state: 'done' });
  const { history } = await good(house.get('/accounts/acme/history'));
  expect(
    history.filter(({ type, data }: { type: string; data: { task?: string } }) => type === 'taskDone' && id.endsWith(data.task ?? '-')),
  ).toMatchObject([{ by: 'li.wei', note: 'goals agreed' }]);
  expect(await press(link, { outcome: 'again' })).toMatchObject({ status: 410, page: expect.stringContaining('This link has been used') });
  // Also when the task is open again: a link works once.
  await good(house.post(`/tasks/${id}/reopen`, {}));
  expect((await press(link)).page).toContain('This link has been used');
  expect(await taskOf(id)).toMatchObject({ state: 'open' });
});

it('is in the language of the reader, and puts off for as long as chosen', async () => {
  const { id } = await openTask('zhao.min');
  const link = await path('snooze', id, 'zhao.min');
  expect((await look(link)).page).toContain('稍后提醒');
  expect((await press(link, { days: '3' })).page).toContain('届时将再次提醒您');
  const { snoozedUntil } = await taskOf(id);
  expect(Date.parse(snoozedUntil)).toBeGreaterThan((await now()) + DAY);
  expect(await press(await path('snooze', id, 'zhao.min'), { days: '999' })).toMatchObject({
    status: 422,
    page: expect.stringContaining('无法使用'),
  });
});

it('hands a task over, after which the first owner’s other links do nothing', async () => {
  const { id } = await openTask('li.wei');
  const [reassign, done] = [await path('reassign', id, 'li.wei'), await path('done', id, 'li.wei')];
  expect((await press(reassign, { to: 'wang.fang' })).page).toContain('It is with wang.fang now.');
  expect(await taskOf(id)).toMatchObject({ owner: 'wang.fang' });
  expect(await press(done)).toMatchObject({ status: 409, page: expect.stringContaining('the task is with somebody else now') });
  expect(await taskOf(id)).toMatchObject({ state: 'open' });
});

it('a link with a wrong key, of another task, expired, or cut short does nothing', async () => {
  const { id } = await openTask('wang.fang');
  const link = await path('done', id, 'wang.fang');
  const [text = '', mac = ''] = link.slice('/do/'.length).split('.');
  const content = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
  const changed = (at: number, value: unknown) =>
    `/do/${Buffer.from(JSON.stringify(content.with(at, value))).toString('base64url')}.${mac}`;
  for (const wrong of [changed(3, 'other:weekly-sync:2026-01-22'), changed(0, 999), changed(5, 9e9), link.slice(0, -4), '/do/nonsense'])
    expect((await press(wrong)).status).toBe(404);
  const old = await path('done', id, 'wang.fang', (await now()) - 22 * DAY);
  expect(await press(old)).toMatchObject({ status: 410, page: expect.stringContaining('此链接已过期') });
  expect(await taskOf(id)).toMatchObject({ state: 'open' });
});

it('asks the database nothing about a link whose signature does not hold', async () => {
  const { id } = await openTask('wang.fang');
  const link = await path('done', id, 'wang.fang');
  expect((await look(link)).status).toBe(200);
  const asked = jest.spyOn(house.store.db, 'selectFrom');
  const before = asked.mock.calls.length;
  for (let forged = 0; forged < 50; forged += 1) expect((await press(`${link.slice(0, -6)}${String(100_000 + forged)}`)).status).toBe(404);
  expect(asked.mock.calls.slice(before).filter(([table]) => table === 'linkKey' || table === 'linkUse')).toEqual([]);
  asked.mockRestore();
});

it('a task that is done already, and what nobody has, is said with the status that it has', async () => {
  const { id } = await openTask('wang.fang');
  const link = await path('done', id, 'wang.fang');
  const given = await press(await path('reassign', id, 'wang.fang'), { to: 'nobody.there' });
  expect(given).toMatchObject({ status: 422, page: expect.stringContaining('what was entered cannot be used') });
  const typed = await press(link, { outcome: 'a\u0000b' });
  expect(typed).toMatchObject({ status: 422, page: expect.stringContaining('<html') });
  expect((await press(await path('done', 'nobody:weekly-sync:2026-01-22', 'wang.fang'))).status).toBe(404);
  await good(house.post(`/tasks/${id}/done`, {}));
  expect(await press(link)).toMatchObject({ status: 409, page: expect.stringContaining('the task is closed') });
  expect((await look(link)).status).toBe(409);
});
