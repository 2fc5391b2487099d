// A cold wake: a command to an account that is in no worker's cache any more is answered after its run was read and replayed.
import type { Client } from '@temporalio/client';
import { command } from '../client/temporal/entities';
import { realDelay } from '../domain/time/deployment-clock';
import { addPeriod, dateOf, startOfDay } from '../domain/time/time';
import { Stops } from '../up/deployment';
import type { Benchmark } from './benchmark';
import { HANDLE, openClient, openLibrary, openStoreIn, openWorker, type Place } from './deployment';
import { YEAR, yearPassing } from './history';
import { type Measurement, percentile } from './report';
import { type Role, startSubject } from './subject';

const ZONE = 'Asia/Shanghai';
const ACCOUNTS = 24;
/** The cache of a worker that has forgotten each account before its turn comes again, and of one that forgets none. */
const CACHES = { cold: 4, warm: 400 } as const;
/** Passes over all accounts: the first has them begun by this worker, the others count. */
const PASSES = 3;
type Order = 'live a year' | keyof typeof CACHES;

interface Wakes {
  /** Milliseconds from command to answer. */
  readonly times: readonly number[];
  /** Events of the runs, in the mean. */
  readonly events: number;
}

/** Accounts with a year behind them, which then stand still, and commands to one after the other. */
export const wakes: Role<Place, Order, Wakes> = async (place) => {
  const stops = new Stops();
  const store = await openStoreIn(stops, { memory: true });
  const temporal = await openClient(stops, place);
  const ids = Array.from({ length: ACCOUNTS }, (_, index) => `account/wake-${index}`);
  const clock = yearPassing();
  let level = 0;

  const amend = async (entity: string): Promise<number> => {
    level += 1;
    const start = performance.now();
    const args = { level: level % 2 === 0 ? 'platinum' : 'gold' };
    await command({ temporal, taskQueue: place.taskQueue }, { entity, name: 'amend', args, key: `wake-${level}` });
    return performance.now() - start;
  };
  const all = async (): Promise<number[]> => {
    const times: number[] = [];
    for (const id of ids) times.push(await amend(id));
    return times;
  };
  const withWorker = async <Answer>(maxCachedWorkflows: number, work: () => Promise<Answer>): Promise<Answer> => {
    const ofWorker = new Stops();
    await openWorker(ofWorker, place, { store, clock, maxCachedWorkflows });
    try {
      return await work();
    } finally {
      await ofWorker.run();
    }
  };

  const liveAYear = () =>
    withWorker(CACHES.warm, async () => {
      const client = await openLibrary(stops, place, store, clock);
      const signedOn = dateOf(clock.deployment, ZONE);
      for (const id of ids) {
        const account = id.slice('account/'.length);
        const codes = { signedOn, zone: ZONE, level: 'platinum', segment: 'core-value' };
        const people = { accountManager: HANDLE, technical: 'liu.qiang', salesManager: 'liu.qiang', executiveSponsor: 'liu.qiang' };
        await client.accounts.start({ account, name: account, ...codes, ...people });
      }
      await new Promise((resolve) => setTimeout(resolve, realDelay(clock, Date.now(), startOfDay(addPeriod(signedOn, 'P1Y'), ZONE))));
      for (const id of ids) await client.accounts.act(id.slice('account/'.length), 'pause', {});
    });

  return {
    async measure(order) {
      if (order === 'live a year') {
        await liveAYear();
        return { times: [], events: await lengthOf(temporal, ids) };
      }
      const times = await withWorker(CACHES[order], async () => {
        const passes: number[][] = [];
        for (let pass = 0; pass < PASSES; pass += 1) passes.push(await all());
        return passes.slice(1).flat();
      });
      return { times, events: await lengthOf(temporal, ids) };
    },
    close: () => stops.run(),
  };
};

const lengthOf = async (temporal: Client, entities: readonly string[]): Promise<number> => {
  const lengths = await Promise.all(entities.map(async (entity) => (await temporal.workflow.getHandle(entity).describe()).historyLength));
  return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
};

export const wake: Benchmark = async ({ repeats, stops, say, temporal }) => {
  const subject = await startSubject('wakes', wakes, { address: await temporal(), taskQueue: 'wake' });
  stops.add(() => subject.stop());
  say(`wake: a year of ${ACCOUNTS} accounts passes in ${YEAR / 1000} s …`);
  await subject.measure('live a year');
  const [ours, baseline, lengths]: [number[], number[], number[]] = [[], [], []];
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    baseline.push(percentile((await subject.measure('warm')).times, 95));
    const { times, events } = await subject.measure('cold');
    ours.push(percentile(times, 95));
    lengths.push(events);
    say(`wake: ${baseline.at(-1)?.toFixed(0)} ms warm, ${ours.at(-1)?.toFixed(0)} ms cold, ${events.toFixed(0)} events`);
  }
  const measurement: Measurement = {
    benchmark: 'wake',
    what: 'a command to an evicted account with a year behind it, p95 (baseline: to a cached one)',
    unit: 'ms',
    ours,
    baseline,
    note: `${lengths.map((length) => length.toFixed(0)).join(', ')} events in a run`,
  };
  return [measurement];
};
