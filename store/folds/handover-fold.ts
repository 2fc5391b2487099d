// The read model of handovers: what each event of the journal does to its row.
import { evolve, initial } from '../../domain/handover/evolve';
import type { HandoverEvent, HandoverState } from '../../domain/handover/types';
import type { HandoverRow } from '../schema/handover-tables';
import { type ReadModel, StateFolding } from './read-model';

const KIND = 'handover';

type HandoverFolding = StateFolding<HandoverState, HandoverEvent>;

const folding = (id: string, state = initial, sequence = 0): HandoverFolding => new StateFolding(evolve, id, state, sequence);

export const handoverModel: ReadModel<HandoverEvent, HandoverFolding> = {
  kind: KIND,
  tables: [['handover', 'id']],
  fold: (id) => folding(id),
  stored: async (trx, ids) =>
    (await trx.selectFrom('handover').select(['id', 'sequence', 'state']).where('id', 'in', ids).forShare().execute()).map(
      ({ id, sequence, state }) => folding(id, state, sequence),
    ),
  rows: (folded) => ({ handover: folded.map(({ id, sequence, state }) => handoverRow(id, sequence, state)) }),
};

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
