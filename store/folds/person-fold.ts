// The read model of our people's mornings: what each event of the journal does to their rows.
import { evolve, initial } from '../../domain/person/person';
import type { PersonEvent, PersonState } from '../../domain/person/types';
import type { PersonLifeRow } from '../schema/tables';
import { type ReadModel, StateFolding } from './read-model';

const KIND = 'person';

type PersonFolding = StateFolding<PersonState, PersonEvent>;

const folding = (id: string, state = initial, sequence = 0): PersonFolding => new StateFolding(evolve, id, state, sequence);

export const personModel: ReadModel<PersonEvent, PersonFolding> = {
  kind: KIND,
  tables: [['personLife', 'id']],
  fold: (id) => folding(id),
  stored: async (trx, ids) =>
    (await trx.selectFrom('personLife').select(['id', 'sequence', 'state']).where('id', 'in', ids).forShare().execute()).map(
      ({ id, sequence, state }) => folding(id, state, sequence),
    ),
  rows: (folded) => ({ personLife: folded.map(({ id, sequence, state }) => personLifeRow(id, sequence, state)) }),
};

const personLifeRow = (id: string, sequence: number, state: PersonState): PersonLifeRow => ({
  id,
  sequence,
  status: state.status ?? null,
  next: state.next ?? null,
  last: state.last ?? null,
  state,
});
