// Waiting for what other processes bring about.
import { setTimeout as sleep } from 'node:timers/promises';

/** What `look` finds, once it finds something; after so many seconds it throws what was never seen. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined> | T | undefined, seconds = 45): Promise<T> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await sleep(50)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`never seen: ${what}`);
}
