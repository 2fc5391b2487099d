// Tasks, as folded from the journal. Closed ones stay.
import { type SqlBool, sql } from 'kysely';
import type { TaskState } from '../../domain/account/types';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';
import { type Window, type Windowed, windowed } from '../engine/window';
import type { TaskRow } from '../schema/tables';

export interface TaskFilter {
  /** Person ids: tasks that one of them owns or attends to. */
  readonly owners?: readonly string[];
  readonly account?: string;
  readonly states?: readonly TaskState[];
  /** Due before this instant. */
  readonly dueBefore?: Instant;
  readonly limit?: number;
}

const matching = (store: Store, { owners, account, states, dueBefore }: TaskFilter) => {
  let query = store.db.selectFrom('task').selectAll().orderBy('due').orderBy('id');
  if (owners !== undefined) query = query.where((where) => where.or([where('owner', 'in', owners), where('attendant', 'in', owners)]));
  if (account !== undefined) query = query.where('account', '=', account);
  if (states !== undefined) query = query.where('state', 'in', states);
  if (dueBefore !== undefined) query = query.where('due', '<', dueBefore);
  return query;
};

/** Tasks by due time. */
export const list = async (store: Store, { limit, ...filter }: TaskFilter = {}): Promise<TaskRow[]> =>
  (await window(store, filter, { limit })).rows;

export const window = async (store: Store, filter: Omit<TaskFilter, 'limit'>, of: Window): Promise<Windowed<TaskRow>> =>
  filter.states?.length === 0 || filter.owners?.length === 0 ? { rows: [], total: 0 } : windowed(store, matching(store, filter), of);

/** An SQL condition: the task has been escalated to one of `persons` by the instant `at`. */
export const hasEscalatedTo = (persons: readonly string[], at: Instant) =>
  sql<SqlBool>`exists (select from jsonb_array_elements(task.escalations) step, jsonb_array_elements_text(step -> 'to') notified
    where (step ->> 'at')::bigint <= ${at}::bigint and notified.value in (${sql.join(persons)}))`;

/** The next task of a touchpoint: the first planned or open one, else the one closed last. `closed`: only the one closed last. */
export const next = async (
  store: Store,
  { account, touchpoint, closed = false }: { readonly account: string; readonly touchpoint: string; readonly closed?: boolean },
): Promise<TaskRow | undefined> => {
  const all = store.db.selectFrom('task').selectAll().where('account', '=', account).where('touchpoint', '=', touchpoint);
  const unfinished = closed
    ? undefined
    : await all.where('state', 'in', ['planned', 'open']).orderBy('due').orderBy('id').limit(1).executeTakeFirst();
  return unfinished ?? (await all.where('closedAt', 'is not', null).orderBy('closedAt', 'desc').orderBy('id').limit(1).executeTakeFirst());
};

/** A task by its id `account:touchpoint:nominal`. */
export const get = (store: Store, id: string): Promise<TaskRow | undefined> =>
  store.db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst();
