// One timer, replaced only when its instant changes.
import { CancellationScope, sleep } from '@temporalio/workflow';
import type { Instant } from '../domain/time/time';

/** An alarm clock: `fired` is called at the instant that was set last. */
export function alarmClock(fired: () => void) {
  let current: { readonly at: Instant; readonly scope: CancellationScope } | undefined;
  return {
    /**
     * Sets the alarm to `at`; `undefined` clears it. `delay` turns `at` into real milliseconds from now. `isForced`: also restarts an alarm that is
     * set to `at` already.
     */
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
