// Fifty accounts through a bad night: worker and Temporal are killed, mail and store are away, while people work. At the end nothing is missing,
// and repeats are explained.
import { messageId } from '../../activities/email/send/message-id';
import type { AccountEvent } from '../../domain/account/types';
import { addDays } from '../../domain/time/time';
import { deliveries, journal } from '../../store';
import { eventOf } from '../../store/folds/journal-rows';
import { eventually } from '../support/eventually';
import { withoutDigest } from '../support/playbook';
import { buildHouse, type House } from './house';
import { mailKeys, remindersGiven, remindersWanted } from './reminders';

const ORIGIN = '2026-01-12T01:00:00Z';
/** A day takes four seconds. Undisturbed, on two busy cores, the median reminder was an hour late on this clock, the last one 17 hours. */
const SPEED = '6h=1s';
const SECOND = 1_000;

/** Ages in days: new accounts, and some that are about to change stage. */
const AGES = Array.from({ length: 10 }, (_, index) => [index, 60 + 3 * index, 335 + 3 * index, 1_065 + 3 * index, 100 + 71 * index]).flat();
const MANAGERS = ['li.wei', 'wang.fang', 'sun.hao', 'anna.keller', 'tom.reyes', 'grace.miller'];
const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York'];
const LEVELS = ['platinum', 'gold', 'silver', 'standard'];
const SEGMENTS = ['core-value', 'high-potential', 'maintain', 'to-optimise'];

const pick = (from: readonly string[], index: number): string => from[index % from.length] ?? '';
const ACCOUNTS = AGES.map((age, index) => ({
  account: `acc-${index + 1}`,
  name: `Account ${index + 1}`,
  signed_on: addDays('2026-01-12', -age),
  zone: pick(ZONES, index),
  level: pick(LEVELS, index),
  segment: pick(SEGMENTS, index >> 1),
  account_manager: pick(MANAGERS, index),
  technical: 'chen.jie',
  sales_manager: 'liu.qiang',
}));

let house: House;
beforeAll(async () => {
  house = await buildHouse(ORIGIN, SPEED);
  // Each reminder is a mail of its own, so that all can be counted.
  await withoutDigest((file) => house.run('playbook', 'publish', file));
  await house.run('import', 'people', 'samples/people.csv');
});
afterAll(() => house.close());

/** People who do two of three open tasks, whatever fails. */
function peopleAtWork(): { stop(): Promise<number> } {
  const doing = new Map<string, Promise<unknown>>();
  let isOver = false;
  const work = async (): Promise<void> => {
    while (!isOver) {
      const answer = await house.ask('GET', '/tasks?state=open&limit=100');
      const open = answer?.status === 200 ? (answer.body as { tasks: { id: string; nominal: string }[] }).tasks : [];
      const next = open.filter(({ id, nominal }) => !doing.has(id) && Number(nominal.slice(-2)) % 3 !== 0).slice(0, 5);
      for (const { id } of next) {
        const done = house.insist(`/tasks/${id}/done`, { by: 'li.wei' }, `done-${id}`);
        // Awaited at the end.
        done.catch(() => undefined);
        doing.set(id, done);
      }
      await new Promise((resolve) => setTimeout(resolve, SECOND));
    }
  };
  const working = work();
  return {
    async stop() {
      isOver = true;
      await working;
      await Promise.all(doing.values());
      return doing.size;
    },
  };
}

const journalOf = async (account: string): Promise<AccountEvent[]> => {
  const rows = await journal.history(house.store, `account/${account}`);
  expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
  return rows.map((row) => eventOf({ ...row, entity: `account/${account}` }));
};

/** All journals, once every mail has been sent. */
async function settled(): Promise<Map<string, AccountEvent[]>> {
  await eventually('every reminder recorded as sent', async () => {
    const over = new Set((await deliveries.list(house.store, { states: ['done', 'failed', 'given-up'] })).map(({ key }) => key));
    for (const { account } of ACCOUNTS) {
      const rows = await journal.history(house.store, `account/${account}`);
      if (rows.some(({ type, sequence }) => type === 'reminded' && !over.has(`account/${account}/${sequence}/0`))) return false;
    }
    return true;
  });
  return new Map(await Promise.all(ACCOUNTS.map(async ({ account }) => [account, await journalOf(account)] as const)));
}

const DISTURBANCES: readonly (() => Promise<void>)[] = [
  () => house.killWorker(),
  () => house.withoutMail(8 * SECOND),
  () => house.killWorker(),
  () => house.killTemporal(),
  () => house.killWorker(),
  () => house.withoutStore(5 * SECOND),
  () => house.killWorker(),
  () => house.killTemporal(),
  () => house.killWorker(),
];

it(
  'nothing is lost, and what is doubled is explained',
  async () => {
    expect(
      (await house.ask('POST', '/import/accounts', { rows: ACCOUNTS.map((values, index) => ({ line: index + 2, values })) }))?.status,
    ).toBe(200);
    const people = peopleAtWork();
    for (const disturb of DISTURBANCES) {
      await new Promise((resolve) => setTimeout(resolve, 6 * SECOND));
      await disturb();
    }
    await new Promise((resolve) => setTimeout(resolve, 6 * SECOND));
    const done = await people.stop();
    await Promise.all(ACCOUNTS.map(({ account }) => house.insist(`/accounts/${account}/pause`, {}, `pause-${account}`)));
    const journals = await settled();
    expect(house.died).toEqual([]);

    // Every reminder that should exist exists exactly once.
    let count = 0;
    for (const [account, events] of journals) {
      const given = remindersGiven(events);
      count += given.length;
      expect([account, given.sort()]).toEqual([account, remindersWanted(events).sort()]);
    }
    expect(count).toBeGreaterThan(300);

    // Each was sent and arrived. A repeat is explained by an interrupted attempt.
    const sent = new Map((await deliveries.list(house.store)).map((delivery) => [delivery.key, delivery]));
    const keys = Array.from(journals, ([account, events]) => mailKeys(`account/${account}`, events)).flat();
    const fates = keys.map((key) => ({
      key,
      state: sent.get(key)?.state,
      arrived: house.postbox.taken.get(messageId(key, 'perennial@key.example')) ?? 0,
    }));
    expect(fates.filter(({ state, arrived }) => state !== 'done' || arrived === 0)).toEqual([]);
    const unexplained = fates.filter(({ key, arrived }) => arrived > 1 + (sent.get(key)?.interrupted ?? 0));
    expect(unexplained).toEqual([]);
    expect(house.postbox.taken.size).toBe(keys.length);

    // What people did is on record once, also where the answer was lost and they asked again.
    const completions = Array.from(journals.values()).flatMap((events) => events.filter(({ type }) => type === 'taskDone'));
    expect(completions).toHaveLength(done);
    expect(done).toBeGreaterThan(30);

    expect(await house.run('journal', 'verify', '--live')).toMatchObject({ live: ACCOUNTS.length, differences: [] });
    // Any worker that replays the histories comes to the same.
    expect(await house.replay()).toEqual([]);
  },
  1_200 * SECOND,
);
