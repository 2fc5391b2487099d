// Frees memory after the start.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects garbage now. Opening an embedded database leaves 350 MB of buffers behind. The runtime would keep them for minutes, since its own heap
 * is small.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
