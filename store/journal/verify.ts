// Compares the read models with the journal, and with an entity's live state.

import { sql } from 'kysely';
import { entityOf, idIn } from '../../domain/ids';
import type { Db, Store } from '../engine/store';
import { type Folding, type JournalEvent, type ReadModel } from '../folds/read-model';
import type { Tables } from '../schema/tables';
import { foldHistory, foldsOf, forEachModel } from './read-models';

/** One value that differs; `undefined` where a side lacks it. Codes and ids only. */
export interface Difference {
  /** `account.state.tasks.weekly-sync:2026-01-22.due`, `task.acme:weekly-sync:2026-01-22.owner`, `case.level`, `milestone.C-12:response.due`. */
  readonly path: string;
  readonly expected: unknown;
  readonly stored: unknown;
}

export interface DifferenceOf extends Difference {
  readonly entity: string;
}

export interface Live {
  readonly sequence: number;
  readonly state: unknown;
}

type Row = Readonly<Record<string, unknown>>;

/** The rows of several entities, by table, by entity id, by row id. */
type RowsByTable = ReadonlyMap<keyof Tables, ReadonlyMap<string, ReadonlyMap<string, Row>>>;

/**
 * Folds the whole journal page by page and compares every row of every read model. Returns the number of entities. Appends continue meanwhile: an
 * entity that seems to differ is compared again with its appends locked.
 */
export async function verifyJournal(store: Store): Promise<{ readonly checked: number; readonly differences: readonly DifferenceOf[] }> {
  let checked = 0;
  const differences: DifferenceOf[] = [];
  for (const { kind, verify } of KINDS) {
    const found = await verify(store);
    checked += found.checked;
    differences.push(...found.differences.map(({ id, ...difference }) => ({ entity: entityOf(kind, id), ...difference })));
  }
  return { checked, differences };
}

/** The differences between an entity's live state and its read model; empty where there are none. */
export async function verifyLive(store: Store, entity: string, live: Live): Promise<readonly Difference[]> {
  const kind = KINDS.find((one) => idIn(one.kind, entity) !== undefined);
  if (kind === undefined) throw new Error(`No read model shows ${entity}.`);
  const { rows } = await sql<Row>`select sequence, state from ${sql.table(kind.table)} where id = ${idIn(kind.kind, entity)}`.execute(
    store.db,
  );
  return differencesIn(kind.kind, { sequence: live.sequence, state: live.state }, rows[0]);
}

interface Found {
  readonly checked: number;
  readonly differences: readonly (Difference & { readonly id: string })[];
}

async function verifyKind<Event extends JournalEvent, Fold extends Folding<Event>>(
  store: Store,
  model: ReadModel<Event, Fold>,
): Promise<Found> {
  let checked = 0;
  const differences: (Difference & { readonly id: string })[] = [];
  for await (const { complete } of foldsOf(store.db, model)) {
    checked += complete.length;
    const stored = await storedRows(
      store.db,
      model,
      complete.map(({ id }) => id),
    );
    for (const fold of complete)
      if (differencesOf(model, fold, stored).length > 0)
        differences.push(...(await lookedAtAgain(store, model, fold.id)).map((difference) => ({ id: fold.id, ...difference })));
  }
  return { checked, differences: [...differences, ...(await rowsWithoutJournal(store.db, model))] };
}

/** Compares again, with the entity locked against appends. */
const lookedAtAgain = <Event extends JournalEvent, Fold extends Folding<Event>>(
  store: Store,
  model: ReadModel<Event, Fold>,
  id: string,
): Promise<readonly Difference[]> =>
  store.db.transaction().execute(async (trx) => {
    const entity = entityOf(model.kind, id);
    const { sequence } = await trx.selectFrom('entity').select('sequence').where('id', '=', entity).forUpdate().executeTakeFirstOrThrow();
    const fold = await foldHistory(trx, model, id, entity, sequence);
    return differencesOf(model, fold, await storedRows(trx, model, [id]));
  });

/** Rows of entities that have no event in the journal. */
async function rowsWithoutJournal<Event extends JournalEvent, Fold extends Folding<Event>>(
  db: Db,
  { kind, tables }: ReadModel<Event, Fold>,
): Promise<Found['differences']> {
  const found: (Difference & { readonly id: string })[] = [];
  for (const [index, [table, owner]] of tables.entries()) {
    const { rows } = await sql<{ id: string; owner: string }>`
      select id, ${sql.ref(owner)} as owner from ${sql.table(table)} as stored
      where not exists (select 1 from journal where entity = ${`${kind}/`} || stored.${sql.ref(owner)})`.execute(db);
    for (const row of rows)
      found.push({ id: row.owner, path: index === 0 ? kind : `${table}.${row.id}`, expected: undefined, stored: row.id });
  }
  return found;
}

async function storedRows<Event extends JournalEvent, Fold extends Folding<Event>>(
  db: Db,
  { tables }: ReadModel<Event, Fold>,
  ids: readonly string[],
): Promise<RowsByTable> {
  const byTable = new Map<keyof Tables, Map<string, Map<string, Row>>>();
  if (ids.length === 0) return byTable;
  for (const [table, owner] of tables) {
    const { rows } = await sql<Row>`select * from ${sql.table(table)} where ${sql.ref(owner)} in (${sql.join(ids)})`.execute(db);
    const byOwner = new Map<string, Map<string, Row>>();
    for (const row of rows) {
      const key = String(row[owner]);
      byOwner.set(key, (byOwner.get(key) ?? new Map<string, Row>()).set(String(row['id']), row));
    }
    byTable.set(table, byOwner);
  }
  return byTable;
}

function differencesOf<Event extends JournalEvent, Fold extends Folding<Event>>(
  model: ReadModel<Event, Fold>,
  fold: Fold,
  stored: RowsByTable,
): readonly Difference[] {
  const all = model.rows([fold]);
  return model.tables.flatMap(([table], index) => {
    const there = stored.get(table)?.get(fold.id) ?? new Map<string, Row>();
    const expected = new Map((all[table] ?? []).map((row): [string, Row] => [String((row as Row)['id']), row as Row]));
    return Array.from(new Set([...expected.keys(), ...there.keys()])).flatMap((id) =>
      differencesIn(index === 0 ? model.kind : `${table}.${id}`, expected.get(id), there.get(id)),
    );
  });
}

const KINDS = forEachModel((model) => ({
  kind: model.kind,
  table: model.tables[0][0],
  verify: (store: Store): Promise<Found> => verifyKind(store, model),
}));

const isObject = (value: unknown): value is Row => typeof value === 'object' && value !== null;

/** Key order does not matter, and an absent value equals undefined. */
const differencesIn = (path: string, expected: unknown, stored: unknown): Difference[] => {
  if (!isObject(expected) || !isObject(stored) || Array.isArray(expected) !== Array.isArray(stored))
    return Object.is(expected, stored) ? [] : [{ path, expected, stored }];
  const keys = new Set([...Object.keys(expected), ...Object.keys(stored)]);
  return Array.from(keys).flatMap((key) => differencesIn(`${path}.${key}`, expected[key], stored[key]));
};
