// One person leaves: their accounts are handed over side by side, so many at once; it can be stopped and gone on with (E3).
import { condition, continueAsNew, defineQuery, defineUpdate, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { id as anId, checkShape, flag, object, optional, whole } from '../domain/decider/shape';
import type { OffboardingPorts } from '../domain/offboarding';
import { refusable } from './refusable';

/** The answer to the query `progress`. */
export interface OffboardingProgress {
  readonly done: number;
  readonly failed: number;
  readonly running: number;
  readonly isStopped: boolean;
}

export interface OffboardingOpening {
  readonly offboarding: string;
  /** Accounts at the same time. */
  readonly atOnce: number;
  readonly before?: { readonly done: number; readonly failed: number; readonly isStopped: boolean };
}

export const progressQuery = defineQuery<OffboardingProgress>('progress');
/** What is under way ends; nothing else begins until `resume`. */
export const stopUpdate = defineUpdate<boolean>('stop');
export const resumeUpdate = defineUpdate<boolean>('resume');

const BATCH = 200;

const earlier = object<NonNullable<OffboardingOpening['before']>>({ done: whole(0, 1e9), failed: whole(0, 1e9), isStopped: flag });
const shape = object<OffboardingOpening>({ offboarding: anId, atOnce: whole(1, 10_000), before: optional(earlier) });

export async function offboarding(opening: OffboardingOpening): Promise<void> {
  refusable(() => checkShape(shape, opening));
  const { offboarding: id, atOnce, before } = opening;
  const { openAccounts, handOverAccount, finishOffboarding } = proxyActivities<OffboardingPorts>({
    startToCloseTimeout: '30s',
    retry: { initialInterval: '1s', maximumInterval: '30s' },
  });
  let { done, failed, isStopped } = before ?? { done: 0, failed: 0, isStopped: false };
  let running = 0;
  setHandler(progressQuery, () => ({ done, failed, running, isStopped }));
  setHandler(stopUpdate, () => (isStopped = true));
  setHandler(resumeUpdate, () => !(isStopped = false));

  const handOver = async (account: string): Promise<void> => {
    running += 1;
    if (await handOverAccount(id, account)) done += 1;
    else failed += 1;
    running -= 1;
  };

  for (;;) {
    await condition(() => !isStopped);
    const accounts = await openAccounts(id, BATCH);
    if (accounts.length === 0) {
      const end = await finishOffboarding(id);
      if (end === 'done') return;
      if (end === 'failures') isStopped = true;
    }
    const begun: Promise<void>[] = [];
    for (const account of accounts) {
      await condition(() => running < atOnce || isStopped);
      if (isStopped) break;
      begun.push(handOver(account));
    }
    await Promise.all(begun);
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof offboarding>({ offboarding: id, atOnce, before: { done, failed, isStopped } });
  }
}
