// The definition of a kind's read models, by which the store keeps them in step with the journal.
import { type Selectable, sql } from 'kysely';
import type { EventOf, Kind } from '../../domain/kinds';
import type { Db } from '../engine/store';
import type { Tables } from '../schema/tables';

/** A journalled event of any kind of entity. */
export type JournalEvent = EventOf<Kind>;

/** One entity while its events are being folded. */
export interface Folding<Event extends JournalEvent> {
  readonly id: string;
  /** Sequence number of the last folded event. */
  readonly sequence: number;
  /** Adds one event at a time: the rows must not depend on how many events one batch has. */
  add(event: Event): void;
}

/** A folding whose rows depend on the state only. */
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
  /** The kind: the first part of `account/acme`; ids in tables are the second part. */
  readonly kind: string;
  /** Its tables, each with the column of the entity's id. The first one has one row for each entity, with the columns `state` and `sequence`. */
  readonly tables: readonly [OwnedTable, ...OwnedTable[]];
  /** A folding from the beginning. */
  fold(id: string): Fold;
  /** Foldings from the stored rows. Locks these against a rebuild, which locks the table. */
  stored(trx: Db, ids: readonly string[]): Promise<readonly Fold[]>;
  /** The rows of these foldings. A folding from a stored row has only the rows that its events changed. */
  rows(folded: readonly Fold[]): Rows;
}

/** The read model of a kind whose rows depend on the state only. `table` has one row for each entity; `rows` makes all of its rows. */
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
