import { type Insertable, sql } from 'kysely';
import type { Db } from './store';
import type { Tables } from './tables';

export type Upserted = 'added' | 'updated' | 'unchanged';

/** Adds the row, or changes the one with the same `key`, which has a unique index; says which it was. */
export const upsert = async <Table extends keyof Tables>(
  db: Db,
  table: Table,
  key: keyof Tables[Table] & string,
  row: Insertable<Tables[Table]>,
): Promise<Upserted> => {
  const names = Object.keys(row);
  const rest = names.filter((name) => name !== key);
  const excluded = (name: string) => sql.ref(`excluded.${name}`);
  const { rows } = await sql<{ added: boolean }>`
    insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    values (${sql.join(Object.values(row))})
    on conflict (${sql.ref(key)}) do update set ${sql.join(rest.map((name) => sql`${sql.ref(name)} = ${excluded(name)}`))}
    where row(${sql.join(rest.map((name) => sql.ref(`${table}.${name}`)))}) is distinct from row(${sql.join(rest.map(excluded))})
    returning xmax = 0 as added`.execute(db);
  const [written] = rows;
  if (written === undefined) return 'unchanged';
  return written.added ? 'added' : 'updated';
};
