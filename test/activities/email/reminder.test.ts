import type { AccountEffect } from '../../../domain/account/types';
import { absences, mails, people } from '../../../store';
import { expectNoSecret, houseOfFile, PLAYBOOK, reminder, renewal, weeklySync } from '../house';

const house = houseOfFile();

const received = () => house.received();

describe('a reminder of one task, to a reader of Chinese in Shanghai', () => {
  beforeEach(() => house.perform(`account/acme/${Math.random()}/0`, reminder(house.liWei)));

  test('names account, task and day in the subject', () => {
    expect(received().subject).toBe('华辰精密 <"A&C">：每周进度同步，1月22日（周四）到期');
  });

  test.each(['text', 'html'] as const)('says in the %s part what is due, when, why, whom to call and how to be done', (part) => {
    const content = received()[part];
    expect(content).toContain('每周进度同步');
    expect(content).toContain('2026年1月22日 星期四 18:00');
    expect(content).toContain('还有 7 天');
    expect(content).toContain('初步合作期');
    expect(content).toContain('在客户询问之前，主动说明本周完成了什么');
    expect(content).toContain('王芳');
    expect(content).toContain('+86 138 0000 1234');
    expect(content).toContain('npx perennial task done acme:weekly-sync:2026-01-22 --outcome');
    expect(content).toContain('npx perennial task snooze acme:weekly-sync:2026-01-22 --until 1d');
    expect(content).toContain('Asia/Shanghai');
  });

  test('lets no name break the page', () => {
    expect(received().html).toContain('华辰精密 &lt;&quot;A&amp;C&quot;&gt;');
    expect(received().html).not.toContain('<"A&C">');
  });

  test('is dated by the deployment’s clock', () => {
    expect(received().date?.toISOString()).toBe('2026-01-15T01:00:00.000Z');
  });
});

describe('a reminder of several tasks, to a reader of English in New York', () => {
  beforeAll(() => house.person('li.wei', '李伟', { language: 'en', zone: 'America/New_York', manager: house.chenJing }));
  afterAll(() => house.person('li.wei', '李伟', { manager: house.chenJing }));
  beforeEach(() => house.perform(`account/acme/${Math.random()}/0`, reminder(house.liWei, [weeklySync, renewal])));

  test('puts the most urgent first and counts the others', () => {
    const { subject, text } = received();
    expect(subject).toBe('华辰精密 <"A&C">: Contract renewal, due Fri 16 Jan, and 1 more');
    expect(text.indexOf('Contract renewal')).toBeLessThan(text.indexOf('Weekly progress sync'));
  });

  test('tells times and nearness as the reader’s wall clock and calendar have them', () => {
    // It is still Wednesday evening in New York.
    expect(received().text).toContain('Friday 16 January 2026, 05:00 · in 2 days');
    expect(received().text).toContain('Thursday 22 January 2026, 05:00 · in 8 days');
    expect(received().text).toContain('Provisional');
  });
});

test('the reasons of a date are told as the account has them', async () => {
  await house.store.db
    .insertInto('task')
    .values({
      id: `reasons:${weeklySync.task}`,
      account: 'reasons',
      touchpoint: weeklySync.touchpoint,
      nominal: weeklySync.nominal,
      due: weeklySync.due,
      remindAt: '[]',
      owner: house.liWei,
      role: 'account-manager',
      state: 'open',
      snoozedUntil: null,
      stage: weeklySync.stage,
      provisional: false,
      because: JSON.stringify([
        ['rule', 'signing', 'P0D', 0, 'P1W', 2],
        ['stage', 'onboarding'],
      ]),
      ticket: null,
      closedAt: null,
    })
    .execute();
  await house.perform('account/reasons/1/0', reminder(house.liWei));
  expect(received().text).toContain('日期由来：签约后第 2 周\n');
  expect(received().html).toContain('签约后第 2 周');
});

test('later reminders of a task follow the first in one thread', async () => {
  await house.perform('account/thread/1/0', reminder(house.liWei));
  await house.perform('account/thread/2/0', reminder(house.liWei));
  await house.perform('account/thread/3/0', reminder(house.liWei, [{ ...weeklySync, task: 'weekly-sync:2026-01-29' }]));
  const [first, second, another] = house.mails;
  expect(first).toMatchObject({ messageId: '<account.thread.1.0@key.example>' });
  expect(first?.inReplyTo).toBeUndefined();
  expect(second).toMatchObject({
    messageId: '<account.thread.2.0@key.example>',
    inReplyTo: first?.messageId,
    references: first?.messageId,
    subject: first?.subject,
  });
  expect(another?.inReplyTo).toBeUndefined();
});

test('what was sent is on record', async () => {
  await house.perform('account/acme/900/0', reminder(house.liWei));
  await expect(mails.get(house.store, 'account/acme/900/0')).resolves.toMatchObject({
    messageId: '<account.acme.900.0@key.example>',
    account: 'acme',
    person: house.liWei,
    toAddress: 'li.wei@key.example',
    state: 'sent',
    sentAt: Date.parse('2026-01-15T01:00:00Z'),
    reminders: [{ task: 'weekly-sync:2026-01-22', remindAt: [weeklySync.due - 86_400_000] }],
    text: expect.stringContaining('每周进度同步'),
  });
});

describe('a person who cannot be reached', () => {
  test('as no address is on record', async () => {
    const id = await house.person('no.mail', '李伟', { email: '' });
    await expect(house.perform('account/acme/940/0', reminder(id))).resolves.toEqual({ ok: false, code: 'no-address' });
  });

  test('as they were erased', async () => {
    const id = await house.person('no.body', '李伟');
    await people.erase(house.store, id);
    await expect(house.perform('account/acme/941/0', reminder(id))).resolves.toEqual({ ok: false, code: 'no-address' });
    expect(house.mails).toHaveLength(0);
  });

  const notify = (about: string, otherwise?: string): AccountEffect => ({
    lane: `mail/manager-of-${about}`,
    type: 'notify-manager',
    playbook: PLAYBOOK,
    about,
    ...(otherwise ? { otherwise } : {}),
    code: 'mail-refused',
    tasks: [weeklySync],
  });

  test('is made known to their manager: who, which tasks, what to do', async () => {
    await expect(house.perform('account/acme/950/0', notify(house.liWei))).resolves.toEqual({ ok: true });
    const { to, subject, text, html } = received();
    expect(to).toMatchObject({ value: [{ address: 'chen.jing@key.example', name: '陈静' }] });
    expect(subject).toBe('华辰精密 <"A&C">：李伟未收到任务提醒');
    for (const part of [text, html]) {
      expect(part).toContain('li.wei@key.example');
      expect(part).toContain('每周进度同步');
      expect(part).toContain('npx perennial task reassign acme:weekly-sync:2026-01-22 --to HANDLE');
    }
  });

  test('and has no manager, is made known to whoever stands in', async () => {
    await expect(house.perform('account/acme/951/0', notify('p-404', house.liWei))).resolves.toEqual({ ok: true });
    expect(received().to).toMatchObject({ value: [{ address: 'li.wei@key.example' }] });
    expect(received().subject).toContain('p-404');
  });

  test('and has nobody above them, stays on record as that', async () => {
    const outcome = await house.perform('account/acme/952/0', notify(house.chenJing, house.chenJing));
    expect(outcome).toEqual({ ok: false, code: 'no-manager' });
    expectNoSecret([outcome, house.log]);
  });
});

describe('a reminder to somebody who is away', () => {
  const JANUARY_16 = Date.parse('2026-01-15T16:00:00Z');

  test('goes to who stands in, says in whose place, and comes back', async () => {
    const away = await absences.add(
      house.store,
      { person: house.liWei, from: Date.parse('2026-01-14T00:00:00Z'), until: JANUARY_16, substitute: house.chenJing },
      () => undefined,
    );
    await house.perform('account/acme/901/0', reminder(house.liWei));
    expect(received().to).toMatchObject({ value: [{ address: 'chen.jing@key.example' }] });
    for (const part of ['text', 'html'] as const) expect(received()[part]).toContain('李伟不在岗，1月16日（周五）返岗');

    await absences.end(house.store, away, Date.parse('2026-01-14T12:00:00Z'));
    house.mails.length = 0;
    await house.perform('account/acme/902/0', reminder(house.liWei));
    expect(received().to).toMatchObject({ value: [{ address: 'li.wei@key.example' }] });
    expect(received().text).not.toContain('返岗');
  });
});
