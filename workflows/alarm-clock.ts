// One timer, kept as long as it rings at the right time.
import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Instant } from '../domain/time/time';

/** `fired` is called when the alarm that was set last goes off. */
export function alarmClock(fired: () => void) {
  let current: { readonly at: Instant; readonly scope: CancellationScope } | undefined;
  return {
    /** `delay` turns the instant into real milliseconds from now; `undefined` sets no alarm. `isForced`: also where it is set already. */
    set(at: Instant | undefined, delay: (at: Instant) => number, isForced = false): void {
      if (current?.at === at && !isForced) return;
      current?.scope.cancel();
      current = undefined;
      if (at === undefined) return;
      const mine = { at, scope: new CancellationScope() };
      current = mine;
      mine.scope
        .run(() => sleep(delay(at)))
        .then(
          () => {
            if (current === mine) current = undefined;
            fired();
          },
          () => undefined,
        );
    },
  };
}
