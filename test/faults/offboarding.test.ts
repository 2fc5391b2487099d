// A person leaves sixty accounts behind while everything fails: the offboarding is stopped half-way, the worker is killed twice more, Temporal
// once. At the end everything has moved, once.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccountEvent } from '../../domain/account/types';
import { accounts, contacts, deliveries, handovers, journal, mails, offboardings, people, tasks } from '../../store';
import { eventOf } from '../../store/folds/journal-rows';
import { eventually } from '../support/eventually';
import { wrongArrivals } from './arrivals';
import { buildHouse, type House } from './house';

/** A Tuesday morning. A handover's 24 hours take 24 minutes, so nobody is late at the end. */
const ORIGIN = '2026-01-13T02:00:00Z';
const SPEED = '1m=1s';
const SECOND = 1_000;
const LEAVER = 'li.wei';
/** Accounts in which the person has a role. */
const MANY = 60;
/** Accounts in which the person only has an assigned task. */
const FEW = 3;

/** The person is account manager, stand-in, or both, depending on the account. */
const TEAMS = [
  { account_manager: LEAVER, backup: 'sun.hao' },
  { account_manager: 'sun.hao', backup: LEAVER },
  { account_manager: LEAVER, backup: 'sun.hao', technical: LEAVER },
];
const SEGMENTS = ['core-value', 'high-potential', 'maintain'];

const named = (index: number): string => `acc-${String(index).padStart(2, '0')}`;
const THEIRS = Array.from({ length: MANY }, (_, index) => named(index));
const GIVEN = Array.from({ length: FEW }, (_, index) => named(MANY + index));

const row = (account: string, index: number) => ({
  ...(index < MANY ? TEAMS[index % TEAMS.length] : { account_manager: 'sun.hao' }),
  account,
  name: `Account ${account}`,
  signed_on: '2025-07-01',
  zone: 'Asia/Shanghai',
  level: 'gold',
  segment: SEGMENTS[(index >> 1) % SEGMENTS.length],
  sales_manager: 'liu.qiang',
});
const contact = (account: string) => ({
  account,
  name: `Customer of ${account}`,
  email: `somebody@${account}.example`,
  level: 'manager',
  primary: 'yes',
});
const rows = (of: readonly object[]) => ({ rows: of.map((values, index) => ({ line: index + 2, values })) });

let house: House;
beforeAll(async () => {
  house = await buildHouse(ORIGIN, SPEED);
  await house.run('playbook', 'publish', 'playbooks/key-account.yaml');
  await house.run('import', 'people', 'samples/people.csv');
  const all = [...THEIRS, ...GIVEN];
  for (const [kind, of] of [['accounts', all.map(row)] as const, ['contacts', all.map(contact)] as const]) {
    expect((await house.ask('POST', `/import/${kind}`, rows(of)))?.status).toBe(200);
    await eventually('all accounts', async () => (await accounts.list(house.store)).length === all.length);
  }
  for (const account of GIVEN) {
    const [task] = await tasks.list(house.store, { account });
    await house.insist(`/tasks/${task?.id}/reassign`, { to: LEAVER }, `give-${account}`);
  }
});
afterAll(() => house.close());

const journalOf = async (entity: string): Promise<AccountEvent[]> =>
  (await journal.history(house.store, entity)).map((one) => eventOf<AccountEvent>({ ...one, entity }));

it(
  'everything moves once, whatever dies meanwhile',
  async () => {
    const fields = { person: LEAVER, to: 'wang.fang:segment=core-value,chen.jie', by: 'liu.qiang' };
    const { id } = (await house.insist('/offboardings', fields, 'the-offboarding')) as { id: string };
    const doneIs = async (many: number): Promise<void> => {
      while ((await offboardings.items(house.store, id, { state: 'done' })).length < many) await sleep(20);
    };

    // Stopped by command, and killed before running work has finished.
    await doneIs(8);
    await house.insist(`/offboardings/${id}/stop`, {}, 'stop');
    await house.killWorker();
    expect(await house.run('offboarding', 'show', id)).toMatchObject({ state: 'stopped', total: MANY + FEW, failed: 0 });
    expect((await offboardings.items(house.store, id, { state: 'open' })).length).toBeGreaterThan(MANY / 3);
    // The same request again is the same offboarding.
    expect(await house.insist('/offboardings', fields, 'the-offboarding')).toMatchObject({ id });

    await house.insist(`/offboardings/${id}/resume`, {}, 'resume');
    await doneIs(25);
    await house.killWorker();
    await doneIs(40);
    await house.killTemporal();
    await doneIs(52);
    await house.killWorker();
    await eventually('the end of the offboarding', async () => (await offboardings.get(house.store, id))?.endedAt !== null);
    await eventually('every customer told', async () => {
      const open = await deliveries.list(house.store, { states: ['sending', 'waiting'] });
      const kept = await handovers.list(house.store, { offboarding: id });
      return open.length === 0 && kept.length >= MANY && kept.every(({ state }) => state.steps.notified?.at !== undefined);
    });
    expect(house.died).toEqual([]);

    // One handover for each account, whichever of several attempts opened it.
    const kept = await handovers.list(house.store, { offboarding: id });
    expect(kept.map(({ account }) => account).sort()).toEqual(THEIRS);
    expect((await house.workflows('handover')).sort()).toEqual(kept.map((one) => `handover/${one.id}`).sort());
    const handoverOf = new Map(kept.map((one) => [one.account, one.id]));
    for (const account of THEIRS) {
      const opened = (await journalOf(`account/${account}`)).flatMap((event) => (event.type === 'handoverOpened' ? [event] : []));
      expect([account, opened.map(({ offboarding, handover }) => [offboarding, handover])]).toEqual([
        account,
        [[id, handoverOf.get(account)]],
      ]);
    }
    const items = await offboardings.items(house.store, id);
    expect(items.map(({ account, state, handover }) => [account, state, handover])).toEqual(
      [...THEIRS, ...GIVEN].map((account) => [account, 'done', handoverOf.get(account) ?? null]),
    );
    for (const account of GIVEN)
      expect((await journalOf(`account/${account}`)).filter(({ type }) => type === 'taskReassigned')).toHaveLength(2);

    // No task is left with the person who left.
    const leaver = (await people.byHandle(house.store, LEAVER))?.id ?? '';
    expect(await offboardings.belongingsOf(house.store, leaver)).toEqual([]);
    const left = await tasks.list(house.store, { states: ['planned', 'open'] });
    expect(left.length).toBeGreaterThan(MANY);
    expect(left.filter(({ owner, attendant }) => owner === leaver || attendant === leaver)).toEqual([]);

    // One letter to each customer and one briefing to each successor; repeats are explained.
    const letters = await mails.list(house.store);
    for (const { id: theirs, account } of await contacts.list(house.store, {}))
      expect([account, letters.filter(({ contact: to }) => to === theirs).length]).toEqual([account, handoverOf.has(account) ? 1 : 0]);
    const briefings = letters.filter(({ key }) => key.startsWith(`offboarding/${id}/brief/`));
    expect(briefings.map(({ person }) => person).sort()).toEqual(Array.from(new Set(items.map(({ successor }) => successor))).sort());
    expect(briefings).toHaveLength(2);
    expect(letters.filter(({ key }) => key.startsWith('handover/') && key.split('/').length === 4)).toEqual([]);
    expect(await wrongArrivals(house)).toEqual([]);

    expect(await house.run('journal', 'verify', '--live')).toMatchObject({ differences: [] });
    expect(await house.replay()).toEqual([]);
  },
  1_200 * SECOND,
);
