// Processes of the built command that run until they are ended: a worker, a server, a whole deployment.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnvironment } from './environment';
import { eventually as seen } from './eventually';

const ROOT = join(__dirname, '../..');

export interface Process {
  /** Its output so far, of both streams. */
  output(): string;
  /** Its exit code, once it has ended; `null` where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Resolves once it has printed `words`; rejects where it ends before, or never prints them. */
  hasPrinted(words: string, patience?: number): Promise<void>;
  /** Ends it, by default like an operator; resolves when it is gone. */
  end(how?: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<() => void>();
// An interrupted test run leaves nothing behind.
process.once('exit', () => running.forEach((kill) => kill()));

/** Starts `perennial ARGS`, without this shell's Perennial settings in its environment. `root`: a copy of the checkout. */
export function startPerennial(args: readonly string[], settings: Readonly<Record<string, string>>, root = ROOT): Process {
  const env = cleanEnvironment(settings);
  const child = spawn(process.execPath, [join(root, 'dist/cli/main.js'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let isRunning = true;
  const kill = (): void => void child.kill('SIGKILL');
  running.add(kill);
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      isRunning = false;
      running.delete(kill);
      resolve(code);
    });
  });
  return {
    output: () => output,
    ended,
    async hasPrinted(words) {
      await seen(`"${words}" said by perennial ${args.join(' ')}`, () => {
        if (output.includes(words)) return true;
        if (!isRunning) throw new Error(`perennial ${args.join(' ')} ended before it said "${words}":\n${output}`);
        return false;
      });
    },
    end(how = 'SIGTERM') {
      child.kill(how);
      return ended;
    },
  };
}
