// Waits until the journal, and so the read models, have reached a sequence number: callers can read what they wrote.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../engine/store';
import { readTogether } from '../engine/together';

/** Sequence number of an entity's last journalled event; 0 where there is none. */
export const lastSequence = async (store: Store, entity: string): Promise<number> => (await sequenceOf(store, entity)) ?? 0;

const sequencesOf = async (store: Store, entities: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const rows = await store.db.selectFrom('entity').select(['id', 'sequence']).where('id', 'in', entities).execute();
  return new Map(rows.map(({ id, sequence }) => [id, sequence]));
};
const sequenceOf = readTogether(sequencesOf);

interface Waiting {
  readonly entity: string;
  readonly sequence: number;
  readonly end: (isReached: boolean) => void;
  readonly fail: (error: unknown) => void;
}

const waitingFor = new WeakMap<Store, Set<Waiting>>();

/** Tells the waiting callers that an entity's journal has reached `sequence`. */
export const wake = (store: Store, entity: string, sequence: number): void => {
  for (const waiting of waitingFor.get(store) ?? []) if (waiting.entity === entity && waiting.sequence <= sequence) waiting.end(true);
};

/** Real milliseconds between looks at what other processes journal: one look for all who wait, so that a thousand of them do not load the store. */
const LOOK_EVERY_MS = 100;

const lookForAll = async (store: Store, all: Set<Waiting>): Promise<void> => {
  for (;;) {
    await sleep(LOOK_EVERY_MS);
    if (all.size === 0) break;
    const entities = Array.from(new Set(Array.from(all, ({ entity }) => entity)));
    try {
      for (const [entity, sequence] of await sequencesOf(store, entities)) wake(store, entity, sequence);
    } catch (error) {
      for (const waiting of all) waiting.fail(error);
    }
  }
  waitingFor.delete(store);
};

/** The callers that wait at this store. The first one starts the looking. */
const waitingAt = (store: Store): Set<Waiting> => {
  const there = waitingFor.get(store);
  if (there) return there;
  const all = new Set<Waiting>();
  waitingFor.set(store, all);
  void lookForAll(store, all);
  return all;
};

/**
 * Waits until the read models have reached an entity's event `sequence`. Returns at once when this process journals it; `false` after `timeoutMs`
 * real milliseconds.
 */
export const awaitSequence = (store: Store, entity: string, sequence: number, timeoutMs: number): Promise<boolean> => {
  const all = waitingAt(store);
  return new Promise<boolean>((resolve, reject) => {
    const stopWaiting = (): void => {
      clearTimeout(patience);
      all.delete(waiting);
    };
    const waiting: Waiting = {
      entity,
      sequence,
      end(isReached) {
        stopWaiting();
        resolve(isReached);
      },
      fail(error) {
        stopWaiting();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    };
    all.add(waiting);
    let patience: NodeJS.Timeout | undefined;
    // It may be reached already. With `timeoutMs` 0 this look decides.
    lastSequence(store, entity).then((last) => {
      if (last >= sequence) waiting.end(true);
      else if (all.has(waiting)) patience = setTimeout(() => waiting.end(false), timeoutMs);
    }, waiting.fail);
  });
};
