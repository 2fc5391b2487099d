// Folds events into the read model of campaigns.
import { evolve, initial } from '../../domain/campaign/campaign';
import type { CampaignState } from '../../domain/campaign/types';
import type { CampaignRow } from '../schema/campaign-tables';
import { stateModel } from './read-model';

export const campaignModel = stateModel('campaign', [['campaign', 'id']], { evolve, initial }, (folded) => ({
  campaign: folded.map(({ id, sequence, state }) => campaignRow(id, sequence, state)),
}));

const campaignRow = (id: string, sequence: number, state: CampaignState): CampaignRow => ({
  id,
  sequence,
  work: state.work ?? null,
  status: state.status ?? null,
  startedAt: state.startedAt ?? null,
  endedAt: state.endedAt ?? null,
  state,
});
