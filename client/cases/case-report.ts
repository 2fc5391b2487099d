// Attainment: the share of finished clocks that were met.

import type { AttainmentRow } from '../../api/cases';
import { addDays, dateOf, toInstant } from '../../domain/time/time';
import { cases, type Store } from '../../store';
import { date, type Fields, oneOf, readFields, wrongInput } from '../temporal/input';

export const REPORT_KEYS = ['level', 'account', 'month', 'milestone', 'severity'] as const;
export type ReportKey = (typeof REPORT_KEYS)[number];

const KEY_OF: Readonly<Record<ReportKey, (clock: cases.SettledMilestone & { readonly date: string }) => string>> = {
  level: ({ level }) => level,
  account: ({ account }) => account,
  month: ({ date: day }) => day.slice(0, 7),
  milestone: ({ name }) => name,
  severity: ({ severity }) => severity,
};

/**
 * Met / (met + breached), grouped by the keys in `by` (separated by commas; without keys a single row). Counts the clocks that were due from the
 * date `from` to the date `to`, both included, in each account's zone. Cancelled and running clocks are left out. Throws `InvalidInput`.
 */
export async function caseReport(store: Store, fields: Fields): Promise<AttainmentRow[]> {
  const { from, to } = readFields(fields, (row) => ({ from: row.optional('from', date), to: row.optional('to', date) }));
  if (from && to && to < from) throw wrongInput('to', to, 'before-date', { date: from });
  const keys = keysOf(fields.by);
  // In other zones a date begins at most a day earlier or later than in UTC.
  const clocks = await cases.settledMilestones(store, {
    ...(from && { from: toInstant(addDays(from, -1), '00:00', 'UTC') }),
    ...(to && { to: toInstant(addDays(to, 2), '00:00', 'UTC') }),
  });
  const rows = new Map<string, { readonly keys: Partial<Record<ReportKey, string>>; met: number; breached: number }>();
  for (const clock of clocks) {
    const day = dateOf(clock.at, clock.zone);
    if ((from && day < from) || (to && day > to)) continue;
    const values = keys.map((key) => [key, KEY_OF[key]({ ...clock, date: day })] as const);
    const id = JSON.stringify(values);
    const row = rows.get(id) ?? { keys: Object.fromEntries(values), met: 0, breached: 0 };
    row[clock.state] += 1;
    rows.set(id, row);
  }
  if (rows.size === 0 && keys.length === 0) return [{ met: 0, breached: 0, attainment: null }];
  return Array.from(rows.entries())
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { keys: values, met, breached }]) => ({ ...values, met, breached, attainment: met / (met + breached) }));
}

const keysOf = (by: string | undefined): readonly ReportKey[] =>
  by === undefined || by.trim() === ''
    ? []
    : Array.from(new Set(by.split(',').map((key) => readFields({ by: key }, (row) => row.required('by', oneOf(REPORT_KEYS))))));
