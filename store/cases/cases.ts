// Service cases, as folded from the journal.
import { type SqlBool, sql } from 'kysely';
import type { CaseStatus, MilestoneState } from '../../domain/service-case/types';
import type { Instant } from '../../domain/time/time';
import { identify as identified } from '../engine/openings';
import type { Store } from '../engine/store';
import { type Window, type Windowed, windowed } from '../engine/window';
import type { CaseRow, MilestoneRow } from '../schema/case-tables';

/** A case, with the zone of its account's dates. */
export interface Case extends CaseRow {
  readonly zone: string;
}

export interface CaseFilter {
  readonly ids?: readonly string[];
  readonly account?: string;
  readonly statuses?: readonly CaseStatus[];
  readonly level?: string;
  readonly severity?: string;
  /** Id of the person who has it. */
  readonly owner?: string;
  /** A running clock is due before this instant, or was. */
  readonly dueBefore?: Instant;
  readonly limit?: number;
}

/** The id, such as `C-12`, of the case with this key. The same key always gives the same id. */
export const identify = (store: Store, key: string): Promise<string> => identified(store, 'caseOpening', key);

const matching = (store: Store, { ids, account, statuses, level, severity, owner, dueBefore }: CaseFilter) => {
  let query = rows(store)
    .orderBy('serviceCase.nextDue', (order) => order.asc().nullsLast())
    .orderBy('serviceCase.reportedAt')
    .orderBy('serviceCase.id');
  if (ids !== undefined) query = query.where('serviceCase.id', 'in', ids);
  if (account !== undefined) query = query.where('serviceCase.account', '=', account);
  if (statuses !== undefined) query = query.where('serviceCase.status', 'in', statuses);
  if (level !== undefined) query = query.where('serviceCase.level', '=', level);
  if (severity !== undefined) query = query.where('serviceCase.severity', '=', severity);
  if (owner !== undefined) query = query.where('serviceCase.owner', '=', owner);
  if (dueBefore !== undefined) query = query.where('serviceCase.nextDue', '<', dueBefore);
  return query;
};

/** Cases, the most urgent first: by their next due clock, then cases without one by the time of their report. */
export const list = async (store: Store, { limit, ...filter }: CaseFilter = {}): Promise<Case[]> =>
  (await window(store, filter, { limit })).rows;

export const window = async (store: Store, filter: Omit<CaseFilter, 'limit'>, of: Window): Promise<Windowed<Case>> =>
  filter.ids?.length === 0 || filter.statuses?.length === 0 ? { rows: [], total: 0 } : windowed(store, matching(store, filter), of);

export const get = (store: Store, id: string): Promise<Case | undefined> => rows(store).where('serviceCase.id', '=', id).executeTakeFirst();

const rows = (store: Store) =>
  store.db
    .selectFrom('serviceCase')
    .innerJoin('account', 'account.id', 'serviceCase.account')
    .selectAll('serviceCase')
    .select('account.zone');

/** A clock that was met or breached, with the zone of its account's dates. */
export interface SettledMilestone extends Pick<MilestoneRow, 'name' | 'account' | 'level' | 'severity'> {
  readonly state: (typeof SETTLED)[number];
  /** When it was due; for a clock that was paused when it was met, when it was met. */
  readonly at: Instant;
  readonly zone: string;
}

const SETTLED = ['met', 'breached'] as const satisfies readonly MilestoneState[];

/** Every clock that was met or breached, with `at` in [from, to). Cancelled and running clocks are left out. */
export const settledMilestones = async (
  store: Store,
  { from, to }: { readonly from?: Instant; readonly to?: Instant } = {},
): Promise<SettledMilestone[]> => {
  const at = sql<Instant>`coalesce(due, met_at, start)`;
  let query = store.db
    .selectFrom('milestone')
    .innerJoin('account', 'account.id', 'milestone.account')
    .select(['milestone.name', 'milestone.account', 'milestone.level', 'milestone.severity', 'account.zone'])
    .select([sql<SettledMilestone['state']>`milestone.state`.as('state'), at.as('at')])
    .where('milestone.state', 'in', SETTLED);
  if (from !== undefined) query = query.where(sql<SqlBool>`${at} >= ${from}`);
  if (to !== undefined) query = query.where(sql<SqlBool>`${at} < ${to}`);
  return query.execute();
};
