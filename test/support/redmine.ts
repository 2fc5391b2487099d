// A real Redmine for a test file, with its own data.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../up/temporal-server';
import { cleanEnvironment } from './environment';
import { type ServerProcess, startServerProcess } from './server-process';

const SCRIPT = join(__dirname, '../../scripts/redmine.sh');

export interface Redmine extends ServerProcess {
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
  const server = await startServerProcess({
    name: 'Redmine',
    home,
    spawn: () => spawn('bash', [SCRIPT, 'serve', home, String(port)], { env, stdio: ['ignore', 'pipe', 'pipe'] }),
    answers: () => answers(url, seed.us),
  });
  return { ...server, url, seed };
}

const answers = async (url: string, key: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/issues.json`, { headers: { 'x-redmine-api-key': key } })).ok;
  } catch {
    return false;
  }
};
