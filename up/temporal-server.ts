// The embedded Temporal server: the development server with its data in a file.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { DomainError } from '../domain/decider/decider';
import { birthOf, commandOf } from '../store';
import { temporalBinary } from './temporal-binary';

export interface TemporalServer {
  readonly address: string;
  /** Address of its web UI; absent where it was started without one. */
  readonly ui?: string;
  readonly pid: number;
  /** Whether the process that was started still runs, and not another one with its number. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

export interface TemporalServerOptions {
  /** Folder of its database, and of a file that finds a server which outlived its owner; absent: in memory. */
  readonly folder?: string;
  /** The port to use; absent: the usual port, or a free one where that is taken. */
  readonly port?: number;
  readonly usualPort?: number;
  /** Port of its web UI, or a free one where that is taken; absent: no web UI. */
  readonly uiPort?: number;
  readonly say: (line: string) => void;
}

const HOST = '127.0.0.1';
const START_PATIENCE = 30_000;
/** In the folder: the file about the running server, and its database. */
const MEMORY = 'temporal.json';
const DATABASE = 'temporal.db';
/** In the folder: the output of the server that was started last. */
const OUTPUT = 'temporal.log';
const UP = /^Server:/m;
const ENDED = 'temporal-server-ended';

/** Measured: a file is 2.5 times as fast with these settings, and with one partition no task waits long. */
const SETTINGS = [
  '--dynamic-config-value',
  'matching.numTaskqueueReadPartitions=1',
  '--dynamic-config-value',
  'matching.numTaskqueueWritePartitions=1',
];
const PRAGMAS = ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'];

/** Attempts to find a port: one that was free a moment ago may be taken. */
const TRIES = 4;

/** Starts a server, or takes over the one that a dead owner of `folder` left running. Throws `no-temporal-server`, `temporal-server-ended`. */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce(options);
    } catch (error) {
      const mayHelp = error instanceof DomainError && error.code === ENDED && options.port === undefined && tries < TRIES;
      if (!mayHelp) throw error;
    }
  }
}

async function startOnce({ folder, port, usualPort, uiPort, say }: TemporalServerOptions): Promise<TemporalServer> {
  const left = folder === undefined ? undefined : leftRunning(folder, say);
  if (left && (await answers(left.port))) {
    say('Temporal server: going on with the one that is still running');
    return serverOf(left, folder);
  }
  const binary = await temporalBinary(say);
  const mine = { port: port ?? (await freePort(usualPort)), uiPort: uiPort === undefined ? undefined : await freePort(uiPort) };
  const args = ['server', 'start-dev', '--ip', HOST, '--port', String(mine.port), '--log-level', 'error', ...SETTINGS];
  if (mine.uiPort === undefined) args.push('--headless');
  else args.push('--ui-port', String(mine.uiPort));
  if (folder !== undefined) args.push('--db-filename', join(folder, DATABASE), ...PRAGMAS);
  // In its own process group, so that Ctrl-C reaches only us: we let running work finish first.
  const output = folder === undefined ? undefined : join(folder, OUTPUT);
  const into = output === undefined ? 'ignore' : openSync(output, 'w');
  const child = spawn(binary, args, { detached: true, stdio: ['ignore', into, into] });
  if (typeof into === 'number') closeSync(into);
  const gone = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new DomainError('no-temporal-server', { why: 'broken', details: error.message })));
    child.once('exit', (code) => reject(new DomainError(ENDED, { code: String(code), port: mine.port })));
  });
  gone.catch(() => undefined);
  await Promise.race([answering(mine.port, output), gone]);
  child.unref();
  const pid = child.pid ?? 0;
  const server = { ...mine, pid, born: birthOf(pid) ?? '' };
  if (folder !== undefined) writeFileSync(join(folder, MEMORY), JSON.stringify(server));
  return serverOf(server, folder);
}

interface Running {
  readonly port: number;
  readonly uiPort?: number | undefined;
  readonly pid: number;
  /** When its process started, since its number may be reused; empty where the system does not tell. */
  readonly born: string;
}

function serverOf(running: Running, folder: string | undefined): TemporalServer {
  const { port, uiPort, pid } = running;
  return {
    address: `${HOST}:${port}`,
    pid,
    isAlive: () => isAlive(running),
    ...(uiPort === undefined ? {} : { ui: `http://${HOST}:${uiPort}` }),
    async stop() {
      if (isAlive(running)) process.kill(pid, 'SIGTERM');
      for (let waited = 0; isAlive(running) && waited < 10_000; waited += 50) await pause(50);
      if (isAlive(running)) process.kill(pid, 'SIGKILL');
      if (folder !== undefined) rmSync(join(folder, MEMORY), { force: true });
    },
  };
}

/** Starts the server again at the same address whenever it dies. `stop` ends the watching and the server. */
export function superviseTemporalServer(options: TemporalServerOptions, first: TemporalServer): { stop(): Promise<void> } {
  let server = first;
  let isStopping = false;
  let restarting: Promise<void> | undefined;
  const restart = async (): Promise<void> => {
    options.say('Temporal server: it has died; starting it again …');
    try {
      server = await startTemporalServer({ ...options, port: Number(first.address.split(':')[1]) });
    } catch (error) {
      options.say(error instanceof Error ? error.message : String(error));
    }
    restarting = undefined;
  };
  const watch = setInterval(() => {
    if (!isStopping && restarting === undefined && !server.isAlive()) restarting = restart();
  }, 500);
  return {
    async stop() {
      isStopping = true;
      clearInterval(watch);
      await restarting;
      await server.stop();
    },
  };
}

/** The server that an earlier owner left running. Its process start, database and port must match what the file says. */
function leftRunning(folder: string, say: (line: string) => void): Running | undefined {
  let left: Running | null;
  try {
    left = JSON.parse(readFileSync(join(folder, MEMORY), 'utf8')) as Running | null;
  } catch {
    return undefined;
  }
  if (left === null) return undefined;
  if (birthOf(left.pid) === 'dead') return undefined;
  const words = commandOf(left.pid)?.split(' ') ?? [];
  const isOurs = isAlive(left) && left.born !== '' && words.includes(String(left.port)) && words.includes(join(folder, DATABASE));
  if (isOurs) return left;
  say(`Temporal server: process ${left.pid}, which ${MEMORY} names, is not ours (any more); it is left alone, and another server started`);
  return undefined;
}

/** Whether the process of `running` still runs, and not another one with its number. */
function isAlive({ pid, born }: Running): boolean {
  const now = birthOf(pid);
  return now !== 'dead' && (now === undefined || now === born);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the server says in `output` that it is up. An answer at the port is not enough: another server may have taken it. */
async function answering(port: number, output: string | undefined): Promise<void> {
  const isUp = (): boolean => output === undefined || UP.test(readFileSync(output, 'utf8'));
  for (let waited = 0; waited < START_PATIENCE; waited += 100) {
    if (isUp() && (await answers(port))) return;
    await pause(100);
  }
  throw new DomainError('no-temporal-server', { why: 'silent', port });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, HOST);
    const done = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.setTimeout(1_000, () => done(false));
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}

/** `preferred` if it is free, else any free port. */
export function freePort(preferred = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      if (preferred === 0) reject(error);
      else freePort().then(resolve, reject);
    });
    server.listen(preferred, HOST, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : preferred));
    });
  });
}

/** Opens something at its usual port, or at a free one where that is taken. */
export async function atUsualPort<T>(usual: number, open: (port: number) => Promise<T>): Promise<T> {
  try {
    return await open(usual);
  } catch (error) {
    if (!(error instanceof DomainError && TAKEN.includes(error.code))) throw error;
    return open(0);
  }
}

const TAKEN: readonly string[] = ['port-in-use', 'port-taken'];
