// Overdue work climbs, through the API, a real Temporal server and a real mailbox.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays } from '../../src/domain/time';
import { people, tasks as taskRows } from '../../src/store';
import { withEverything } from './deployment';

let house: Awaited<ReturnType<typeof withEverything>>;
const BASE = 'https://perennial.example';

const good = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as ReturnType<typeof JSON.parse>;
};
const now = async (): Promise<number> => Date.parse((await good(house.get('/health'))).now);

/** The standard playbook, but the sponsor hears at once. */
const PLAYBOOK = readFileSync('playbooks/key-account.yaml', 'utf8').replace(
  'tell: [executive-sponsor] }',
  'tell: [executive-sponsor], by: at-once }',
);

beforeAll(async () => {
  house = await withEverything('test-ladder', { speed: 24 * 3600, linkBase: BASE });
  await house.client.playbooks.publish(PLAYBOOK, 'at-once.yaml');
  const person = { handle: 'zhao.min', name: '赵敏', email: 'zhao.min@example.com', language: 'zh-CN', zone: 'Asia/Shanghai' };
  await good(house.post('/people', person));
  const signedOn = addDays(new Date(await now()).toISOString().slice(0, 10), -5);
  const team = { accountManager: 'li.wei', salesManager: 'liu.qiang', executiveSponsor: 'zhao.min' };
  await good(house.post('/accounts', { account: 'acme', name: 'Acme', signedOn, ...team }));
}, 60_000);
afterAll(() => house.close());

const climbed = () =>
  house.mails.find(({ subject, to }) => subject?.includes('已逾期') && [to].flat().some((one) => one?.text.includes('zhao.min')));

it('reaches the sponsor in a mail of its own, the sales manager without one, each once and on record', async () => {
  for (let tries = 0; tries < 300 && !climbed(); tries += 1) await sleep(100);
  const mail = climbed();
  if (!mail) throw new Error('nothing climbed');
  expect(mail.text).toContain('Name of li.wei');
  const { history } = await good(house.get('/accounts/acme/history'));
  const [first] = history.filter(({ type }: { type: string }) => type === 'climbed');
  expect(first.data).toMatchObject({ to: 'zhao.min', tasks: [{ step: 2 }, ...first.data.tasks.slice(1)] });
  const id = `acme:${first.data.tasks[0].task}`;
  expect(await good(house.get(`/tasks/${id}`))).toMatchObject({ climbed: 2, climbedTo: ['liu.qiang', 'zhao.min'], owner: 'li.wei' });
  // A digest is about no single account.
  const ofAccount = house.mails.filter(({ headers }) => headers.has('x-perennial-account'));
  expect(
    ofAccount.some(({ subject, to }) => subject?.includes('overdue') && [to].flat().some((one) => one?.text.includes('liu.qiang'))),
  ).toBe(false);
});

it('is found by those whom it has climbed to', async () => {
  const idOf = async (handle: string) => (await people.byHandle(house.store, handle))?.id ?? '';
  const at = await now();
  const found = await taskRows.list(house.store, { climbedTo: { person: await idOf('liu.qiang'), at } });
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ due, state }) => due < at && state === 'open')).toBe(true);
  expect(await taskRows.list(house.store, { climbedTo: { person: await idOf('li.wei'), at } })).toEqual([]);
  expect(await taskRows.list(house.store, { climbedTo: { person: await idOf('liu.qiang'), at, since: at + 1 } })).toEqual([]);
});

it('can be passed on from the mail by whoever it has climbed to', async () => {
  const [path = ''] = /\/do\/\S+/.exec(climbed()?.text ?? '') ?? [];
  const { statusCode, body } = await house.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'to=wang.fang',
  });
  expect([statusCode, body]).toEqual([200, expect.stringContaining('已转交给 wang.fang')]);
  expect((await house.client.journal.verify()).differences).toEqual([]);
});
