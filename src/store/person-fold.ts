// The read model of our people's mornings: what each event of the journal does to their rows.
import { evolve, initial } from '../domain/person/person';
import type { PersonEvent, PersonState } from '../domain/person/types';
import type { Folding, ReadModel } from './read-model';
import { writeRows } from './rows';
import type { PersonLifeRow } from './tables';

const KIND = 'person';

export const entityOfPerson = (id: string): string => `${KIND}/${id}`;

class PersonFolding implements Folding<PersonEvent> {
  constructor(
    readonly id: string,
    public sequence = 0,
    public state: PersonState = initial,
  ) {}

  add(event: PersonEvent): void {
    this.state = evolve(this.state, event);
    this.sequence += 1;
  }
}

export const personModel: ReadModel<PersonEvent, PersonFolding> = {
  kind: KIND,
  tables: ['personLife'],
  fold: (id) => new PersonFolding(id),
  stored: async (trx, ids) =>
    (await trx.selectFrom('personLife').select(['id', 'sequence', 'state']).where('id', 'in', ids).forShare().execute()).map(
      ({ id, sequence, state }) => new PersonFolding(id, sequence, state),
    ),
  write: (trx, folded) =>
    writeRows(
      trx,
      'personLife',
      folded.map(({ id, sequence, state }) => personLifeRow(id, sequence, state)),
      { key: 'id' },
    ),
};

export const personLifeRow = (id: string, sequence: number, state: PersonState): PersonLifeRow => ({
  id,
  sequence,
  status: state.status ?? null,
  next: state.next ?? null,
  last: state.last ?? null,
  state,
});
