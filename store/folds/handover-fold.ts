// Folds events into the read model of handovers.
import { evolve, initial } from '../../domain/handover/evolve';
import type { HandoverState } from '../../domain/handover/types';
import type { HandoverRow } from '../schema/handover-tables';
import { stateModel } from './read-model';

export const handoverModel = stateModel('handover', [['handover', 'id']], { evolve, initial }, (folded) => ({
  handover: folded.map(({ id, sequence, state }) => handoverRow(id, sequence, state)),
}));

const handoverRow = (id: string, sequence: number, state: HandoverState): HandoverRow => ({
  id,
  sequence,
  account: state.account,
  kind: state.succession?.kind ?? 'ours',
  status: state.status ?? null,
  roles: state.succession?.kind === 'ours' ? state.succession.roles : [],
  predecessor: state.succession?.from ?? '',
  successor: state.succession?.to ?? '',
  standIn: (state.succession?.kind === 'ours' ? state.succession.standIn : undefined) ?? null,
  offboarding: state.offboarding ?? null,
  openedAt: state.openedAt,
  due: state.due,
  acceptedAt: state.steps.accepted?.at ?? null,
  endedAt: state.endedAt ?? null,
  state,
});
