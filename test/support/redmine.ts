// A real Redmine for a test file, with its own data.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../up/temporal-server';
import { cleanEnvironment } from './environment';

const SCRIPT = join(__dirname, '../../scripts/redmine.sh');

export interface Redmine {
  readonly url: string;
  /** What `scripts/redmine-seed.rb` set up: API keys and numbers. */
  readonly seed: {
    readonly us: string;
    /** A user who may not write private notes. */
    readonly indiscreet: string;
    readonly colleague: { readonly id: number; readonly key: string };
    /** A custom field for all projects. */
    readonly everywhere: number;
  };
  /** Kills it with -9. Its data stay. */
  crash(): Promise<void>;
  /** Starts it again after a crash, under the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Whether PERENNIAL_TEST_WITHOUT leaves Redmine out. */
export const withoutRedmine = (): boolean => (process.env.PERENNIAL_TEST_WITHOUT ?? '').split(',').includes('redmine');

/** About ten seconds. */
export async function startRedmine(): Promise<Redmine> {
  if (!existsSync('/usr/share/redmine/config.ru'))
    throw new Error(
      'Redmine is not installed: run scripts/redmine.sh install, or set PERENNIAL_TEST_WITHOUT=redmine to do without its tests.',
    );
  const home = await mkdtemp(join(tmpdir(), 'perennial-redmine-'));
  const env = cleanEnvironment({ HOME: home });
  const { stdout } = await promisify(execFile)('bash', [SCRIPT, 'prepare', home], { env });
  const seed = JSON.parse(stdout) as Redmine['seed'];
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;

  const serve = async (): Promise<ChildProcess> => {
    const server = spawn('bash', [SCRIPT, 'serve', home, String(port)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [server.stdout, server.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    while (!(await answers(url, seed.us))) {
      if (server.exitCode !== null) throw new Error(`Redmine did not start: ${output}`);
      await sleep(100);
    }
    return server;
  };
  let server = await serve();
  const kill = (): void => void server.kill('SIGKILL');
  process.once('exit', kill);
  const crash = async (): Promise<void> => {
    const gone = new Promise((resolve) => server.once('close', resolve));
    kill();
    await gone;
  };
  return {
    url,
    seed,
    crash,
    async restart() {
      server = await serve();
    },
    async stop() {
      await crash();
      process.off('exit', kill);
      await rm(home, { recursive: true, force: true });
    },
  };
}

const answers = async (url: string, key: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/issues.json`, { headers: { 'x-redmine-api-key': key } })).ok;
  } catch {
    return false;
  }
};
