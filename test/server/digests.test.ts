// Digests on a real Temporal server at eight hours a second: one each working day, in each reader's language and zone.

import type { PersonEvent } from '../../domain/person/types';
import { addDays, dateOf, parseInstant, timeOfDay } from '../../domain/time/time';
import { deliveries, journal, mails, people } from '../../store';
import { eventOf } from '../../store/folds/journal-rows';
import { good } from '../support/answers';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';
import { ZONE } from '../support/start';

const HOUR = 3_600_000;
const house = ofFile(() => withEverything('test-digests', { speed: 8 * 3600, linkBase: 'https://perennial.example' }));
const now = async (): Promise<number> => Date.parse(await house.now());
interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly account: string | null;
  readonly sentAt: string | null;
  readonly tasks: readonly string[];
}
const mailsTo = async (handle: string): Promise<Mail[]> => (await good(house.get(`/mails?to=${handle}`))).mails;
const digestsTo = async (handle: string) => (await mailsTo(handle)).filter(({ account, sentAt }) => account === null && sentAt !== null);

/** Each digest was made on a day of its own. A delayed one may arrive on the day of the next. */
async function expectOneADay(handle: string): Promise<void> {
  const entity = `person/${(await people.byHandle(house.store, handle))?.id}`;
  const events = (await journal.history(house.store, entity)).map((row) => eventOf<PersonEvent>({ ...row, entity }));
  const days = events.flatMap(({ type, at }) => (type === 'digested' ? [dateOf(at, ZONE)] : []));
  expect(days.length).toBeGreaterThan(0);
  expect(new Set(days).size).toBe(days.length);
  const sent = (await mails.list(house.store)).filter(({ key, state }) => key.startsWith(`${entity}/`) && state === 'sent');
  const arrived = house.mails.filter(({ messageId }) => sent.some((mail) => mail.messageId === messageId));
  expect(new Set(arrived.map(({ messageId }) => messageId)).size).toBe(arrived.length);
  expect(arrived.length).toBe(sent.length);
}

/** Digests go within ten minutes of 09:00 in the reader's zone. */
const isMorning = (instant: string, zone: string): boolean => {
  const minutes = timeOfDay(parseInstant(instant), zone) / 60_000;
  return minutes >= 9 * 60 && minutes <= 9 * 60 + 10;
};

beforeAll(async () => {
  await house.addPerson('zhao.min', { name: '赵敏', language: 'zh-CN', zone: 'Europe/Berlin' });
  const today = dateOf(await now(), ZONE);
  for (const account of ['acme', 'bluewave'])
    await good(
      house.post('/accounts', {
        account,
        name: `Name of ${account}`,
        signedOn: addDays(today, -2),
        promisedDeliveryOn: addDays(today, 9),
        accountManager: 'zhao.min',
        technical: 'wang.fang',
        // Owner of some and sales manager of all.
        salesManager: 'liu.qiang',
        backup: 'li.wei',
      }),
    );
});

it('a person shows when the next digest goes, and what it would say', async () => {
  const shown = await good(house.get('/people/zhao.min'));
  expect(shown).toMatchObject({ state: 'active', leftAt: null, nextDigest: expect.stringMatching(/Z$/) });
  expect(isMorning(shown.nextDigest, 'Europe/Berlin')).toBe(true);
  expect(await good(house.get('/people/wang.fang/digest'))).toMatchObject({ person: 'wang.fang', zone: 'Asia/Shanghai', team: null });
});

it('each working morning brings one, in the language of the reader, with links', async () => {
  const mine = await eventually('two digests', async () => {
    const all = await digestsTo('wang.fang');
    return all.length > 1 ? all : undefined;
  });
  await expectOneADay('wang.fang');
  expect(mine[0]?.subject).toMatch(/^Today: /);
  expect(mine[0]?.text).toContain('https://perennial.example/do/');
  expect(mine[0]?.tasks[0]).toMatch(/^(acme|bluewave):/);
  const hers = await eventually('a digest in Chinese', async () => (await digestsTo('zhao.min'))[0]);
  expect(hers.subject).toMatch(/^今日：/);
  expect(hers.text).toContain('Europe/Berlin');
});

it('reminders that wait are no mails and no effects', async () => {
  const history = await eventually('a reminder that waits', async () => {
    const { history: all } = await good(house.get('/accounts/acme/history'));
    const waits = ({ type, data }: { type: string; data: { tasks: { waits?: true }[] } }) =>
      type === 'reminded' && data.tasks.some((task) => task.waits);
    return all.some(waits) ? all : undefined;
  });
  const reminded = history.filter(({ type }: { type: string }) => type === 'reminded');
  // Work due before the next working morning cannot wait for it.
  const urgent = new Set(
    history.flatMap(({ data }: { data: { urgent?: true; touchpoint?: string; nominal?: string } }) =>
      data.urgent ? [`${data.touchpoint}:${data.nominal}`] : [],
    ),
  );
  const tasks: { task: string; waits?: true }[] = reminded.flatMap(({ data }: { data: { tasks: object[] } }) => data.tasks);
  expect(tasks.filter(({ task, waits }) => !waits && !urgent.has(task))).toEqual([]);
  expect(tasks.some(({ waits }) => waits)).toBe(true);
  // Meetings have invitations.
  const types = (await deliveries.list(house.store)).flatMap(({ entity, type }) => (entity === 'account/acme' ? [type] : []));
  const mailed = urgent.size > 0 ? ['remind'] : [];
  expect(types.filter((type) => !['invite', 'open-ticket', 'move-ticket', ...mailed].includes(type))).toEqual([]);
});

it('a sales manager who owns tasks gets one mail with both', async () => {
  const { tasks } = await good(house.get('/tasks?account=acme&state=open,planned'));
  await good(house.post(`/tasks/${tasks[0].id}/reassign`, { to: 'liu.qiang' }));
  const both = await eventually('the digest of a sales manager who owes something', async () =>
    (await digestsTo('liu.qiang')).find(({ text }) => text.includes('Your team') && /^(Overdue|Due today|Coming) \(/m.test(text)),
  );
  await expectOneADay('liu.qiang');
  expect(both.text).toContain('Name of wang.fang');
});

it('what is escalated to them is in the same mail, once, and nothing is in it twice', async () => {
  const escalated = await eventually('a digest with what has been escalated', async () =>
    (await digestsTo('liu.qiang')).find(({ text }) => text.includes('Escalated to you (')),
  );
  expect(escalated.subject).toMatch(/\d escalated to you/);
  expect(escalated.text).toMatch(/- .*\n {2}Name of \w+ · .*with \S+.*\n {2}Hand over: \S+\n {2}Done: /);
  const shown = await good(house.get('/people/liu.qiang/digest'));
  const ids = [shown.overdue, shown.escalated, shown.today, shown.coming, shown.team.overdue].flat().map(({ id }: { id: string }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('a handover that nobody accepts is in the successor’s digest, to be accepted there, and in the sales manager’s', async () => {
  await good(house.post('/accounts/bluewave/handovers', { kind: 'ours', roles: 'account-manager', to: 'wang.fang', reason: 'left' }));
  const digest = await eventually('a digest with the handover', async () =>
    (await digestsTo('wang.fang')).find(({ text }) => text.includes('Handovers (')),
  );
  expect(digest.text).toMatch(/I take over: https:\/\/perennial\.example\/do\//);
  await eventually('that it is late', async () =>
    (await digestsTo('liu.qiang')).find(({ text }) => /Handovers \([^]* late by /.test(text)),
  );
  // A warning in a mail of its own keeps it out of the digest of that day.
  const handovers = await eventually('a day on which only the digest tells of it', async () => {
    const { handovers: found } = await good(house.get('/people/liu.qiang/digest'));
    return (found as readonly unknown[]).length > 0 && found;
  });
  expect(handovers).toMatchObject([
    { account: 'bluewave', from: 'zhao.min', to: 'wang.fang', late: true, open: expect.arrayContaining(['accepted']) },
  ]);
});

it('while somebody is away their digest is their substitute’s', async () => {
  const from = await now();
  const absence = {
    person: 'wang.fang',
    from: new Date(from).toISOString(),
    // No run of holidays is so long.
    until: new Date(from + 30 * 24 * HOUR).toISOString(),
    substitute: 'li.wei',
  };
  await good(house.post('/absences', absence));
  const theirs = await eventually('the digest of who stands in', async () =>
    (await digestsTo('li.wei')).find(({ text }) => text.includes('You stand in for Name of wang.fang')),
  );
  // Time goes on meanwhile.
  const since = theirs.sentAt ?? '';
  const ofOwner = (await digestsTo('wang.fang')).filter(({ sentAt }) => sentAt !== null && sentAt > since && sentAt < absence.until);
  expect(ofOwner).toEqual([]);
});

it('somebody who moves has their mornings there, and nothing doubles or differs', async () => {
  const rows = [{ line: 2, values: { handle: 'li.wei', name: 'Name of li.wei', email: 'li.wei@example.com', zone: 'America/New_York' } }];
  await good(house.post('/import/people', { rows }));
  const { nextDigest, zone } = await good(house.get('/people/li.wei'));
  expect(zone).toBe('America/New_York');
  expect(isMorning(nextDigest, zone)).toBe(true);
  const { differences } = await good(house.get('/journal/verify?live=true'));
  expect(differences).toEqual([]);
});
