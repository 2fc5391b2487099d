// One page of a campaign. Its entities run side by side and each is recorded, so that an interrupted page continues with the rest.
import { setTimeout as sleep } from 'node:timers/promises';
import type { CampaignEffect, Pace, PageResult, Work } from '../domain/campaign/types';
import { given } from '../domain/given';
import { campaigns, type Store } from '../store';
import type { Errand, Handlers } from './handler';

/** The result for one entity. `failed` is final and on record; an error worth a retry is thrown. */
export type Through = { readonly state: 'done' | 'skipped' } | { readonly state: 'failed'; readonly code: string };

/** The work of one kind of campaign. Every call is idempotent. */
export interface Working {
  /** The next `limit` entities after the cursor; empty when nothing is left. */
  next(campaign: CampaignEffect, limit: number): Promise<readonly string[]>;
  /** Does one entity. Throws what is worth a retry. */
  one(campaign: CampaignEffect, entity: string): Promise<Through>;
  /** The last step once all entities are finished. more: others have come meanwhile; failures: a person must act and then `resume`. */
  finish(campaign: CampaignEffect): Promise<'more' | 'nothing' | 'failures'>;
}

export type Works = Readonly<Record<Work, Working>>;

const SECOND = 1_000;

/** Limits how many entities begin a second; without `perSecond` there is no limit. */
function rateLimit({ perSecond }: Pace, signal: AbortSignal): () => Promise<void> {
  let next = Date.now();
  return async () => {
    if (perSecond === undefined) return;
    const wait = next - Date.now();
    next = Math.max(next, Date.now()) + SECOND / perSecond;
    if (wait > 0) await sleep(wait, undefined, { signal });
  };
}

/** Works through the entities in order, several at a time, until stopped; returns how many were done. Throws the first error. */
async function workThrough(
  store: Store,
  work: Working,
  effect: CampaignEffect,
  entities: readonly string[],
  { signal }: Errand,
): Promise<{ readonly taken: number; readonly isStopped: boolean }> {
  const { campaign, pace } = effect;
  const passed = rateLimit(pace, signal);
  let taken = 0;
  let isStopped = false;
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    while (!isStopped && taken < entities.length) {
      const entity = entities[taken] ?? '';
      taken += 1;
      try {
        await passed();
        const what = await work.one(effect, entity);
        await campaigns.settle(store, { campaign, entity, state: what.state, code: 'code' in what ? what.code : null });
      } catch (error) {
        failures.push(error);
      }
      isStopped = signal.aborted || (await campaigns.isStopped(store, campaign));
    }
  };
  await Promise.all(Array.from({ length: Math.min(pace.atOnce, entities.length) }, worker));
  // Finished entities are on record: the next attempt continues with the rest.
  if (failures.length > 0) throw failures[0];
  return { taken, isStopped: isStopped && taken < entities.length };
}

/** The effect handler of campaigns' pages. */
export const campaignHandlers = (store: Store, works: Works): Handlers<'campaign-page'> => ({
  async 'campaign-page'(effect, errand) {
    const { campaign, work, pace, cursor } = effect;
    // A newer release may have kinds of work that this worker lacks.
    if (!Object.hasOwn(works, work)) return { later: 'unknown-work' };
    const working = works[work];
    const answered = async (left: PageResult['left'], reached: string | undefined) => {
      const result: PageResult = {
        ...(await campaigns.tallyOf(store, campaign)),
        left,
        ...given({ cursor: reached }),
      };
      return { ok: true, value: JSON.stringify(result) } as const;
    };
    const entities = await working.next(effect, pace.page);
    if (entities.length === 0) return answered(await working.finish(effect), undefined);
    const { taken, isStopped } = await workThrough(store, working, effect, entities, errand);
    if (errand.signal.aborted) return { later: 'interrupted' };
    return answered(isStopped ? 'stopped' : 'more', entities[taken - 1] ?? cursor);
  },
});
