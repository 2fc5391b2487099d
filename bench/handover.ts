// A mass handover of all accounts of a leaving person to two successors, compared with as many bare updates.
import { concurrently } from '../client/temporal/concurrently';
import { addDays, dateOf } from '../domain/time/time';
import { handovers, journal, offboardings, type Store, type Where } from '../store';
import { Stops } from '../up/deployment';
import { touch, type touchable } from './bare-workflows';
import type { Benchmark } from './benchmark';
import { areReadable, bundle, importAll, openBareWorker, openClient, openLibrary, openStoreIn, openWorker, type Place } from './deployment';
import type { Measurement } from './report';
import { openSink } from './sink';
import { type Role, startSubject } from './subject';

const ACCOUNTS = 300;
const WARM_UP = 30;
/** As many as an offboarding hands over at the same time. */
const AT_ONCE = 10;
const ZONE = 'Asia/Shanghai';
/** Milliseconds. */
const LOOK_EVERY = 200;
const PATIENCE = 180_000;

interface Order {
  /** Prefix of the ids, which can be used only once. */
  readonly prefix: string;
  readonly count: number;
}

interface Figures {
  /** Accounts a second: from the command until all are done, and until the last customer is notified. */
  readonly done: number;
  readonly notified: number;
  /** Mean numbers of events: in an account and its handover, and in their Temporal histories. */
  readonly events: number;
  readonly accountHistory: number;
  readonly handoverHistory: number;
}

const stopwatch = (): ((count: number) => number) => {
  const start = performance.now();
  return (count) => (count * 1000) / (performance.now() - start);
};

const numbered = ({ prefix, count }: Order): string[] => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);

/** Sends one update to each running workflow. Each has had an update before. Returns updates a second. */
export const bareUpdates: Role<Place & { readonly path: string }, Order, number> = async ({ path, ...place }) => {
  const stops = new Stops();
  const temporal = await openClient(stops, place);
  await openBareWorker(stops, place, {}, { bundle: path });
  return {
    async measure(order) {
      const handles = await concurrently(numbered(order), AT_ONCE, async (workflowId) => {
        const handle = await temporal.workflow.start<typeof touchable>('touchable', { workflowId, taskQueue: place.taskQueue });
        await handle.executeUpdate(touch);
        return handle;
      });
      const rate = stopwatch();
      await concurrently(handles, AT_ONCE, (handle) => handle.executeUpdate(touch));
      return rate(order.count);
    },
    close: () => stops.run(),
  };
};

const until = async (what: string, isThere: () => Promise<boolean>): Promise<void> => {
  for (const end = Date.now() + PATIENCE; !(await isThere()); await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY)))
    if (Date.now() > end) throw new Error(`${what}: not within ${PATIENCE / 1000} s`);
};

/** Accounts with one contact each, whose manager leaves. Client, worker and the store's client are one process. */
export const massHandover: Role<Place & { readonly where: Where }, Order, Figures> = async ({ where, ...place }) => {
  const stops = new Stops();
  const store = await openStoreIn(stops, where);
  let notified = 0;
  const port = await openSink(stops, (mail) => {
    const [head = ''] = mail.split('\r\n\r\n', 1);
    if (head.includes('customer@')) notified += 1;
  });
  await openWorker(stops, place, { store, port });
  const client = await openLibrary(stops, place, store);
  const temporal = await openClient(stops, place);

  const furnish = async (order: Order): Promise<readonly string[]> => {
    const people = ['leaver', 'first', 'second'].map((name) => `${name}.${order.prefix}`);
    await importAll(
      client,
      'people',
      people.map((handle) => ({ handle, name: `Name of ${handle}`, email: `${handle}@example.com`, zone: ZONE })),
    );
    const signedOn = addDays(dateOf(Date.now(), ZONE), -200);
    const accounts = numbered(order);
    await importAll(
      client,
      'accounts',
      accounts.map((account, index) => ({
        account,
        name: `Name of ${account}`,
        signed_on: signedOn,
        zone: ZONE,
        level: 'gold',
        segment: index % 2 === 0 ? 'core-value' : 'maintain',
        account_manager: people[0] ?? '',
        backup: 'liu.qiang',
      })),
    );
    if (!(await areReadable(store, accounts, PATIENCE))) throw new Error('some accounts cannot be read');
    await importAll(
      client,
      'contacts',
      accounts.map((account) => ({ account, name: `Contact of ${account}`, email: `customer@${account}.example`, level: 'manager' })),
    );
    return people;
  };

  return {
    async measure(order) {
      const [leaver = '', first = '', second = ''] = await furnish(order);
      notified = 0;
      const rate = stopwatch();
      const { id } = await client.offboardings.begin({ person: leaver, to: `${first}:segment=core-value,${second}` });
      await until('an offboarding', async () => ((await offboardings.get(store, id))?.endedAt ?? null) !== null);
      const done = rate(order.count);
      await until('word to all customers', () => Promise.resolve(notified >= order.count));
      const notifiedRate = rate(order.count);
      const kept = await handovers.list(store, { offboarding: id });
      const events = await happened(store, numbered(order));
      // Nothing may happen twice, and no customer may be notified twice.
      if (kept.length !== order.count || events.opened !== order.count || notified !== order.count)
        throw new Error(`${events.opened} handovers opened, ${kept.length} kept, ${notified} customers told: ${order.count} were expected`);
      // Waits for what is still being recorded.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      const lengthOf = async (entities: readonly string[]): Promise<number> => {
        const lengths = await concurrently(
          entities,
          AT_ONCE,
          async (entity) => (await temporal.workflow.getHandle(entity).describe()).historyLength,
        );
        return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
      };
      return {
        done,
        notified: notifiedRate,
        events: events.mean,
        accountHistory: await lengthOf(kept.map(({ account }) => `account/${account}`)),
        handoverHistory: await lengthOf(kept.map((one) => `handover/${one.id}`)),
      };
    },
    close: () => stops.run(),
  };
};

/** How many handovers all of `accounts` opened, and the mean number of their events. */
async function happened(store: Store, accounts: readonly string[]): Promise<{ opened: number; mean: number }> {
  const histories = await concurrently(accounts, AT_ONCE, (account) => journal.history(store, `account/${account}`));
  const all = histories.flat();
  return { opened: all.filter(({ type }) => type === 'handoverOpened').length, mean: all.length / accounts.length };
}

export const handover: Benchmark = async ({ repeats, stops, say, temporal, postgres }) => {
  const database = await postgres();
  const path = await bundle(stops, require.resolve('./bare-workflows'));
  const stores: { readonly store: string; readonly where: Where }[] = [
    { store: 'embedded store', where: { memory: true } },
    ...(database ? [{ store: 'PostgreSQL', where: { url: await database('handover') } }] : []),
  ];
  const measurements: Measurement[] = [];
  for (const { store, where } of stores) {
    const taskQueue = store.replace(' ', '-').toLowerCase();
    // A baseline for each store, since both number their handovers from one.
    const address = await temporal();
    const baseline = await startSubject('bareUpdates', bareUpdates, { address, taskQueue: 'updates', path });
    stops.add(() => baseline.stop());
    const ours = await startSubject('massHandover', massHandover, { address, taskQueue, where });
    stops.add(() => ours.stop());
    for (const subject of [baseline, ours]) await subject.measure({ prefix: `${taskQueue}-warm`, count: WARM_UP });
    const rates: number[] = [];
    const figures: Figures[] = [];
    for (let repeat = 1; repeat <= repeats; repeat += 1) {
      const order = { prefix: `${taskQueue}-${repeat}`, count: ACCOUNTS };
      rates.push(await baseline.measure(order));
      const found = await ours.measure(order);
      figures.push(found);
      say(
        `handover, ${store}: ${rates.at(-1)?.toFixed(0)} bare updates, ${found.done.toFixed(1)} accounts a second, ${found.notified.toFixed(1)} until told`,
      );
    }
    const line = (what: string, ours: readonly number[], more: Partial<Measurement> = {}): Measurement => ({
      benchmark: 'handover',
      what: `${store}, ${what}`,
      unit: 'a second',
      ours,
      baseline: rates,
      ...more,
    });
    measurements.push(
      line(
        `${ACCOUNTS} accounts of one who leaves, until done`,
        figures.map(({ done }) => done),
        {
          note: `nothing twice: ${ACCOUNTS} handovers opened, ${ACCOUNTS} customers told; ${figures[0]?.handoverHistory.toFixed(1)} events in a handover's history, ${figures[0]?.accountHistory.toFixed(1)} in its account's since its start`,
          detail: figures,
        },
      ),
      line(
        'until the last customer is told',
        figures.map(({ notified }) => notified),
      ),
    );
    await Promise.all([baseline.stop(), ours.stop()]);
  }
  return measurements;
};
