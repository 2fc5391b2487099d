// The samples, with dates as if they had been written today.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { addDays, daysBetween, type PlainDate } from '../domain/time/time';
import { projectRoot } from '../project-root';

const FOLDER = join(projectRoot(), 'samples');
/** The day for which the dates in `samples/` were written. */
export const REFERENCE: PlainDate = '2026-11-15';

export interface SampleRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** The rows of `samples/KIND.csv`. Their dates move, so that on `today` accounts are as old as they were on `REFERENCE`. */
export function sampleRows(kind: 'people' | 'accounts' | 'contacts', today: PlainDate): SampleRow[] {
  const moved = daysBetween(REFERENCE, today);
  const rows: Record<string, string>[] = parse(readFileSync(join(FOLDER, `${kind}.csv`)), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
  });
  return rows.map((row, index) => ({
    line: index + 2,
    values: Object.fromEntries(
      Object.entries(row).map(([column, value]) => [column, column.endsWith('_on') && value !== '' ? addDays(value, moved) : value]),
    ),
  }));
}
