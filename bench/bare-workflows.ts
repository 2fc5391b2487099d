// The baselines: workflows that do as little as possible.
import { condition, defineUpdate, proxyActivities, setHandler, sleep } from '@temporalio/workflow';

export { collectGarbage } from './collect-garbage';

const { nothing, noted } = proxyActivities<{ nothing(): Promise<void>; noted(due: number): Promise<void> }>({
  startToCloseTimeout: '10s',
});

/** One activity that does nothing. */
export async function bare(): Promise<void> {
  await nothing();
}

/** A workflow that stays in the worker's cache. */
export async function asleep(): Promise<void> {
  await sleep('30 days');
}

/** A timer, followed by one activity. `due`: epoch milliseconds. */
export async function alarm(due: number): Promise<void> {
  await sleep(Math.max(1, due - Date.now()));
  await noted(due);
}

/** An update that does nothing, for any number of times. */
export const touch = defineUpdate<void>('touch');
export async function touchable(): Promise<void> {
  setHandler(touch, () => undefined);
  await condition(() => false);
}
