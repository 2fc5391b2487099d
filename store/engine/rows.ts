// Writes many rows with one statement and one parameter: fast, and no limit on the number of parameters applies.
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Tables } from '../schema/tables';
import type { Db } from './store';
import type { Nulls } from './upsert';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Writes whole rows, all with the same columns. With `replace`, existing rows with the same `key` are overwritten; `nulls` says whether a null
 * overwrites. Values are plain JSON, in jsonb columns too: do not stringify them.
 */
export const writeRows = async <Table extends keyof Tables>(
  db: Db,
  table: Table,
  rows: readonly Partial<Selectable<Tables[Table]>>[],
  replace?: { readonly key: keyof Tables[Table] & string; readonly nulls?: Nulls },
): Promise<void> => {
  const [first] = rows;
  if (first === undefined) return;
  const names = Object.keys(first);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const given = (name: string) => sql.ref(`excluded.${name}`);
  const wanted = (name: string) =>
    replace?.nulls === 'keep' ? sql`coalesce(${given(name)}, ${sql.ref(`${table}.${name}`)})` : given(name);
  const overwrite = replace
    ? sql`on conflict (${sql.ref(replace.key)}) do update set ${sql.join(
        names.filter((name) => name !== replace.key).map((name) => sql`${sql.ref(name)} = ${wanted(name)}`),
      )}`
    : sql``;
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from ${rowsOf(table, rows)} ${overwrite}`.execute(db);
};

type RowOf<Table extends keyof Tables, Row = Selectable<Tables[Table]>> = { readonly [Name in keyof Row]?: Row[Name] | undefined };

/** Rows of `table` as a statement reads them, from one parameter. Columns that a row does not name are null. Values are plain JSON. */
export const rowsOf = <Table extends keyof Tables>(table: Table, rows: readonly RowOf<Table>[]): RawBuilder<unknown> => {
  const json = JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]))));
  return sql`jsonb_populate_recordset(null::${sql.table(table)}, ${json}::jsonb)`;
};
