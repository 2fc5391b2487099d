// Campaigns: their progress, and the result for each of their entities.
import { sql } from 'kysely';
import type { Tally, Work } from '../../domain/campaign/types';
import { identify as identified } from '../engine/openings';
import { rowsOf } from '../engine/rows';
import type { Store } from '../engine/store';
import { readTogether, together } from '../engine/together';
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
export const settle = together(async (store, items: readonly CampaignItem[]) => {
  await store.db
    .insertInto('campaignItem')
    .columns(['campaign', 'entity', 'state', 'code'])
    .expression(sql`select campaign, entity, state, code from ${rowsOf('campaignItem', items)} order by campaign, entity`)
    .onConflict((conflict) =>
      conflict
        .columns(['campaign', 'entity'])
        .doUpdateSet((row) => ({ state: row.ref('excluded.state'), code: row.ref('excluded.code') }))
        .where('campaignItem.state', '=', 'failed'),
    )
    .execute();
  return items.map(() => undefined);
});

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
  const status = await statusOf(store, id);
  return status !== undefined && status !== 'running';
};

const statusOf = readTogether<CampaignRow['status']>(async (store, ids) => {
  const rows = await store.db.selectFrom('campaign').select(['id', 'status']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, status }) => [id, status]));
});
