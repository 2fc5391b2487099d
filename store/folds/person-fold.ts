// Folds events into the read model of our people's digests.
import { evolve, initial } from '../../domain/person/person';
import type { PersonState } from '../../domain/person/types';
import type { PersonLifeRow } from '../schema/tables';
import { stateModel } from './read-model';

export const personModel = stateModel('person', [['personLife', 'id']], { evolve, initial }, (folded) => ({
  personLife: folded.map(({ id, sequence, state }) => personLifeRow(id, sequence, state)),
}));

const personLifeRow = (id: string, sequence: number, state: PersonState): PersonLifeRow => ({
  id,
  sequence,
  status: state.status ?? null,
  next: state.next ?? null,
  last: state.last ?? null,
  state,
});
