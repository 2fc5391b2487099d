// Waiting for what other processes bring about.
import { setTimeout as sleep } from 'node:timers/promises';

/** Seconds. Only what never happens takes so long: a test beside heavy load must pass, too. */
const PATIENCE = 180;

/**
 * Looks again and again, and answers what `look` finds once that is neither `undefined` nor `false`. Throws what `look` throws, and
 * after `seconds` what was never seen: a guard against waiting for ever, not a statement about speed.
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  seconds = PATIENCE,
): Promise<T> {
  const end = performance.now() + seconds * 1_000;
  for (let between = 20; ; between = Math.min(2 * between, 200)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`not seen in ${seconds} s: ${what}`);
    await sleep(between);
  }
}
