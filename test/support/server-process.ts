// A server of somebody else's that tests run as a process: PostgreSQL, Request Tracker, Redmine.
import type { ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerProcess {
  /** Ends it at once, like a crash. Its files stay. */
  crash(): Promise<void>;
  /** Starts it again after a crash, under the same address. */
  restart(): Promise<void>;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

interface Program {
  readonly name: string;
  /** The folder of its files. */
  readonly home: string;
  readonly spawn: () => ChildProcess;
  /** Whether it answers already. */
  readonly answers: () => Promise<boolean>;
  /** The signals of a crash and of an orderly end. */
  readonly signals?: { readonly crash: NodeJS.Signals; readonly stop: NodeJS.Signals };
}

const KILLED = { crash: 'SIGKILL', stop: 'SIGKILL' } as const;

/** Starts it and waits until it answers; it ends with the process of the tests. Throws what it wrote where it ends before that. */
export async function startServerProcess({ name, home, spawn, answers, signals = KILLED }: Program): Promise<ServerProcess> {
  const remove = () => rm(home, { recursive: true, force: true });
  const serve = async () => {
    const child = spawn();
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-10_000)));
    let isOver = false;
    const gone = new Promise<void>((resolve) => {
      child.once('error', ({ message }) => resolve(void (output += message))).once('exit', () => resolve());
    }).then(() => void (isOver = true));
    while (!(await answers())) {
      if (isOver) throw new Error(`${name} did not start: ${output}`);
      await sleep(50);
    }
    return { child, gone };
  };
  let server = await serve().catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const end = async (how: NodeJS.Signals): Promise<void> => {
    server.child.kill(how);
    await server.gone;
  };
  const kill = (): void => void server.child.kill(signals.crash);
  process.once('exit', kill);
  return {
    crash: () => end(signals.crash),
    async restart() {
      server = await serve();
    },
    async stop() {
      await end(signals.stop);
      process.off('exit', kill);
      await remove();
    },
  };
}
