// The read model of errands: what each event of the journal does to their row.
import { evolve, initial } from '../../domain/errand/errand';
import type { ErrandState } from '../../domain/errand/types';
import type { ErrandRow } from '../schema/errand-tables';
import { stateModel } from './read-model';

export const errandModel = stateModel('errand', [['errand', 'id']], { evolve, initial }, (folded) => ({
  errand: folded.map(({ id, sequence, state }) => errandRow(id, sequence, state)),
}));

const errandRow = (id: string, sequence: number, state: ErrandState): ErrandRow => ({
  id,
  sequence,
  status: state.status ?? null,
  next: state.next ?? null,
  state,
});
