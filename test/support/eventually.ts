// Waiting for what other processes bring about.
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Seconds. Only what never happens takes so long: a test beside heavy load must pass, too. */
const PATIENCE = 180;

/** How many times as long as on a machine that has two processes a core to run: everything waits for everything else. */
const slowness = (): number => Math.max(1, (loadavg()[0] ?? 0) / (2 * availableParallelism()));

/**
 * Looks again and again, and answers what `look` finds once that is neither `undefined` nor `false`. Throws what `look` throws, and
 * after `seconds`, more on a busy machine, what was never seen: a guard against waiting for ever, not a statement about speed.
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  seconds = PATIENCE,
): Promise<T> {
  const start = performance.now();
  for (let between = 20; ; between = Math.min(2 * between, 200)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > start + seconds * slowness() * 1_000) throw new Error(`not seen in ${seconds} s: ${what}`);
    await sleep(between);
  }
}
