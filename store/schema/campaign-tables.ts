// The tables of campaigns, for queries.
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { CampaignState, CampaignStatus, Work } from '../../domain/campaign/types';
import type { Instant } from '../../domain/time/time';

/** Read model of a campaign, folded from the journal. */
interface CampaignTable {
  /** `CA-3`, or the id of the offboarding that it belongs to. */
  id: string;
  sequence: number;
  work: Work | null;
  status: CampaignStatus | null;
  startedAt: Instant | null;
  endedAt: Instant | null;
  /** The whole folded state. */
  state: JSONColumnType<CampaignState>;
}

/** The result for one entity of a campaign. Not a read model: never rebuilt. */
interface CampaignItemTable {
  campaign: string;
  entity: string;
  state: 'done' | 'skipped' | 'failed';
  /** Why it was refused. */
  code: Generated<string | null>;
}

/** The ids of campaigns, by key. */
interface CampaignOpeningTable {
  id: Generated<string>;
  key: string;
}

export interface CampaignTables {
  campaign: CampaignTable;
  campaignItem: CampaignItemTable;
  campaignOpening: CampaignOpeningTable;
}

export type CampaignRow = Selectable<CampaignTable>;
export type CampaignItem = Selectable<CampaignItemTable>;
