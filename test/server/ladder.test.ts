// Overdue work is escalated, through the API, a real Temporal server and a real mailbox.

import { addDays } from '../../domain/time/time';
import { good } from '../support/answers';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';
import { STANDARD } from '../support/playbook';

const house = ofFile(() => withEverything('test-ladder', { speed: 12 * 3600, linkBase: BASE }));
const BASE = 'https://perennial.example';

const now = async (): Promise<number> => Date.parse(await house.now());

/** The standard playbook, but the sponsor is notified at once and works round the clock, so that no mail waits for a morning. */
const PLAYBOOK = STANDARD.replace('notify: [executive-sponsor] }', 'notify: [executive-sponsor], by: at-once }');

beforeAll(async () => {
  await house.client.playbooks.publish(PLAYBOOK, 'at-once.yaml');
  await house.addPerson('zhao.min', { name: '赵敏', language: 'zh-CN', calendar: 'always' });
  const signedOn = addDays(new Date(await now()).toISOString().slice(0, 10), -5);
  const team = { accountManager: 'li.wei', salesManager: 'liu.qiang', executiveSponsor: 'zhao.min' };
  await good(house.post('/accounts', { account: 'acme', name: 'Acme', signedOn, ...team }));
});

const escalated = () =>
  house.mails.find(({ subject, to }) => subject?.includes('已逾期') && [to].flat().some((one) => one?.text.includes('zhao.min')));

it('reaches the sponsor in a mail of its own, the sales manager without one, each once and on record', async () => {
  const mail = await eventually('a mail of what has been escalated', escalated);
  expect(mail.text).toContain('Name of li.wei');
  const { history } = await good(house.get('/accounts/acme/history'));
  const [first] = history.filter(({ type }: { type: string }) => type === 'escalated');
  expect(first.data).toMatchObject({ to: 'zhao.min', tasks: [{ step: 2 }, ...first.data.tasks.slice(1)] });
  const id = `acme:${first.data.tasks[0].task}`;
  expect(await good(house.get(`/tasks/${id}`))).toMatchObject({ escalated: 2, escalatedTo: ['liu.qiang', 'zhao.min'], owner: 'li.wei' });
  // A digest has no single account.
  const ofAccount = house.mails.filter(({ headers }) => headers.has('x-perennial-account'));
  expect(
    ofAccount.some(({ subject, to }) => subject?.includes('overdue') && [to].flat().some((one) => one?.text.includes('liu.qiang'))),
  ).toBe(false);
});

it('is in one digest of whomever it has been escalated to, and not in its owner’s', async () => {
  const digest = await eventually('a digest with what has been escalated', () =>
    house.mails.find(({ text, to }) => text?.includes('Escalated to you (') && [to].flat().some((one) => one?.text.includes('liu.qiang'))),
  );
  expect(digest.text).toContain('Name of li.wei');
  const { escalated: found, at, team } = await good(house.get('/people/liu.qiang/digest'));
  expect(found.every(({ due, who }: { due: string; who: string }) => due < at && who === 'li.wei')).toBe(true);
  const ids = new Set(found.map(({ id }: { id: string }) => id));
  expect(team.overdue.filter(({ id }: { id: string }) => ids.has(id))).toEqual([]);
  expect((await good(house.get('/people/li.wei/digest'))).escalated).toEqual([]);
});

it('can be reassigned from the mail by whoever it has been escalated to', async () => {
  const [path = ''] = /\/do\/\S+/.exec(escalated()?.text ?? '') ?? [];
  const { statusCode, body } = await house.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'to=wang.fang',
  });
  expect([statusCode, body]).toEqual([200, expect.stringContaining('已转交给 wang.fang')]);
  expect((await house.client.journal.verify({ live: true })).differences).toEqual([]);
});
