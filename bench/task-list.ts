// `task list` for one owner among 20,000 accounts, compared with a bare SELECT of the same rows.
import { readFileSync } from 'node:fs';
import { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { connectPerennial } from '../client';
import { account as decider } from '../domain/account/account';
import type { AccountEvent } from '../domain/account/types';
import { compileTerms } from '../domain/playbook/compile';
import { REAL_TIME } from '../domain/time/deployment-clock';
import { addDays, dateOf } from '../domain/time/time';
import { journal, people, type Store, type Where } from '../store';
import { Stops } from '../up/deployment';
import type { Benchmark } from './benchmark';
import { openStoreIn } from './deployment';
import { opening } from './kernel';
import { type Measurement, percentile } from './report';
import { type Role, startSubject } from './subject';

const ACCOUNTS = 20_000;
const OWNERS = 400;
/** Number of different signing days in the last three years. Each account has one of them. */
const SIGNING_DAYS = 150;
const ASKED = 200;
const DAY = 86_400_000;

interface Times {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
  readonly rows: number;
}

/** Milliseconds of each question, ours and the bare one in turn, owner after owner. */
export const taskListTimes: Role<{ readonly where: Where }, object, Times> = async ({ where }) => {
  const stops = new Stops();
  const store = await openStoreIn(stops, where);
  const client = connectPerennial({ temporal: new Client(), store, clock: REAL_TIME });
  await client.playbooks.publish(readFileSync('playbooks/key-account.yaml', 'utf8'), 'key-account.yaml');
  const owners = Array.from({ length: OWNERS }, (_, index) => `manager.${index}`);
  for (const handle of owners)
    await people.upsert(store, { handle, name: handle, email: `${handle}@example.com`, language: 'en', zone: 'Asia/Shanghai' });
  const { playbook } = await client.playbooks.latest();
  const idOf = new Map((await people.list(store)).map(({ handle, id }) => [handle, id]));
  await fill(
    store,
    compileTerms(playbook, { calendarId: 'china', fromYear: 2025 }),
    owners.map((handle) => idOf.get(handle) ?? ''),
  );

  const bare = (owner: string) =>
    sql`select * from task where owner = ${owner} and state in ('planned', 'open') order by due, id`.execute(store.db.withoutPlugins());
  const timed = async <T>(work: () => Promise<T>): Promise<readonly [T, number]> => {
    const start = performance.now();
    const answer = await work();
    return [answer, performance.now() - start];
  };
  const ask = async (questions: number): Promise<Times> => {
    const [ours, bareTimes, rows]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < questions; i += 1) {
      const handle = owners[(i * 37) % OWNERS] ?? '';
      const [found, bareTime] = await timed(() => bare(idOf.get(handle) ?? ''));
      const [listed, time] = await timed(() => client.tasks.list({ owner: handle }));
      if (listed.length !== found.rows.length) throw new Error(`${listed.length} tasks listed, ${found.rows.length} there`);
      bareTimes.push(bareTime);
      ours.push(time);
      rows.push(listed.length);
    }
    return { ours, bare: bareTimes, rows: percentile(rows, 50) };
  };
  await ask(20);
  return { measure: () => ask(ASKED), close: () => stops.run() };
};

/** Writes accounts with their first agenda into the journal, so that read models are folded as usual. */
async function fill(store: Store, terms: ReturnType<typeof compileTerms>, owners: readonly string[]): Promise<void> {
  const now = Date.now();
  const today = dateOf(now, 'Asia/Shanghai');
  const lives = Array.from({ length: SIGNING_DAYS }, (_day, index) => {
    const { promisedOn: _, ...first } = opening(terms, now - Math.floor((index * 3 * 365) / SIGNING_DAYS) * DAY);
    return decider.decide.start(decider.initial, { ...first, contractEndsOn: addDays(today, 400) }, now, terms);
  });
  const eventsOf = (index: number): AccountEvent[] =>
    (lives[index % SIGNING_DAYS] ?? []).map((event) =>
      event.type === 'accountStarted' ? { ...event, team: { 'account-manager': owners[index % OWNERS] ?? '' } } : event,
    );
  for (let from = 0; from < ACCOUNTS; from += 1_000)
    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => journal.append(store, `account/a-${from + index}`, 1, eventsOf(from + index))),
    );
}

export const taskList: Benchmark = async ({ repeats, stops, say, postgres }) => {
  const database = await postgres();
  const stores: { readonly store: string; readonly where: Where }[] = [
    { store: 'embedded store', where: { memory: true } },
    ...(database ? [{ store: 'PostgreSQL', where: { url: await database('tasks') } }] : []),
  ];
  const measurements: Measurement[] = [];
  for (const { store, where } of stores) {
    say(`task list: ${ACCOUNTS} accounts into the ${store} …`);
    const subject = await startSubject('taskListTimes', taskListTimes, { where });
    stops.add(() => subject.stop());
    const times: Times[] = [];
    for (let repeat = 1; repeat <= repeats; repeat += 1) times.push(await subject.measure({}));
    await subject.stop();
    for (const percent of [95, 50])
      measurements.push({
        benchmark: 'task list',
        what: `${store}, p${percent}`,
        unit: 'ms',
        ours: times.map(({ ours }) => percentile(ours, percent)),
        baseline: times.map(({ bare }) => percentile(bare, percent)),
        ...(percent === 95 && { note: `${times[0]?.rows} tasks an owner` }),
      });
  }
  return measurements;
};
