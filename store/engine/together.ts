// Many who ask the same at once are answered together: one statement, or one commit, then serves hundreds of callers.
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../domain/decider/decider';
import type { Store } from './store';

/**
 * `work` answers many items at once, each with its answer or with what is wrong with it, or throws where it did nothing. What comes while it is
 * under way waits for the next time, so that nobody is answered by what was read before they asked. At most `most` items go together. Where nobody is in a hurry, `patience` is how many
 * milliseconds a batch waits for others. Where
 * `work` throws for a reason that may lie in one item, each is tried alone.
 */
export function together<Item, Answer>(
  work: (store: Store, items: readonly Item[]) => Promise<readonly (Answer | Error)[]>,
  { most = 100, patience = 0 }: { readonly most?: number; readonly patience?: number } = {},
): (store: Store, item: Item) => Promise<Answer> {
  const queues = new WeakMap<Store, Queue<Item, Answer>>();
  return (store, item) => {
    const queue = queues.get(store) ?? new Queue((items: readonly Item[]) => work(store, items), most, patience);
    queues.set(store, queue);
    return queue.add(item);
  };
}

/** What `read` finds under a key; keys that are asked for at the same time are read in one statement. */
export const readTogether = <Row>(
  read: (store: Store, keys: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
): ((store: Store, key: string) => Promise<Row | undefined>) =>
  together(async (store, keys: readonly string[]) => {
    const found = await read(store, [...new Set(keys)]);
    return keys.map((key) => found.get(key));
  });

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

class Queue<Item, Answer> {
  #waiting: Waiting<Item, Answer>[] = [];
  #isWorking = false;

  constructor(
    private readonly work: (items: readonly Item[]) => Promise<readonly (Answer | Error)[]>,
    private readonly most: number,
    private readonly patience: number,
  ) {}

  add(item: Item): Promise<Answer> {
    const answered = new Promise<Answer>((resolve, reject) => this.#waiting.push({ item, resolve, reject }));
    if (!this.#isWorking) void this.#drain();
    return answered;
  }

  async #drain(): Promise<void> {
    this.#isWorking = true;
    while (this.#waiting.length > 0) {
      await this.#others();
      await this.#answer(this.#waiting.splice(0, this.most));
    }
    this.#isWorking = false;
  }

  /** Everybody who asks in this turn of the event loop, and while patience lasts, is in the same batch. */
  async #others(): Promise<void> {
    if (this.patience > 0 && this.#waiting.length < this.most) await sleep(this.patience);
    else await new Promise<void>((resolve) => setImmediate(resolve));
  }

  async #answer(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.work(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        const answer = answers[index] as Answer | Error;
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
    } catch (error) {
      if (batch.length === 1 || isAway(error)) for (const { reject } of batch) reject(error);
      else for (const one of batch) await this.#answer([one]);
    }
  }
}

const isAway = (error: unknown): boolean => error instanceof DomainError && error.code === 'store-unreachable';
