// The memory that one cached account costs a worker: the process's memory with 200 and with 1,200 accounts, after garbage collection.
import { concurrently } from '../client/temporal/concurrently';
import { Stops } from '../up/deployment';
import type { asleep } from './bare-workflows';
import type { Benchmark } from './benchmark';
import type { collectGarbage } from './collect-garbage';
import { bundle, HANDLE, openBareWorker, openClient, openLibrary, openStoreIn, openWorker, type Place } from './deployment';
import { type Role, startSubject } from './subject';

const FEW = 200;
const MANY = 1_200;
const AT_ONCE = 40;
const CACHE = 2 * MANY;

interface Setting extends Place {
  readonly path: string;
  /** Of the PostgreSQL database with our accounts; absent for the baseline, which needs none. */
  readonly url?: string;
}

/** A worker that does nothing else. Returns the bytes of its process after garbage collection in both threads. */
export const workerMemory: Role<Setting, object, number> = async ({ path, url, ...place }) => {
  const stops = new Stops();
  const worker = { bundle: path, maxCachedWorkflows: CACHE };
  if (url === undefined) await openBareWorker(stops, place, {}, worker);
  else await openWorker(stops, place, { store: await openStoreIn(stops, { url }), ...worker });
  const temporal = await openClient(stops, place);
  return {
    async measure() {
      for (let i = 0; i < 3; i += 1) {
        globalThis.gc?.();
        const workflowId = `collect-${place.taskQueue}-${performance.now()}`;
        const did = await temporal.workflow.execute<typeof collectGarbage>('collectGarbage', { workflowId, taskQueue: place.taskQueue });
        if (!did) throw new Error('the workflows’ thread has no way to collect garbage');
      }
      return process.memoryUsage.rss();
    },
    close: () => stops.run(),
  };
};

export const memory: Benchmark = async ({ repeats, stops, say, temporal, postgres }) => {
  const database = await postgres();
  if (!database) {
    say('memory: left out, this machine has no PostgreSQL for the accounts of a worker of its own');
    return [];
  }
  const address = await temporal();
  const paths = {
    bare: await bundle(stops, require.resolve('./bare-workflows')),
    ours: await bundle(stops, require.resolve('./account-workflows')),
  };
  const starter = await openClient(stops, { address, taskQueue: '' });

  const costOfEach = async (setting: Setting, startAll: (ids: readonly string[]) => Promise<unknown>): Promise<number> => {
    const subject = await startSubject('workerMemory', workerMemory, setting, ['--expose-gc']);
    stops.add(() => subject.stop());
    const ids = Array.from({ length: MANY }, (_, index) => `${setting.taskQueue}-${index}`);
    await startAll(ids.slice(0, FEW));
    const few = await subject.measure({});
    await startAll(ids.slice(FEW));
    const many = await subject.measure({});
    await subject.stop();
    return (many - few) / (MANY - FEW) / 1024;
  };

  const [ours, baseline]: [number[], number[]] = [[], []];
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    const bare = { address, taskQueue: `asleep-${repeat}`, path: paths.bare };
    baseline.push(
      await costOfEach(bare, async (ids) => {
        await concurrently(ids, AT_ONCE, (workflowId) =>
          starter.workflow.start<typeof asleep>('asleep', { workflowId, taskQueue: bare.taskQueue }),
        );
        // A query is answered only after the first workflow task.
        await concurrently(ids, AT_ONCE, (workflowId) => starter.workflow.getHandle(workflowId).query('__temporal_workflow_metadata'));
      }),
    );
    const place = { address, taskQueue: `accounts-${repeat}`, path: paths.ours, url: await database(`memory_${repeat}`) };
    const own = new Stops();
    const library = await openLibrary(own, place, await openStoreIn(own, { url: place.url }));
    ours.push(
      await costOfEach(place, (ids) =>
        library.imports('accounts', {
          rows: ids.map((account, index) => ({
            line: index + 2,
            values: {
              account,
              name: account,
              signed_on: '2026-01-15',
              zone: 'Asia/Shanghai',
              level: 'platinum',
              segment: 'core-value',
              account_manager: HANDLE,
            },
          })),
        }),
      ),
    );
    await own.run();
    say(`memory: ${baseline.at(-1)?.toFixed(0)} KB a bare workflow, ${ours.at(-1)?.toFixed(0)} KB an account`);
  }
  return [{ benchmark: 'memory', what: 'a worker, each cached account (bare: a workflow asleep)', unit: 'KB', ours, baseline }];
};
