// A window of a table that a person scrolls: some of its rows, and the number of all rows.
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Store } from './store';

/** The rows to read of a sorted list: at most `limit`, after the first `offset`. Without either: all rows. */
export interface Window {
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

export interface Windowed<Row> {
  readonly rows: Row[];
  /** The number of rows in the whole list. */
  readonly total: number;
}

/** The rows of `query` that `window` selects. The order of `query` must be total: otherwise two windows might repeat a row or leave one out. */
export async function windowed<DB, Table extends keyof DB, Row>(
  { db }: Store,
  query: SelectQueryBuilder<DB, Table, Row>,
  { offset = 0, limit }: Window,
): Promise<Windowed<Row>> {
  let cut = query;
  if (limit !== undefined) cut = cut.limit(limit);
  if (offset > 0) cut = cut.offset(offset);
  const rows: Row[] = await cut.execute();
  const isLast = (limit === undefined || rows.length < limit) && (rows.length > 0 || offset === 0);
  if (isLast) return { rows, total: offset + rows.length };
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total from ${query.clearOrderBy()} as listed`.execute(db);
  return { rows, total: counted[0]?.total ?? 0 };
}
