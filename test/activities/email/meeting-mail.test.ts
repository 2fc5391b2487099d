// A meeting's mail: what a person reads, and what their calendar imports.
import type { AccountEffect } from '../../../domain/account/types';
import { absences, mails } from '../../../store';
import { invitationIn } from '../../support/calendar';
import { houseOfFile, PLAYBOOK } from '../house';

const house = houseOfFile();

const received = () => {
  const mail = house.received();
  return { ...mail, invitation: invitationIn(mail) };
};
type Invite = Extract<AccountEffect, { readonly type: 'invite' }>;
/** Thursday 22 January 2026, 10:00 in Shanghai. */
const TEN = Date.parse('2026-01-22T02:00:00Z');
const invite = (to: string, more: Partial<Invite> = {}): Invite => ({
  lane: `mail/${to}`,
  type: 'invite',
  playbook: PLAYBOOK,
  to,
  method: 'REQUEST',
  sequence: 0,
  minutes: 60,
  zone: 'Asia/Shanghai',
  task: 'kickoff-meeting:2026-01-22',
  touchpoint: 'kickoff-meeting',
  nominal: '2026-01-22',
  due: TEN,
  stage: 'onboarding',
  provisional: false,
  ...more,
});
let sent = 0;
const perform = (effect: AccountEffect) => house.perform(`account/acme/${++sent}/0`, effect);

const english = () => house.person('chen.jing', 'Chen Jing', { language: 'en', zone: 'Europe/Berlin' });

describe('an invitation, to a reader of Chinese', () => {
  beforeEach(() => perform(invite(house.liWei)));

  test('names meeting, account and hour in the subject', () => {
    expect(received().subject).toBe('会议：华辰精密 <"A&C">，项目启动会，1月22日（周四）10:00');
  });

  test.each(['text', 'html'] as const)('says in the %s part when, how long, what for, with whom, and how to move it', (part) => {
    const content = received()[part];
    for (const expected of [
      '2026年1月22日 星期四 10:00 · 1 小时',
      '召集我方技术、服务团队与客户核心联系人开会',
      '王芳',
      '+86 138 0000 1234',
      'npx perennial task move acme:kickoff-meeting:2026-01-22 --to 2026-01-22T14:00',
      '该会议由您负责',
    ])
      expect(content).toContain(expected);
  });

  test('is an iCalendar request that the calendar takes in', () => {
    expect(received().invitation).toMatchObject({
      method: 'REQUEST',
      uid: 'acme:kickoff-meeting:2026-01-22@key.example',
      sequence: 0,
      status: 'CONFIRMED',
      start: '2026-01-22T02:00:00.000Z',
      end: '2026-01-22T03:00:00.000Z',
      summary: '项目启动会 · 华辰精密 <"A&C">',
      description: expect.stringContaining('王芳'),
      organizer: 'mailto:perennial@key.example',
      attendees: ['mailto:li.wei@key.example'],
    });
  });

  test('is on record with its calendar part', async () => {
    await expect(mails.get(house.store, `account/acme/${sent}/0`)).resolves.toMatchObject({
      state: 'sent',
      calendar: expect.stringContaining('METHOD:REQUEST'),
      reminders: [{ task: 'kickoff-meeting:2026-01-22', remindAt: [] }],
    });
  });
});

test('without an hour it is of the whole day, and says how to set one', async () => {
  await english();
  await perform(invite(house.chenJing, { task: 'kickoff-meeting:2026-01-29', minutes: 0, due: Date.parse('2026-01-29T10:00:00Z') }));
  const { subject, text, invitation } = received();
  expect(subject).toBe('Meeting: 华辰精密 <"A&C">: Kickoff meeting, Thu 29 Jan');
  expect(text).toContain('Thursday 29 January 2026\n');
  expect(text).toContain('The hour is not set yet');
  expect(invitation).toMatchObject({ start: '2026-01-29', end: '2026-01-30' });
});

test('a move and a withdrawal update the same event, in the thread that its first mail began', async () => {
  await english();
  const task = 'kickoff-meeting:2026-02-05';
  await perform(invite(house.chenJing, { task }));
  const friday = TEN + 86_400_000;
  await perform(invite(house.chenJing, { task, sequence: 1, due: friday, from: { due: TEN, minutes: 60 } }));
  const moved = received();
  expect(moved.subject).toBe('Meeting moved: 华辰精密 <"A&C">: Kickoff meeting, Fri 23 Jan, 03:00');
  expect(moved.text).toContain('It was on Thursday 22 January 2026, 03:00. Your calendar moves it.');
  expect(moved.invitation).toMatchObject({ method: 'REQUEST', sequence: 1, start: '2026-01-23T02:00:00.000Z' });
  await perform(invite(house.chenJing, { task, sequence: 2, due: friday, method: 'CANCEL' }));
  const off = received();
  expect(off.subject).toBe('Meeting cancelled: 华辰精密 <"A&C">: Kickoff meeting, Fri 23 Jan, 03:00');
  expect(off.invitation).toMatchObject({ method: 'CANCEL', sequence: 2, status: 'CANCELLED' });
  const [first] = house.mails;
  expect(house.mails.slice(1).map(({ inReplyTo }) => inReplyTo)).toEqual([first?.messageId, first?.messageId]);
  expect(new Set(house.mails.map((mail) => invitationIn(mail).uid)).size).toBe(1);
});

test('reassigned, it leaves the calendar of whoever had it', async () => {
  const task = 'kickoff-meeting:2026-02-12';
  await perform(invite(house.liWei, { task }));
  await perform(invite(house.liWei, { task, sequence: 1, method: 'CANCEL', reassigned: true }));
  expect(received().subject).toContain('会议移交');
  expect(received().text).toContain('已改由他人负责，将从您的日历中移除');
});

test('a calendar that was never told needs no withdrawal', async () => {
  await expect(perform(invite(house.liWei, { task: 'kickoff-meeting:2026-03-05', method: 'CANCEL' }))).resolves.toEqual({ ok: true });
  expect(house.mails).toEqual([]);
});

test('who stands in on the day of the meeting goes there, and it is their calendar that it leaves', async () => {
  const task = 'kickoff-meeting:2026-02-19';
  const away = { person: house.liWei, from: TEN - 3_600_000, until: TEN + 86_400_000, substitute: house.chenJing };
  const absence = await absences.add(house.store, away, () => undefined);
  await perform(invite(house.liWei, { task }));
  expect(received().invitation.attendees).toEqual(['mailto:chen.jing@key.example']);
  await absences.end(house.store, absence, TEN - 86_400_000);
  await perform(invite(house.liWei, { task, sequence: 1, method: 'CANCEL' }));
  expect(received().invitation).toMatchObject({ method: 'CANCEL', attendees: ['mailto:chen.jing@key.example'] });
  await perform(invite(house.liWei, { task: 'kickoff-meeting:2026-02-26', due: TEN + 7 * 86_400_000 }));
  expect(received().invitation.attendees).toEqual(['mailto:li.wei@key.example']);
});
