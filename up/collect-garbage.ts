// Memory that a start leaves behind.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects garbage now. Opening an embedded database leaves 350 MB of buffers behind, which the runtime would keep for minutes: it looks at its
 * own heap only, and that is small.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
