// A meeting in people's calendars, through the API, a real Temporal server and a real mailbox.

import { addDays, addPeriod, toInstant } from '../../domain/time/time';
import { good } from '../support/answers';
import { invitationIn } from '../support/calendar';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';

const ZONE = 'Asia/Shanghai';
const house = ofFile(() => withEverything('test-meetings', { speed: 8 * 3600 }));
let id: string;

beforeAll(async () => {
  await house.addPerson('zhao.min', { name: '赵敏', language: 'zh-CN' });
  const today = (await house.now()).slice(0, 10);
  // The first monthly meeting is in about ten days and opens five business days before.
  const signedOn = addPeriod(addDays(today, 10), 'P1M', -1);
  await good(
    house.post('/accounts', { account: 'acme', name: 'Acme', signedOn, segment: 'core-value', zone: ZONE, accountManager: 'li.wei' }),
  );
  const { tasks } = await good(house.get('/tasks?account=acme&state=planned'));
  id = tasks.find(({ touchpoint }: { touchpoint: string }) => touchpoint === 'face-to-face').id;
});

const invitationsTo = (handle: string) =>
  house.mails.filter(({ to, attachments }) => attachments.length > 0 && [to].flat().some((one) => one?.text.includes(handle)));

/** The n-th mail with an invitation for a person. */
async function invitation(handle: string, n: number) {
  const mail = await eventually(`invitation ${n} to ${handle}`, () => invitationsTo(handle)[n]);
  return { mail, invited: invitationIn(mail) };
}

it('is on the calendar of its owner once its task opens, of the whole day while its hour is not set', async () => {
  const { invited } = await invitation('li.wei', 0);
  const { due } = await good(house.get(`/tasks/${id}`));
  expect(invited).toMatchObject({ method: 'REQUEST', sequence: 0, start: due.slice(0, 10), attendees: ['mailto:li.wei@example.com'] });
});

it('moves to the hour that was agreed, in the account’s zone, and stays there', async () => {
  const { due } = await good(house.get(`/tasks/${id}`));
  const day = addDays(due.slice(0, 10), 21);
  const ten = new Date(toInstant(day, '10:00', ZONE)).toISOString();
  const moved = await good(house.post(`/tasks/${id}/move`, { to: `${day}T10:00`, by: 'li.wei', reason: 'agreed on the telephone' }));
  expect(Date.parse(moved.due)).toBe(Date.parse(ten));
  expect(moved.because.join()).toContain(`moved by hand to ${day} 10:00`);
  const { mail, invited } = await invitation('li.wei', 1);
  expect(invited).toMatchObject({ method: 'REQUEST', sequence: 1, start: ten, uid: (await invitation('li.wei', 0)).invited.uid });
  expect([mail.references].flat()).toHaveLength(1);
  // A change of the rules does not move it.
  await good(house.post('/accounts/acme/amend', { level: 'gold' }));
  expect((await good(house.get(`/tasks/${id}`))).due).toBe(moved.due);
});

it('passes from one calendar to the other with its task', async () => {
  await good(house.post(`/tasks/${id}/reassign`, { to: 'zhao.min' }));
  expect((await invitation('li.wei', 2)).invited).toMatchObject({ method: 'CANCEL', sequence: 2, status: 'CANCELLED' });
  const { mail, invited } = await invitation('zhao.min', 0);
  expect(invited).toMatchObject({ method: 'REQUEST', sequence: 3, summary: '面对面会谈 · Acme' });
  expect(mail.subject).toMatch(/^会议：Acme，面对面会谈，/);
});

it('is taken off the calendar where it is left out', async () => {
  await good(house.post(`/tasks/${id}/skip`, { reason: 'their plant is closed' }));
  expect((await invitation('zhao.min', 1)).invited).toMatchObject({ method: 'CANCEL', sequence: 4 });
  const { mails } = await good(house.get('/mails?to=zhao.min'));
  const shown = await good(house.get(`/mails/${mails[0].id}`));
  expect(shown.calendar).toContain('METHOD:CANCEL');
  expect(shown.tasks).toEqual([id]);
  expect((await house.client.journal.verify({ live: true })).differences).toEqual([]);
});

it('refuses a time that is past, or none', async () => {
  const { tasks } = await good(house.get('/tasks?account=acme'));
  const other = tasks[0].id;
  expect(await house.post(`/tasks/${other}/move`, { to: '2020-01-01T10:00' })).toMatchObject({ body: { code: 'not-in-the-future' } });
  for (const to of ['tomorrow', '2026-02-30T10:00', ''])
    expect(await house.post(`/tasks/${other}/move`, { to })).toMatchObject({ status: 422, body: { errors: [{ field: 'to' }] } });
});
