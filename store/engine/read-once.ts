// What never changes under its key, such as a content hash, is read once in the life of a process.
import type { Store } from './store';

/** Answers what `read` found under a key, from memory where it was found before. What was not there is looked for again. */
export function readOnce<Content>(
  read: (store: Store, key: string) => Promise<Content | undefined>,
): (store: Store, key: string) => Promise<Content | undefined> {
  const known = new WeakMap<Store, Map<string, Content>>();
  return async (store, key) => {
    const ofStore = known.get(store) ?? new Map<string, Content>();
    known.set(store, ofStore);
    const there = ofStore.get(key);
    if (there !== undefined) return there;
    const found = await read(store, key);
    if (found !== undefined) ofStore.set(key, found);
    return found;
  };
}
