// Waits for what other processes do.
import { availableParallelism, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Seconds. Only something that never happens takes this long, also on a machine under load. */
const PATIENCE = 180;

/** A factor for busy machines: 1 with up to two running processes a core. */
const slowness = (): number => Math.max(1, (loadavg()[0] ?? 0) / (2 * availableParallelism()));

/**
 * Calls `look` until it returns something other than `undefined` and `false`, and returns that. Throws what `look` throws, and an error that names
 * `what` after `seconds`, longer on a busy machine. It guards against waiting for ever and says nothing about speed.
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
