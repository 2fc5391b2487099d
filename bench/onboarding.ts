// Accounts started a second, until their first agenda is planned and journalled, compared with a bare workflow with one empty activity.
import { concurrently } from '../client/temporal/concurrently';
import { DomainError } from '../domain/decider/decider';
import { dateOf } from '../domain/time/time';
import type { Where } from '../store';
import { Stops } from '../up/deployment';
import type { bare } from './bare-workflows';
import type { Benchmark } from './benchmark';
import {
  areReadable,
  bundle,
  HANDLE,
  importAll,
  openBareWorker,
  openClient,
  openLibrary,
  openStoreIn,
  openWorker,
  type Place,
} from './deployment';
import type { Measurement } from './report';
import { type Role, startSubject } from './subject';

const ACCOUNTS = 300;
const WARM_UP = 80;
/** Milliseconds after which an account that cannot be read is a failure. */
const PATIENCE = 120_000;
/** An import starts 40 at once by itself; single starts come one by one through the API. */
const WAYS = [
  { way: 'import', atOnce: 40 },
  { way: 'single', atOnce: 100 },
] as const;
type Way = (typeof WAYS)[number]['way'];

interface Order {
  /** Prefix of the ids, which can be used only once. */
  readonly prefix: string;
  readonly count: number;
  readonly way: Way;
  readonly atOnce: number;
}

/** The number of `count` a second, from now on. */
const stopwatch = (count: number): (() => number) => {
  const start = performance.now();
  return () => count / ((performance.now() - start) / 1000);
};

const numbered = ({ prefix, count }: Order): string[] => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** Client and worker in one process. A workflow counts when its result arrives. Returns workflows a second. */
export const bareStarts: Role<Place & { readonly path: string }, Order, number> = async ({ path, ...place }) => {
  const stops = new Stops();
  const temporal = await openClient(stops, place);
  await openBareWorker(stops, place, { nothing: () => Promise.resolve() }, { bundle: path });
  return {
    async measure(order) {
      const rate = stopwatch(order.count);
      await concurrently(numbered(order), order.atOnce, (workflowId) =>
        temporal.workflow.execute<typeof bare>('bare', { workflowId, taskQueue: place.taskQueue }),
      );
      return rate();
    },
    close: () => stops.run(),
  };
};

/** An answer waits some seconds for the read model. On a busy machine the account may come later, which the code below waits for. */
const ifOnlyLate = (error: unknown): void => {
  if (!(error instanceof DomainError && error.code === 'no-worker')) throw error;
};

/** Client, worker and the store's client in one process. An account counts when it can be read. Returns accounts a second. */
export const accountStarts: Role<Place & { readonly where: Where }, Order, number> = async ({ where, ...place }) => {
  const stops = new Stops();
  const store = await openStoreIn(stops, where);
  await openWorker(stops, place, { store });
  const client = await openLibrary(stops, place, store);

  const columns = (account: string) => ({
    account,
    name: `Name of ${account}`,
    signed_on: dateOf(Date.now(), 'Asia/Shanghai'),
    zone: 'Asia/Shanghai',
    level: 'platinum',
    segment: 'core-value',
    annual_fee: '1200000',
    currency: 'CNY',
    account_manager: HANDLE,
    sales_manager: 'liu.qiang',
  });
  const fields = (account: string) => {
    const { signed_on, annual_fee, account_manager, sales_manager, ...rest } = columns(account);
    return { ...rest, signedOn: signed_on, annualFee: annual_fee, accountManager: account_manager, salesManager: sales_manager };
  };
  return {
    async measure(order) {
      const ids = numbered(order);
      const rate = stopwatch(order.count);
      if (order.way === 'import') await importAll(client, 'accounts', ids.map(columns));
      else await concurrently(ids, order.atOnce, (id) => client.accounts.start(fields(id)).catch(ifOnlyLate));
      const found = rate();
      if (await areReadable(store, ids, 0)) return found;
      // The library may give up waiting before an account can be read.
      if (!(await areReadable(store, ids, PATIENCE))) throw new Error('some accounts cannot be read');
      return rate();
    },
    close: () => stops.run(),
  };
};

export const onboarding: Benchmark = async ({ repeats, stops, say, temporal, postgres }) => {
  const address = await temporal();
  const database = await postgres();
  const baseline = await startSubject('bareStarts', bareStarts, {
    address,
    taskQueue: 'bare',
    path: await bundle(stops, require.resolve('./bare-workflows')),
  });
  stops.add(() => baseline.stop());
  const stores: { readonly store: string; readonly where: Where }[] = [
    { store: 'embedded store', where: { memory: true } },
    ...(database ? [{ store: 'PostgreSQL', where: { url: await database('onboarding') } }] : []),
  ];
  const measurements: Measurement[] = [];
  for (const { store, where } of stores) {
    const taskQueue = store.replace(' ', '-');
    const ours = await startSubject('accountStarts', accountStarts, { address, taskQueue, where });
    stops.add(() => ours.stop());
    const ask = (prefix: string, count: number, way: (typeof WAYS)[number]) => ({ prefix: `${taskQueue}-${prefix}`, count, ...way });
    for (const way of WAYS) {
      for (const subject of [baseline, ours]) await subject.measure(ask(`warm-${way.way}`, WARM_UP, way));
      const rates = { baseline: [] as number[], ours: [] as number[] };
      for (let repeat = 1; repeat <= repeats; repeat += 1) {
        const order = ask(`${way.way}-${repeat}`, ACCOUNTS, way);
        rates.baseline.push(await baseline.measure(order));
        rates.ours.push(await ours.measure(order));
        say(
          `onboarding, ${store}, ${way.way}: ${rates.baseline.at(-1)?.toFixed(0)} bare, ${rates.ours.at(-1)?.toFixed(0)} accounts a second`,
        );
      }
      measurements.push({
        benchmark: 'onboarding',
        what: `${store}, ${way.way === 'import' ? 'an import' : 'single starts'}, ${way.atOnce} at once`,
        unit: 'a second',
        ...rates,
        wanted: { of: 'ratio', least: 0.7 },
      });
    }
    await ours.stop();
  }
  return measurements;
};
