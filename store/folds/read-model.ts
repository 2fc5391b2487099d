// What a kind of entity says of itself so that its read models are kept in step with the journal.
import { type Selectable, sql } from 'kysely';
import type { EventOf, Kind } from '../../domain/kinds';
import type { Db } from '../engine/store';
import type { Tables } from '../schema/tables';

/** What is journalled, of whatever kind of entity. */
export type JournalEvent = EventOf<Kind>;

/** One entity while its events are folded. */
export interface Folding<Event extends JournalEvent> {
  readonly id: string;
  /** That of the last event folded. */
  readonly sequence: number;
  /** Event by event, so that the rows do not depend on how many events came in one batch. */
  add(event: Event): void;
}

/** One whose rows show its state and nothing else. */
export class StateFolding<State, Event extends JournalEvent> implements Folding<Event> {
  constructor(
    private readonly evolve: (state: State, event: Event) => State,
    readonly id: string,
    public state: State,
    public sequence = 0,
  ) {}

  add(event: Event): void {
    this.state = this.evolve(this.state, event);
    this.sequence += 1;
  }
}

/** Rows by table. */
export type Rows = { readonly [Table in keyof Tables]?: readonly Selectable<Tables[Table]>[] };

type OwnedTable = readonly [table: keyof Tables, owner: string];

export interface ReadModel<Event extends JournalEvent, Fold extends Folding<Event>> {
  /** Of an entity `account/acme` the part before the stroke; `id` is the part after it. */
  readonly kind: string;
  /** Its tables, each with the column that holds the entity's id; the first has a row for each entity, `state` and `sequence` among its columns. */
  readonly tables: readonly [OwnedTable, ...OwnedTable[]];
  /** From the beginning. */
  fold(id: string): Fold;
  /** From the rows that are there. Locks them against a rebuild, which locks the table. */
  stored(trx: Db, ids: readonly string[]): Promise<readonly Fold[]>;
  /** The rows that these have; of one folded from its stored row, those that its events have changed. */
  rows(folded: readonly Fold[]): Rows;
}

/** The model of a kind whose rows show its state and nothing else: `table` has a row for each entity, `rows` makes all of its rows. */
export const stateModel = <State, Event extends JournalEvent>(
  kind: Kind,
  tables: readonly [OwnedTable, ...OwnedTable[]],
  { evolve, initial }: { readonly evolve: (state: State, event: Event) => State; readonly initial: State },
  rows: (folded: readonly StateFolding<State, Event>[]) => Rows,
): ReadModel<Event, StateFolding<State, Event>> => ({
  kind,
  tables,
  fold: (id) => new StateFolding(evolve, id, initial),
  async stored(trx, ids) {
    const [[table]] = tables;
    const { rows: found } = await sql<{ readonly id: string; readonly sequence: number; readonly state: State }>`
      select id, sequence, state from ${sql.table(table)} where id in (${sql.join(ids)}) for share`.execute(trx);
    return found.map(({ id, sequence, state }) => new StateFolding(evolve, id, state, sequence));
  },
  rows,
});
