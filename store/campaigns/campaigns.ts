// Campaigns: their progress, and the result for each of their entities.
import type { Tally, Work } from '../../domain/campaign/types';
import { identify as identified } from '../engine/openings';
import type { Store } from '../engine/store';
import type { CampaignItem, CampaignRow } from '../schema/campaign-tables';

export type Campaign = CampaignRow;
export type { CampaignItem } from '../schema/campaign-tables';

/** The id of the campaign with this key. The same key always gives the same id. */
export const identify = (store: Store, key: string): Promise<string> => identified(store, 'campaignOpening', key);

export const get = (store: Store, id: string): Promise<Campaign | undefined> =>
  store.db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirst();

/** The latest first. `work`: only campaigns of this work; `isUnderWay`: only running and stopped ones. */
export const list = (store: Store, { work, isUnderWay = false }: { work?: Work; isUnderWay?: boolean } = {}): Promise<Campaign[]> =>
  store.db
    .selectFrom('campaign')
    .selectAll()
    .$if(work !== undefined, (query) => query.where('work', '=', work ?? null))
    .$if(isUnderWay, (query) => query.where('status', 'in', ['running', 'stopped']))
    .orderBy('startedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();

/** Keeps the result for one entity. `done` is final; a refused entity may be done later. */
export const settle = async (store: Store, { campaign, entity, state, code }: CampaignItem): Promise<void> => {
  await store.db
    .insertInto('campaignItem')
    .values({ campaign, entity, state, code })
    .onConflict((conflict) =>
      conflict.columns(['campaign', 'entity']).doUpdateSet({ state, code }).where('campaignItem.state', '=', 'failed'),
    )
    .execute();
};

/** Counts of the campaign's finished entities. */
export async function tallyOf(store: Store, campaign: string): Promise<Tally> {
  const rows = await store.db
    .selectFrom('campaignItem')
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .where('campaign', '=', campaign)
    .groupBy('state')
    .execute();
  const count = (state: CampaignItem['state']): number => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return { done: count('done'), skipped: count('skipped'), failed: count('failed') };
}

/** The refused entities, by name; at most `limit` where given. */
export const failures = (store: Store, campaign: string, limit?: number): Promise<CampaignItem[]> =>
  store.db
    .selectFrom('campaignItem')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('state', '=', 'failed')
    .orderBy('entity')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();

/** Whether the campaign was stopped or has ended. */
export const isStopped = async (store: Store, id: string): Promise<boolean> => {
  const row = await store.db.selectFrom('campaign').select('status').where('id', '=', id).executeTakeFirst();
  return row !== undefined && row.status !== 'running';
};
