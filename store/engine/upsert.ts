import { type Insertable, sql } from 'kysely';
import type { Tables } from '../schema/tables';
import type { Db } from './store';

export type Upserted = 'added' | 'updated' | 'unchanged';

/** What a null does to an existing row: clears the value, or keeps it. */
export type Nulls = 'clear' | 'keep';

/** Adds the row, or changes the row with the same `key`, which needs a unique index. Returns what it did. */
export const upsert = async <Table extends keyof Tables>(
  db: Db,
  table: Table,
  key: keyof Tables[Table] & string,
  row: Insertable<Tables[Table]>,
  nulls: Nulls = 'clear',
): Promise<Upserted> => {
  const names = Object.keys(row);
  const rest = names.filter((name) => name !== key);
  const there = (name: string) => sql.ref(`${table}.${name}`);
  const given = (name: string) => sql.ref(`excluded.${name}`);
  const wanted = (name: string) => (nulls === 'keep' ? sql`coalesce(${given(name)}, ${there(name)})` : given(name));
  const { rows } = await sql<{ added: boolean }>`
    insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    values (${sql.join(Object.values(row))})
    on conflict (${sql.ref(key)}) do update set ${sql.join(rest.map((name) => sql`${sql.ref(name)} = ${wanted(name)}`))}
    where row(${sql.join(rest.map(there))}) is distinct from row(${sql.join(rest.map(wanted))})
    returning xmax = 0 as added`.execute(db);
  const [written] = rows;
  if (written === undefined) return 'unchanged';
  return written.added ? 'added' : 'updated';
};
