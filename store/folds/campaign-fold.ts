// The read model of campaigns: what each event of the journal does to their row.
import { evolve, initial } from '../../domain/campaign/campaign';
import type { CampaignEvent, CampaignState } from '../../domain/campaign/types';
import type { CampaignRow } from '../schema/campaign-tables';
import { type ReadModel, StateFolding } from './read-model';

type CampaignFolding = StateFolding<CampaignState, CampaignEvent>;

const folding = (id: string, state = initial, sequence = 0): CampaignFolding => new StateFolding(evolve, id, state, sequence);

export const campaignModel: ReadModel<CampaignEvent, CampaignFolding> = {
  kind: 'campaign',
  tables: [['campaign', 'id']],
  fold: (id) => folding(id),
  stored: async (trx, ids) =>
    (await trx.selectFrom('campaign').select(['id', 'sequence', 'state']).where('id', 'in', ids).forShare().execute()).map(
      ({ id, sequence, state }) => folding(id, state, sequence),
    ),
  rows: (folded) => ({ campaign: folded.map(({ id, sequence, state }) => campaignRow(id, sequence, state)) }),
};

const campaignRow = (id: string, sequence: number, state: CampaignState): CampaignRow => ({
  id,
  sequence,
  work: state.work ?? null,
  status: state.status ?? null,
  startedAt: state.startedAt ?? null,
  endedAt: state.endedAt ?? null,
  state,
});
