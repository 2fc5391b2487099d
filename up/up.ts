// `perennial up`: Temporal, store, mailbox, worker and API on one machine, with samples to look at.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectPerennial, type Perennial } from '../client';
import { DomainError } from '../domain/decider/decider';
import { given } from '../domain/given';
import { type DeploymentClock, deploymentTime, testStart } from '../domain/time/deployment-clock';
import { dateOf, formatInstant } from '../domain/time/time';
import { projectRoot } from '../project-root';
import { type TemporalTarget, temporalTarget } from '../worker/temporal';
import { collectGarbage } from './collect-garbage';
import { newLogger, prepareHome, storeAt } from './configuration';
import { startDemoPeople } from './demo-people';
import { demoSpeed } from './demo-speed';
import { openStoreOf, openTemporal, type Stops, untilAsked } from './deployment';
import { startMailbox } from './mailbox';
import { serve } from './run-server';
import { publicUrl, startWorkerOf } from './run-worker';
import { sampleRows } from './samples';
import { atUsualPort, startTemporalServer, superviseTemporalServer } from './temporal-server';

export interface UpOptions {
  /** The data directory. */
  readonly home: string;
  /** A speed such as `1mo=10s`: makes it a demonstration, whose people act by script. */
  readonly demoSpeed?: string;
  /** Brings no samples into an empty store. */
  readonly empty?: boolean;
  /** Begins a demonstration anew. */
  readonly fresh?: boolean;
  readonly port?: number;
}

const PLAYBOOK = join(projectRoot(), 'playbooks', 'key-account.yaml');
const TEMPORAL_PORT = 7233;
const TEMPORAL_UI_PORT = 8233;
const MAILBOX_PORT = 2525;
/** Real milliseconds. */
const READING = 60_000;
const LOOK_AGAIN = 200;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const row = (name: string, value: string): void => say(`  ${name.padEnd(14)} ${value}`);

/** Runs everything until it is asked to stop; returns the exit code. */
export async function up(options: UpOptions): Promise<number> {
  const code = await untilAsked(
    (stops) => start(stops, options),
    say,
    () => say('\nperennial: stopping; what is under way is finished first …'),
  );
  if (code === 0) say('perennial: stopped. The next start goes on from here.');
  return code;
}

/** Workflows that stay in memory. This process has worker, API and database, and each workflow takes about half a megabyte. */
const CACHED = 400;

async function start(stops: Stops, options: UpOptions): Promise<void> {
  const speed = options.demoSpeed === undefined ? undefined : demoSpeed(options.demoSpeed);
  if (speed !== undefined) asideIfStale(resolve(options.home), speed, options.fresh === true);
  const home = prepareHome(options.home);
  say(`perennial: starting in ${relative(process.cwd(), home) || '.'} …`);

  // The store first: its lock keeps a second process away from the whole directory.
  const where = storeAt(home);
  if ('dir' in where) mkdirSync(where.dir, { recursive: true });
  const { store, clock } = await openStoreOf(stops, where, speed);
  row('store', 'dir' in where ? `embedded PostgreSQL in ${relative(process.cwd(), where.dir)}` : 'PostgreSQL (DATABASE_URL)');
  const start = testStart(clock);
  if (start !== undefined) row('clock', `of a test deployment: it started at ${formatInstant(start)}`);

  const { target, ui, isOurs } = await temporalFor(stops, home);
  const temporal = await openTemporal(stops, target, isOurs);
  row('Temporal', `${target.connection.address ?? 'localhost:7233'}${ui ? `, to look into: ${ui}` : ''}`);

  if (!process.env.SMTP_URL && !process.env.MAIL_HOST) {
    const mailbox = await atUsualPort(MAILBOX_PORT, (port) => startMailbox({ store, port }));
    stops.add(() => mailbox.close());
    process.env.SMTP_URL = `smtp://127.0.0.1:${mailbox.port}`;
    row('mailbox', `catches all mail, at 127.0.0.1:${mailbox.port} (\`npx perennial mail list\`)`);
  } else row('mail', 'goes out by SMTP');

  // Mails that are sent before the API listens have no links.
  const api: { url?: string } = {};
  const mail = await startWorkerOf(stops, { store, clock }, temporal, target, newLogger(), {
    linkBase: () => publicUrl() ?? api.url,
    maxCachedWorkflows: CACHED,
  });
  row('worker', 'running');
  const checkMail = async (): Promise<void> => {
    const handover = await mail.check();
    if (handover.state !== 'sent') throw new DomainError('mail-server-refuses');
  };
  const client = connectPerennial({ temporal, store, clock, checkMail });
  const isNew = await publishFirstPlaybook(client);
  const { url } = await serve(stops, client, home, options.port, say);
  api.url = url;
  row('API', `${url}/api (what it can do: ${url}/api/openapi.json)`);

  if (isNew && !options.empty) await importSamples(client, clock);
  else await client.people.ensure();
  welcome(options.demoSpeed);
  collectGarbage();
  if (speed !== undefined) {
    const people = startDemoPeople(client, clock, join(home, LAST_SEEN), say);
    stops.add(() => people.stop());
  }
}

/** The server of TEMPORAL_ADDRESS, or an embedded one with its data in a file. */
async function temporalFor(stops: Stops, home: string): Promise<{ target: TemporalTarget; ui?: string; isOurs: boolean }> {
  if (process.env.TEMPORAL_ADDRESS) return { target: temporalTarget(), isOurs: false };
  const folder = join(home, 'temporal');
  mkdirSync(folder, { recursive: true });
  const options = {
    folder,
    usualPort: TEMPORAL_PORT,
    uiPort: TEMPORAL_UI_PORT,
    say: (line: string) => say(`  ${line}`),
  };
  const server = await startTemporalServer(options);
  const watch = superviseTemporalServer(options, server);
  stops.add(() => watch.stop());
  return { target: temporalTarget(server.address), isOurs: true, ...given({ ui: server.ui }) };
}

/** Publishes the standard playbook in a store without one. */
async function publishFirstPlaybook(client: Perennial): Promise<boolean> {
  if ((await client.playbooks.list()).length > 0) return false;
  await client.playbooks.publish(readFileSync(PLAYBOOK, 'utf8'), 'playbooks/key-account.yaml');
  return true;
}

async function importSamples(client: Perennial, clock: DeploymentClock): Promise<void> {
  const today = dateOf(deploymentTime(clock, Date.now()), 'UTC');
  const counts: string[] = [];
  for (const kind of ['people', 'accounts', 'contacts'] as const) {
    const { results } = await client.imports(kind, { rows: sampleRows(kind, today) });
    for (const { line, errors } of results.filter(({ outcome }) => outcome === 'bad'))
      for (const { column, code, parameters } of errors)
        throw new DomainError('bad-samples', {
          file: `samples/${kind}.csv`,
          line,
          column,
          of: { code, ...(parameters && { parameters }) },
        });
    if (kind === 'accounts') await untilRead(client, results.length);
    counts.push(`${results.length} ${kind}`);
  }
  row('samples', counts.join(', '));
}

/** Waits until the accounts can be read, since contacts need them. A busy machine takes a while after the starts. */
async function untilRead(client: Perennial, count: number): Promise<void> {
  for (const end = Date.now() + READING; Date.now() < end && (await client.accounts.list()).length < count; ) await sleep(LOOK_AGAIN);
}

function welcome(speed: string | undefined): void {
  say('');
  say(
    speed === undefined
      ? 'Perennial is running. In a second terminal:'
      : `Perennial is running ${speed} fast, with people who act by script; nobody real gets mail. In a second terminal:`,
  );
  for (const [command, what] of [
    ['npx perennial account list', 'the accounts, with stage and next due'],
    ['npx perennial task list --owner li.wei', 'what one person has to do'],
    ['npx perennial mail list', 'the mails that were sent'],
    ['npx perennial --help', 'everything else'],
  ] as const)
    say(`  ${command.padEnd(40)} ${what}`);
  say('Ctrl-C stops it.');
}

const LAST_SEEN = 'last-seen';
/** Milliseconds of its own clock after which a demonstration begins anew. */
const STALE = 2 * 365 * 86_400_000;

/** Puts a stale demonstration aside. Its clock goes on while it is away: after an hour it would be decades older. */
function asideIfStale(home: string, speed: number, isFresh: boolean): void {
  const file = join(home, LAST_SEEN);
  if (!existsSync(home) || (!isFresh && (!existsSync(file) || (Date.now() - Number(readFileSync(file, 'utf8'))) * speed < STALE))) return;
  const old = `${home}.old`;
  rmSync(old, { recursive: true, force: true });
  renameSync(home, old);
  say(
    `perennial: the earlier demo ${isFresh ? 'is put aside' : 'was away for years of its own time, it begins anew'} (kept in ${relative(process.cwd(), old)})`,
  );
}
