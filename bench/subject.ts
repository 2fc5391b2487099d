// Everything that is measured runs in a process of its own, which gets requests over a channel. So no measurement disturbs another.
import { fork } from 'node:child_process';

/** The role of a process: it opens what it needs, then measures once for each request. */
export type Role<Setting, Order, Answer> = (setting: Setting) => Promise<Played<Order, Answer>>;

interface Played<Order, Answer> {
  readonly measure: (order: Order) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export interface Subject<Order, Answer> {
  readonly measure: (order: Order) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

type Answered = { readonly value: unknown } | { readonly error: string };

/** Node flags for all of these processes, such as `--cpu-prof`. */
const NODE_FLAGS = (process.env.BENCH_NODE_FLAGS ?? '').split(' ').filter((flag) => flag !== '');

/** Milliseconds that a process has to close everything. */
const PATIENCE = 20_000;

/** Starts a process for the role `name`. It is ready when the promise resolves. */
export async function startSubject<Setting, Order, Answer>(
  name: string,
  _role: Role<Setting, Order, Answer>,
  setting: Setting,
  flags: readonly string[] = [],
): Promise<Subject<Order, Answer>> {
  const child = fork(process.argv[1] ?? '', ['--role', name], { execArgv: [...flags, ...NODE_FLAGS] });
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const ask = (message: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const gone = (code: number | null): void => reject(new Error(`${name}: the process ended with ${String(code)}`));
      child.once('exit', gone);
      child.once('message', (answer: Answered) => {
        child.off('exit', gone);
        if ('error' in answer) reject(new Error(`${name}: ${answer.error}`));
        else resolve(answer.value);
      });
      child.send(message);
    });
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    await ended;
    clearTimeout(patience);
  };
  try {
    await ask({ setting });
  } catch (error) {
    await stop();
    throw error;
  }
  return { measure: async (order) => (await ask({ order })) as Answer, stop };
}

/** In the child process: plays `role` until the parent disconnects. */
export function play(role: Role<never, never, unknown>): void {
  let opened: Promise<Played<never, unknown>> | undefined;
  const carryOut = async (message: { readonly setting: never } | { readonly order: never }): Promise<unknown> => {
    if ('order' in message) return (await opened)?.measure(message.order);
    opened = role(message.setting);
    await opened;
    return null;
  };
  process.on('message', (message: { readonly setting: never } | { readonly order: never }) => {
    carryOut(message).then(
      (value) => process.send?.({ value }),
      (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => {
    const close = async (): Promise<void> => (await opened)?.close();
    close().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  });
  // Ctrl-C is for the parent, which then ends this process.
  process.on('SIGINT', () => undefined);
}
