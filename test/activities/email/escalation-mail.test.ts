// Escalation mails about overdue work.
import type { AccountEffect, TaskInfo } from '../../../domain/account/types';
import { mails } from '../../../store';
import { houseOfFile, PLAYBOOK, renewal, weeklySync } from '../house';

const house = houseOfFile();

const received = () => house.received();
const DAY = 86_400_000;
/** It is Thursday 15 January: these were due on Monday and on Tuesday. */
const late = (owner?: string): (TaskInfo & { owner?: string })[] => [
  { ...weeklySync, due: weeklySync.due - 9 * DAY, ...(owner && { owner }) },
  { ...renewal, due: renewal.due - 4 * DAY, ...(owner && { owner }) },
];
const escalate = (tasks: readonly TaskInfo[]): AccountEffect => ({
  lane: `mail/${house.chenJing}`,
  type: 'escalate',
  playbook: PLAYBOOK,
  to: house.chenJing,
  tasks,
});
let sent = 0;
const perform = (effect: AccountEffect) => house.perform(`account/acme/${++sent}/0`, effect);

test.each(['text', 'html'] as const)('the %s part says what is overdue since when, whose it is, and what to do', async (part) => {
  await perform(escalate(late(house.liWei)));
  expect(received().subject).toBe('华辰精密 <"A&C">：合同续签已逾期 3 天，另有 1 项');
  const content = received()[part];
  for (const expected of [
    '2 项逾期任务已上报给您',
    '每周进度同步',
    '2026年1月13日 星期二 18:00',
    '已逾期 2 天',
    '李伟',
    '至今未登记完成。请了解原因',
    'li.wei@key.example',
    '王芳',
    'npx perennial task reassign acme:renewal:2026-01-16 --to HANDLE',
    '任务逾期后按手册逐级上报',
  ])
    expect(content).toContain(expected);
});

test('in English, and with nobody who owes it', async () => {
  await house.person('chen.jing', 'Chen Jing', { language: 'en' });
  const [first] = late();
  await perform(escalate(first ? [first] : []));
  expect(received().subject).toBe('华辰精密 <"A&C">: Weekly progress sync 2 days overdue');
  expect(received().text).toContain('Nobody owes this');
});

test('follows in the thread of its task, and is on record', async () => {
  await perform(escalate(late(house.liWei)));
  await expect(mails.get(house.store, `account/acme/${sent}/0`)).resolves.toMatchObject({
    person: house.chenJing,
    reminders: [
      { task: renewal.task, remindAt: [] },
      { task: weeklySync.task, remindAt: [] },
    ],
  });
  expect(received().inReplyTo).toBe('<account.acme.1.0@key.example>');
});

test('what was done while it waited is left out; nothing is sent where all of it was', async () => {
  await house.store.db
    .insertInto('task')
    .values(
      late().map(({ task, touchpoint, nominal, due, stage, provisional }) => ({
        ...{ id: `acme:${task}`, account: 'acme', touchpoint, nominal, due, stage, provisional },
        ...{ remindAt: '[]', owner: house.liWei, role: 'account-manager', state: 'done' as const, snoozedUntil: null },
        ...{ because: '[]', ticket: null, closedAt: due },
      })),
    )
    .execute();
  await expect(perform(escalate(late(house.liWei)))).resolves.toEqual({ ok: true });
  expect(house.mails).toEqual([]);
});
