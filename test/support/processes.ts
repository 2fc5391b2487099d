// Processes of the built command that go on until somebody ends them: a worker, a server, a whole deployment.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnvironment } from './environment';
import { eventually as seen } from './eventually';

const MAIN = join(__dirname, '../../dist/cli/main.js');

export interface Process {
  /** What it has said so far, on both streams. */
  output(): string;
  /** Its exit code, once it has ended; `null` where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Resolves once it has said `words`; rejects where it ends before that, or never says them. */
  hasPrinted(words: string, patience?: number): Promise<void>;
  /** Ends it, by default as an operator would; resolves when it is gone. */
  end(how?: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<() => void>();
// A test run that breaks off leaves nothing behind.
process.once('exit', () => running.forEach((kill) => kill()));

/** Starts `perennial ARGS` with nothing of this shell's Perennial in its environment. */
export function startPerennial(args: readonly string[], settings: Readonly<Record<string, string>>): Process {
  const env = cleanEnvironment(settings);
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
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
