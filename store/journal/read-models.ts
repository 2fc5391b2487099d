// Keeps the read models in step with the journal, and rebuilds them from it.

import { sql } from 'kysely';
import { idIn } from '../../domain/ids';
import { KINDS } from '../../domain/kinds';
import { writeRows } from '../engine/rows';
import type { Db, Store } from '../engine/store';
import { eventOf, type JournalRow, journalColumns } from '../folds/journal-rows';
import { type Folding, type JournalEvent, type ReadModel } from '../folds/read-model';
import { storeKind } from '../kinds';
import type { Tables } from '../schema/tables';

/** Events that were appended to an entity in this transaction, after its sequence number `after`. */
export interface Appended {
  readonly entity: string;
  readonly after: number;
  readonly events: readonly JournalEvent[];
}

/** Folds appended events. The caller has locked the entities' rows. */
export const foldAppended = async (trx: Db, appended: readonly Appended[]): Promise<void> => {
  for (const model of MODELS) await model.foldAppended(trx, appended);
};

const foldOfKind = async <Event extends JournalEvent, Fold extends Folding<Event>>(
  trx: Db,
  model: ReadModel<Event, Fold>,
  appended: readonly Appended[],
): Promise<void> => {
  const ours = appended.flatMap(({ entity, after, events }) => {
    const id = idIn(model.kind, entity);
    return id === undefined ? [] : [{ id, entity, after, events: events as readonly Event[] }];
  });
  if (ours.length === 0) return;
  const stored = await model.stored(
    trx,
    ours.map(({ id }) => id),
  );
  const known = new Map(stored.map((one) => [one.id, one]));
  const folded: Fold[] = [];
  for (const { id, entity, after, events } of ours) {
    const there = known.get(id) ?? model.fold(id);
    const one = there.sequence === after ? there : await foldHistory(trx, model, id, entity, after);
    for (const event of events) one.add(event);
    folded.push(one);
  }
  await write(trx, model, folded);
};

const write = async <Event extends JournalEvent, Fold extends Folding<Event>>(
  trx: Db,
  model: ReadModel<Event, Fold>,
  folded: readonly Fold[],
): Promise<void> => {
  const rows = model.rows(folded);
  for (const [table] of model.tables) await writeRows<keyof Tables>(trx, table, rows[table] ?? [], { key: 'id' as never });
};

/** Folds an entity from the beginning up to and including the event `until`: where its row is missing, or a rebuild has changed it. */
export const foldHistory = async <Event extends JournalEvent, Fold extends Folding<Event>>(
  trx: Db,
  model: ReadModel<Event, Fold>,
  id: string,
  entity: string,
  until: number,
): Promise<Fold> => {
  const rows = await trx
    .selectFrom('journal')
    .select(journalColumns)
    .where('entity', '=', entity)
    .where('sequence', '<=', until)
    .orderBy('sequence')
    .execute();
  const one = model.fold(id);
  for (const row of rows) one.add(eventOf<Event>(row));
  return one;
};

const BATCH = 2_000;

/**
 * Drops the read models and folds them again from the journal in one transaction: readers see the old ones until the end, appends wait. `progress`
 * gets the number of events folded and their total. Returns that total.
 */
export const rebuild = (store: Store, progress: (done: number, total: number) => void = () => undefined): Promise<number> =>
  store.db.transaction().execute(async (trx) => {
    const tables = MODELS.flatMap((model) => model.tables.map(([table]) => table));
    await sql`lock table ${sql.join(tables.map((table) => sql.table(table)))} in exclusive mode`.execute(trx);
    for (const table of tables) await trx.deleteFrom(table).execute();
    const { total } = await trx
      .selectFrom('journal')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .where((where) => where.or(MODELS.map(({ kind }) => isOfKind(kind))))
      .executeTakeFirstOrThrow();
    let folded = 0;
    for (const model of MODELS) folded += await model.rebuild(trx, (done) => progress(folded + done, total));
    return folded;
  });

const isOfKind = (kind: string) => sql<boolean>`starts_with(entity, ${`${kind}/`})`;

const rebuildKind = async <Event extends JournalEvent, Fold extends Folding<Event>>(
  trx: Db,
  model: ReadModel<Event, Fold>,
  progress: (done: number) => void,
): Promise<number> => {
  let done = 0;
  for await (const { complete, events } of foldsOf(trx, model)) {
    await write(trx, model, complete);
    done += events;
    progress(done);
  }
  return done;
};

/** Folds the journal of one kind, page by page; yields each entity once it is complete. */
export async function* foldsOf<Event extends JournalEvent, Fold extends Folding<Event>>(
  db: Db,
  model: ReadModel<Event, Fold>,
): AsyncGenerator<{ readonly complete: readonly Fold[]; readonly events: number }> {
  let last: JournalRow | undefined;
  let current: Fold | undefined;
  for (;;) {
    const rows = await nextRows(db, model.kind, last);
    const complete: Fold[] = [];
    for (const row of rows) {
      const id = idIn(model.kind, row.entity) ?? '';
      if (current?.id !== id) {
        if (current) complete.push(current);
        current = model.fold(id);
      }
      current.add(eventOf<Event>(row));
    }
    last = rows.at(-1) ?? last;
    const isLast = rows.length < BATCH;
    if (isLast && current) complete.push(current);
    yield { complete, events: rows.length };
    if (isLast) return;
  }
}

const nextRows = (db: Db, kind: string, last: JournalRow | undefined): Promise<JournalRow[]> =>
  db
    .selectFrom('journal')
    .select(journalColumns)
    .where(isOfKind(kind))
    .$if(last !== undefined, (query) => query.where(sql<boolean>`(entity, sequence) > (${last?.entity}, ${last?.sequence})`))
    .orderBy('entity')
    .orderBy('sequence')
    .limit(BATCH)
    .execute();

/** A read model as one of a list of several kinds. */
const oneOf = <Event extends JournalEvent, Fold extends Folding<Event>>(model: ReadModel<Event, Fold>) => ({
  kind: model.kind,
  tables: model.tables,
  foldAppended: (trx: Db, appended: readonly Appended[]) => foldOfKind(trx, model, appended),
  rebuild: (trx: Db, progress: (done: number) => void) => rebuildKind(trx, model, progress),
});

/** Applies `use` to every read model, whatever its types of events and foldings. */
export const forEachModel = <Made>(
  use: <Event extends JournalEvent, Fold extends Folding<Event>>(model: ReadModel<Event, Fold>) => Made,
): readonly Made[] => KINDS.map((kind) => use(storeKind(kind).model));

const MODELS = forEachModel(oneOf);
