// Processes of the built command that go on until somebody ends them: a worker, a server, a whole deployment.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(__dirname, '../../dist/cli/main.js');

export interface Process {
  /** What it has said so far, on both streams. */
  said(): string;
  /** Its exit code, once it has ended; `null` where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Resolves once it has said `words`; rejects where it ends before that, or after `patience` ms. */
  hasSaid(words: string, patience?: number): Promise<void>;
  /** Ends it, by default as an operator would; resolves when it is gone. */
  end(how?: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<() => void>();
// A test run that breaks off leaves nothing behind.
process.once('exit', () => running.forEach((kill) => kill()));

/** Starts `perennial ARGS` with nothing of this shell's Perennial in its environment. */
export function startPerennial(args: readonly string[], settings: Readonly<Record<string, string>>): Process {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TZ: 'UTC', ...settings };
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let isRunning = true;
  const kill = (): void => void child.kill('SIGKILL');
  running.add(kill);
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      isRunning = false;
      running.delete(kill);
      resolve(code);
    });
  });
  return {
    said: () => said,
    ended,
    async hasSaid(words, patience = 60_000) {
      for (let waited = 0; !said.includes(words); waited += 50) {
        if (!isRunning) throw new Error(`perennial ${args.join(' ')} ended before it said "${words}":\n${said}`);
        if (waited > patience) throw new Error(`perennial ${args.join(' ')} has not said "${words}":\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    end(how = 'SIGTERM') {
      child.kill(how);
      return ended;
    },
  };
}

/** Waits until `holds`, at most `patience` ms; throws what was not seen. */
export async function eventually(what: string, patience: number, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not seen within ${patience / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
