// Parts of a deployment, put together as `npm start` does, over a running Temporal server.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import pino from 'pino';
import { embeddedTicketing } from '../activities/ticketing/embedded';
import { registry } from '../activities/ticketing/registry';
import { connectPerennial, type Perennial } from '../client';
import type { ImportKindName } from '../client/imports/imports';
import { type DeploymentClock, REAL_TIME } from '../domain/time/deployment-clock';
import { journal, openStore, type Store, type Where } from '../store';
import { activitiesOf } from '../up/activities';
import type { Stops } from '../up/deployment';
import { startMailbox } from '../up/mailbox';
import { startTemporalServer } from '../up/temporal-server';
import { connectClient, connectWorker, prepareNamespace, temporalTarget } from '../worker/temporal';
import { quietRuntime, startWorker } from '../worker/worker';
import { openTransport } from './sink';

/** Where the parts of a deployment find each other. */
export interface Place {
  /** Address of the Temporal server. */
  readonly address: string;
  readonly taskQueue: string;
}

/** The bundle that `npm run build` makes. */
const OURS = resolve('dist/workflow-bundle.js');

export const HANDLE = 'li.wei';

export async function openClient(stops: Stops, { address }: Place): Promise<Client> {
  const { client, connection } = await connectClient(temporalTarget(address));
  stops.add(() => connection.close());
  return client;
}

export async function openStoreIn(stops: Stops, where: Where): Promise<Store> {
  const store = await openStore(where);
  stops.add(() => store.close());
  return store;
}

/** Starts a Temporal server in memory and prepares it for our entities; returns its address and version. */
export async function openServer(stops: Stops): Promise<{ address: string; version: string }> {
  const server = await startTemporalServer({ say: (line) => console.error(line) });
  stops.add(() => server.stop());
  const target = temporalTarget(server.address);
  const { connection } = await connectClient(target);
  try {
    await prepareNamespace(connection, target.namespace, true);
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    return { address: server.address, version: serverVersion ?? 'unknown' };
  } finally {
    await connection.close();
  }
}

/** A worker with `activities` and the workflows of `bundle`. Both sides of a comparison use it. */
export async function openBareWorker(
  stops: Stops,
  place: Place,
  activities: object,
  more: { bundle?: string; maxCachedWorkflows?: number } = {},
) {
  quietRuntime('ERROR');
  const connection = await connectWorker(temporalTarget(place.address));
  stops.add(() => connection.close());
  const worker = await startWorker({ connection, namespace: 'default', taskQueue: place.taskQueue, activities, bundle: OURS, ...more });
  stops.add(() => worker.stop());
}

/** Our worker over `store`. Its mail goes to a server on `port`, or to the development mailbox. */
export async function openWorker(
  stops: Stops,
  place: Place,
  {
    store,
    clock = REAL_TIME,
    port,
    ...more
  }: {
    readonly store: Store;
    readonly clock?: DeploymentClock;
    readonly port?: number;
    readonly bundle?: string;
    readonly maxCachedWorkflows?: number;
  },
): Promise<void> {
  const mail = openTransport(stops, port ?? (await openMailbox(stops, store)));
  const logger = pino({ level: 'error' }, pino.destination(2));
  const temporal = await openClient(stops, place);
  const { taskQueue } = place;
  const ticketing = registry(embeddedTicketing(store, clock));
  const activities = activitiesOf({ store, clock, temporal, taskQueue, mail, ticketing, logger });
  await openBareWorker(stops, place, activities, more);
}

async function openMailbox(stops: Stops, store: Store): Promise<number> {
  const mailbox = await startMailbox({ store });
  stops.add(() => mailbox.close());
  return mailbox.port;
}

/** The source of the standard playbook. */
export const STANDARD = (): string => readFileSync('playbooks/key-account.yaml', 'utf8');

/** The library over `store`, with a playbook and two of our people. */
export async function openLibrary(
  stops: Stops,
  place: Place,
  store: Store,
  clock: DeploymentClock = REAL_TIME,
  playbook = STANDARD(),
): Promise<Perennial> {
  const temporal = await openClient(stops, place);
  const client = connectPerennial({ temporal, store, clock, taskQueue: place.taskQueue });
  if ((await client.playbooks.list()).length === 0) {
    await client.playbooks.publish(playbook, 'key-account.yaml');
    for (const handle of [HANDLE, 'liu.qiang'])
      await client.people.add({ handle, name: `Name of ${handle}`, email: `${handle}@example.com`, zone: 'Asia/Shanghai' });
  }
  return client;
}

/** Imports rows as if from a file. Throws where one is bad. */
export async function importAll(client: Perennial, kind: ImportKindName, rows: readonly Readonly<Record<string, string>>[]): Promise<void> {
  const { results } = await client.imports(kind, { rows: rows.map((values, index) => ({ line: index + 2, values })) });
  const bad = results.find(({ outcome }) => outcome === 'bad');
  if (bad) throw new Error(`${bad.id ?? ''} is bad: ${bad.errors[0]?.reason ?? ''}`);
}

/** Whether all `accounts` can be read within `patience` milliseconds. */
export const areReadable = async (store: Store, accounts: readonly string[], patience: number): Promise<boolean> =>
  !(await Promise.all(accounts.map((account) => journal.awaitSequence(store, `account/${account}`, 1, patience)))).includes(false);

/** Bundles a module's workflows; returns the path of the bundle. */
export async function bundle(stops: Stops, workflowsPath: string): Promise<string> {
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  const folder = mkdtempSync(join(tmpdir(), 'perennial-bench-'));
  stops.add(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'workflows.js');
  writeFileSync(path, code);
  return path;
}
