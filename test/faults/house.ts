// A deployment with a process for every part, so that each can be killed: PostgreSQL, Temporal with a file, worker, API. The mail server runs in
// the test.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { deployment, openStore, type Store } from '../../store';
import { demoSpeed } from '../../up/demo-speed';
import { freePort, startTemporalServer } from '../../up/temporal-server';
import { connectClient, temporalTarget } from '../../worker/temporal';
import { quietRuntime } from '../../worker/worker';
import { perennial } from '../cli/perennial';
import { eventually } from '../support/eventually';
import { startPostgres } from '../support/postgres';
import { type Process, startPerennial } from '../support/processes';
import { type Postbox, startPostbox } from './postbox';

export interface House {
  readonly store: Store;
  readonly postbox: Postbox;
  /** Processes that ended by themselves. */
  readonly died: readonly string[];
  /** Runs a command; returns its JSON. Throws its output where it failed. */
  run(...args: string[]): Promise<unknown>;
  /** Sends a request to the API; `undefined` where the API, or what it needs, is away. A key makes a repeat harmless. */
  ask(method: 'GET' | 'POST', path: string, body?: object, key?: string): Promise<{ status: number; body: unknown } | undefined>;
  /** Repeats a request under a fixed key until it is answered; returns the answer. Throws a final refusal. */
  insist(path: string, body: object, key: string): Promise<unknown>;
  /** Kills the worker with -9 and starts a new one. */
  killWorker(): Promise<void>;
  /** Ends the worker like an operator: nothing is sent any more. */
  stopWorker(): Promise<void>;
  killTemporal(): Promise<void>;
  /** Takes the store away for `ms` milliseconds. */
  withoutStore(ms: number): Promise<void>;
  withoutMail(ms: number): Promise<void>;
  /** The ids of all workflows of a type, once for each start. */
  workflows(type: string): Promise<string[]>;
  /** Replays every history; returns the errors. */
  replay(): Promise<string[]>;
  close(): Promise<void>;
}

const BUNDLE = join(__dirname, '../../dist/workflow-bundle.js');
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Builds it with a clock that shows `origin` now and runs at `speed`, such as `12h=1s`. */
export async function buildHouse(origin: string, speed: string): Promise<House> {
  const home = mkdtempSync(join(tmpdir(), 'perennial-faults-'));
  const [postgres, postbox] = await Promise.all([startPostgres(), startPostbox()]);
  const store = await openStore({ url: postgres.url });
  const temporalAt = { folder: home, port: await freePort(), say: () => undefined };
  let temporal = await startTemporalServer(temporalAt);
  const settings = {
    PERENNIAL_HOME: home,
    DATABASE_URL: postgres.url,
    TEMPORAL_ADDRESS: temporal.address,
    SMTP_URL: `smtp://127.0.0.1:${postbox.port}`,
    MAIL_FROM: 'Perennial <perennial@key.example>',
    PERENNIAL_LOG: 'error',
    PERENNIAL_TEST_CLOCK: origin,
  };
  await deployment.setClock(store, { real: Date.now(), deployment: Date.parse(origin), speed: demoSpeed(speed) });

  const died: string[] = [];
  const asked = new Set<Process>();
  const end = (one: Process, how: NodeJS.Signals): Promise<number | null> => {
    asked.add(one);
    return one.end(how);
  };
  const part = async (name: string, sign: string): Promise<Process> => {
    const started = startPerennial([name, '--demo-speed', speed], settings);
    await started.hasPrinted(sign);
    void started.ended.then((code) => asked.has(started) || died.push(`${name} with ${code}: ${started.output()}`));
    return started;
  };
  const newWorker = () => part('worker', 'the worker is running');
  let worker = await newWorker();
  const server = await part('server', 'the API listens');
  const url = readFileSync(join(home, 'api-url'), 'utf8').trim();
  const authorization = `Bearer ${readFileSync(join(home, 'token'), 'utf8').trim()}`;

  const ask: House['ask'] = async (method, path, body, key) => {
    const headers = { authorization, ...(body && { 'content-type': 'application/json' }), ...(key && { 'idempotency-key': key }) };
    try {
      const answer = await fetch(`${url}/api${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
      return { status: answer.status, body: await answer.json() };
    } catch {
      return undefined;
    }
  };
  const ofTemporal = async <T>(look: (client: Client) => Promise<T>): Promise<T> => {
    const { client, connection } = await connectClient(temporalTarget(temporal.address));
    return look(client).finally(() => connection.close());
  };

  return {
    store,
    postbox,
    died,
    ask,
    async run(...args) {
      const { code, out, err } = await perennial([...args, '--json'], { env: { PERENNIAL_HOME: home } });
      if (code !== 0) throw new Error(`perennial ${args.join(' ')} ended with ${code}: ${err}${out}`);
      return JSON.parse(out);
    },
    async insist(path, body, key) {
      let answered: unknown;
      await eventually(`${path} carried out`, async () => {
        const answer = await ask('POST', path, body, key);
        if (answer && answer.status >= 400 && answer.status < 500) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
        answered = answer?.body;
        return answer?.status === 200;
      });
      return answered;
    },
    async killWorker() {
      await end(worker, 'SIGKILL');
      worker = await newWorker();
    },
    stopWorker: () => end(worker, 'SIGTERM').then(() => undefined),
    async killTemporal() {
      process.kill(temporal.pid, 'SIGKILL');
      await pause(1_000);
      temporal = await startTemporalServer(temporalAt);
    },
    async withoutStore(ms) {
      await postgres.crash();
      await pause(ms);
      await postgres.restart();
    },
    async withoutMail(ms) {
      postbox.busy(true);
      await pause(ms / 2);
      await postbox.close();
      await pause(ms / 2);
      await postbox.open();
      postbox.busy(false);
    },
    workflows: (type) =>
      ofTemporal(async ({ workflow }) => {
        const ids: string[] = [];
        for await (const { workflowId } of workflow.list({ query: `WorkflowType = '${type}'` })) ids.push(workflowId);
        return ids;
      }),
    async replay() {
      quietRuntime('ERROR');
      return ofTemporal(async ({ workflow }) => {
        const wrong: string[] = [];
        for await (const { workflowId, error } of Worker.runReplayHistories(
          { workflowBundle: { codePath: BUNDLE } },
          workflow.list().intoHistories(),
        ))
          if (error) wrong.push(`${workflowId}: ${error.message}`);
        return wrong;
      });
    },
    async close() {
      await Promise.all([end(worker, 'SIGTERM'), end(server, 'SIGTERM')]);
      await temporal.stop();
      await postbox.close();
      await store.close();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
