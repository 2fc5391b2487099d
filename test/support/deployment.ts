// A deployment in one process: the real store in memory and the API's routes; with Temporal, worker and mail server for tests that need them.
import { Client, Connection } from '@temporalio/client';
import type { ParsedMail } from 'mailparser';
import pino from 'pino';
import type { SMTPServerOptions } from 'smtp-server';
import { smtpTransport } from '../../activities/email/send/transport';
import { embeddedTicketing } from '../../activities/ticketing/embedded';
import { registry, type Ticketings } from '../../activities/ticketing/registry';
import { connectPerennial, type Perennial } from '../../client';
import type { DeploymentClock } from '../../domain/time/deployment-clock';
import type { App } from '../../server/app';
import { NOT_IN_CONTRACT } from '../../server/problem';
import type { VerifyHook } from '../../server/routes/hooks';
import { NOT_AS_PROMISED } from '../../server/serve';
import { buildServer } from '../../server/server';
import { deployment, type Store } from '../../store';
import { activitiesOf, followTickets } from '../../up/activities';
import { startWorker } from '../../worker/worker';
import { configured, smtpServer } from '../activities/email/smtp';
import { good } from './answers';
import { openMemoryStore } from './memory-store';
import { STANDARD } from './playbook';
import { clockFromStart, day, ZONE } from './start';
import { startTemporal } from './temporal';

export const TOKEN = 'a-token-of-the-tests';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // Untyped: tests look at it field by field.
  readonly body: ReturnType<typeof JSON.parse>;
}

export interface Deployment {
  readonly app: App;
  readonly client: Perennial;
  readonly store: Store;
  /** What the server logged. */
  readonly log: string[];
  get(path: string, token?: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** The deployment's time. */
  now(): Promise<string>;
  /** Adds one of ours, in Shanghai unless `more` says something else. Answers what the API answers; throws its refusal. */
  addPerson(handle: string, more?: object): Promise<Answer['body']>;
  /** Starts an account of li.wei's, long enough signed to be stable unless `more` says something else. Answers what the API answers; throws its refusal. */
  startAccount(account: string, more?: object): Promise<Answer['body']>;
  close(): Promise<void>;
}

async function deploymentOf(
  temporal: Client,
  store: Store,
  clock: DeploymentClock,
  taskQueue: string,
  close: () => Promise<void>,
  verifyHook?: VerifyHook,
  zoneRules?: string,
): Promise<Deployment> {
  await deployment.setClock(store, clock);
  const client = connectPerennial({ temporal, store, clock, taskQueue, ...(zoneRules !== undefined && { zoneRules }) });
  const log: string[] = [];
  const app = await buildServer({
    client,
    token: TOKEN,
    logger: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
    ...(verifyHook && { verifyHook }),
  });
  const call = async (method: 'GET' | 'POST', url: string, headers: Record<string, string>, payload?: unknown): Promise<Answer> => {
    const answer = await app.inject({
      method,
      url: `/api${url}`,
      headers,
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
    const departure = log.find((line) => line.includes(NOT_IN_CONTRACT) || line.includes(NOT_AS_PROMISED));
    if (departure !== undefined) throw new Error(`the server departs from the contract: ${departure}`);
    return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) };
  };
  const get: Deployment['get'] = (path, token = TOKEN) => call('GET', path, token === '' ? {} : { authorization: `Bearer ${token}` });
  const post: Deployment['post'] = (path, body, headers = {}) => call('POST', path, { authorization: `Bearer ${TOKEN}`, ...headers }, body);
  return {
    app,
    client,
    store,
    log,
    get,
    post,
    now: async () => String((await good(get('/health'))).now),
    addPerson: (handle, more) =>
      good(post('/people', { handle, name: `Name of ${handle}`, email: `${handle}@example.com`, zone: ZONE, ...more })),
    startAccount(account, more) {
      const usual = { name: `Name of ${account}`, signedOn: day(-198), level: 'gold', accountManager: 'li.wei' };
      return good(post('/accounts', { account, ...usual, ...more }));
    },
    async close() {
      await app.close();
      await close();
    },
  };
}

/** Adds a playbook and three of our people. */
async function furnish(client: Perennial, playbook = STANDARD): Promise<void> {
  for (const [handle, manager] of [['liu.qiang'], ['li.wei', 'liu.qiang'], ['wang.fang', 'liu.qiang']] as const)
    await client.people.add({ handle, name: `Name of ${handle}`, email: `${handle}@example.com`, zone: 'Asia/Shanghai', manager });
  // Last, so that the start of people's workflows is tried once, even where it fails.
  await client.playbooks.publish(playbook, 'key-account.yaml');
}

/** A deployment without a Temporal server: nothing listens at its address. */
export async function withoutTemporal(): Promise<Deployment> {
  const store = await openMemoryStore();
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  const opened = await deploymentOf(new Client({ connection }), store, clockFromStart(), 'perennial', async () => {
    await connection.close();
    await store.close();
  });
  await furnish(opened.client);
  return opened;
}

/** A deployment with everything, until the worker is stopped. */
export async function withEverything(
  taskQueue: string,
  {
    speed,
    mailServer = {},
    ticketing = (store, clock) => registry(embeddedTicketing(store, clock)),
    verifyHook,
    linkBase,
    playbook,
    zoneRules,
    activities = (made) => made,
    between = (send) => send,
  }: {
    readonly speed?: number;
    readonly mailServer?: SMTPServerOptions;
    readonly ticketing?: (store: Store, clock: DeploymentClock) => Ticketings;
    readonly verifyHook?: VerifyHook;
    /** The address in the links of mails. */
    readonly linkBase?: string;
    /** The playbook's source; default: the standard playbook. */
    readonly playbook?: string;
    /** Version of the zone rules of server and worker. */
    readonly zoneRules?: string;
    /** Wraps the activities. */
    readonly activities?: (made: ReturnType<typeof activitiesOf>) => ReturnType<typeof activitiesOf>;
    /** Wraps the sender of commands between workflows. */
    readonly between?: Parameters<typeof activitiesOf>[1];
  } = {},
): Promise<Deployment & { readonly temporal: Client; readonly mails: ParsedMail[]; stopWorker(): Promise<void> }> {
  const store = await openMemoryStore();
  const clock = clockFromStart(speed);
  const [temporal, smtp] = await Promise.all([startTemporal(), smtpServer(mailServer)]);
  const mail = smtpTransport(configured(smtp.port));
  const surroundings = {
    store,
    clock,
    temporal: temporal.client,
    taskQueue,
    mail,
    ticketing: ticketing(store, clock),
    logger: pino({ level: 'silent' }),
    linkBase: () => linkBase,
  };
  const worker = await startWorker({
    connection: temporal.native,
    namespace: temporal.namespace,
    taskQueue,
    activities: activities(activitiesOf(surroundings, between)),
    ...(zoneRules !== undefined && { zoneRules }),
  });
  await followTickets(surroundings, 300);
  const close = async (): Promise<void> => {
    await worker.stop();
    mail.close();
    await smtp.close();
    await temporal.stop();
    await store.close();
  };
  const opened = await deploymentOf(temporal.client, store, clock, taskQueue, close, verifyHook, zoneRules);
  await furnish(opened.client, playbook);
  return { ...opened, temporal: temporal.client, mails: smtp.mails, stopWorker: () => worker.stop() };
}
