// One reads what one wrote: waiting until the journal, and with it the read models, has come to a number.
import type { Store } from './store';

/** Number of the entity's last journalled event; 0 where there is none. */
export const lastSequence = async (store: Store, entity: string): Promise<number> =>
  (await store.db.selectFrom('entity').select('sequence').where('id', '=', entity).executeTakeFirst())?.sequence ?? 0;

const waiting = new WeakMap<Store, Map<string, Set<() => void>>>();

/** Says that this process has appended to an entity. */
export const wake = (store: Store, entity: string): void => {
  for (const look of waiting.get(store)?.get(entity) ?? []) look();
};

/** How often to look for what another process journals. */
const LOOK_EVERY_MS = 100;

/**
 * Waits until the read models have reached an entity's event `sequence`: one reads what one wrote. At once where this process journals it.
 * `false` after `timeoutMs` real milliseconds.
 */
export const awaitSequence = async (store: Store, entity: string, sequence: number, timeoutMs: number): Promise<boolean> => {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const stirred = nextAppend(store, entity);
    try {
      if ((await lastSequence(store, entity)) >= sequence) return true;
      const left = end - performance.now();
      if (left <= 0) return false;
      await stirred.within(Math.min(left, LOOK_EVERY_MS));
    } finally {
      stirred.forget();
    }
  }
};

/** Hears of this process's next append to an entity, from now on. */
const nextAppend = (store: Store, entity: string): { within(ms: number): Promise<void>; forget(): void } => {
  const ofStore = waiting.get(store) ?? new Map<string, Set<() => void>>();
  waiting.set(store, ofStore);
  const ofEntity = ofStore.get(entity) ?? new Set<() => void>();
  ofStore.set(entity, ofEntity);
  let look: () => void = () => undefined;
  const appended = new Promise<void>((resolve) => {
    look = resolve;
  });
  ofEntity.add(look);
  return {
    within: async (ms) => {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([appended, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
      clearTimeout(timer);
    },
    forget: () => {
      ofEntity.delete(look);
      if (ofEntity.size === 0) ofStore.delete(entity);
    },
  };
};
