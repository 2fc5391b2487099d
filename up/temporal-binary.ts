// Finds, downloads or builds Temporal's command-line program, which contains the embedded development server.
import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { DomainError } from '../domain/decider/decider';

/** The last version that `go install` can build. */
const GO_MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';
const DOWNLOAD_PATIENCE = 120_000;

type Say = (line: string) => void;

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (program: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isExecutable);

/** The folder in which programs are kept for all projects. */
const cacheFolder = (): string => join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'perennial', 'bin');

/**
 * The path of a `temporal` program: from the PATH, the cache, the SDK's download, or a build with Go. Throws `no-temporal-server`, which names all
 * of these ways.
 */
export async function temporalBinary(say: Say): Promise<string> {
  const cached = join(cacheFolder(), 'temporal');
  const found = onPath('temporal') ?? (isExecutable(cached) ? cached : undefined);
  if (found) return found;
  mkdirSync(cacheFolder(), { recursive: true });
  const made = (await downloaded(cached, say)) ?? (await built(cached, say));
  if (made) return made;
  throw new DomainError('no-temporal-server', { why: 'nowhere', cached, module: GO_MODULE });
}

/** Lets the SDK download the program. Without access to the internet this fails at once. */
async function downloaded(target: string, say: Say): Promise<string | undefined> {
  say('Temporal server: none on this machine yet, trying the SDK’s own download …');
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const folder = cacheFolder();
  const options = { server: { executable: { type: 'cached-download' as const, downloadDir: folder } } };
  let timer: NodeJS.Timeout | undefined;
  try {
    const environment = await Promise.race([
      TestWorkflowEnvironment.createLocal(options),
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('timed out')), DOWNLOAD_PATIENCE);
      }),
    ]);
    await environment.teardown();
    const name = readdirSync(folder).find((file) => file.startsWith('temporal-'));
    if (!name) return undefined;
    renameSync(join(folder, name), target);
    return target;
  } catch {
    say('Temporal server: the download is out of reach');
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

const MINUTE = 60_000;

/** Builds the program from the Go module proxy: about three minutes on two cores. */
async function built(target: string, say: Say): Promise<string | undefined> {
  if (!onPath('go')) return undefined;
  say(
    `Temporal server: building it with ${execFileSync('go', ['version'], { encoding: 'utf8' }).trim()}; this takes a few minutes, once …`,
  );
  const folder = join(tmpdir(), `perennial-build-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const started = Date.now();
  const progress = setInterval(
    () => say(`Temporal server: still building, ${Math.round((Date.now() - started) / 1000)} s so far …`),
    MINUTE / 4,
  );
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn('go', ['install', GO_MODULE], { env: { ...process.env, GOBIN: folder }, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2_000);
    });
    child
      .on('error', () => resolve(null))
      .on('close', (status) => {
        if (status !== 0) say(`Temporal server: the build failed: ${complaint.trim().split('\n').at(-1) ?? ''}`);
        resolve(status);
      });
  });
  clearInterval(progress);
  if (code !== 0) return undefined;
  // One atomic step, since two projects may build at once.
  renameSync(join(folder, 'temporal'), target);
  return target;
}
