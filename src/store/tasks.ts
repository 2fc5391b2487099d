// Tasks as the journal tells them; closed ones stay.
import { sql } from 'kysely';
import type { TaskState } from '../domain/account/types';
import type { Instant } from '../domain/time';
import type { Store } from './store';
import type { TaskRow } from './tables';

export interface TaskFilter {
  /** Person ids: owed by one of these, or attended to by one of them. */
  readonly owners?: readonly string[];
  readonly account?: string;
  readonly states?: readonly TaskState[];
  /** Due earlier than this instant. */
  readonly dueBefore?: Instant;
  /** Unfinished ones that have climbed to this person by the instant `at`, and not before `since` where that is given. */
  readonly climbedTo?: { readonly person: string; readonly at: Instant; readonly since?: Instant };
  readonly limit?: number;
}

/** Tasks in the order in which they are due. */
export const list = async (store: Store, { owners, account, states, dueBefore, climbedTo, limit }: TaskFilter = {}): Promise<TaskRow[]> => {
  if (states?.length === 0 || owners?.length === 0) return [];
  let query = store.db.selectFrom('task').selectAll().orderBy('due').orderBy('id');
  if (owners !== undefined) query = query.where((where) => where.or([where('owner', 'in', owners), where('attendant', 'in', owners)]));
  if (account !== undefined) query = query.where('account', '=', account);
  if (states !== undefined) query = query.where('state', 'in', states);
  if (dueBefore !== undefined) query = query.where('due', '<', dueBefore);
  if (climbedTo !== undefined)
    query = query.where('state', 'in', ['planned', 'open']).where('due', '<', climbedTo.at).where(hasClimbed(climbedTo));
  if (limit !== undefined) query = query.limit(limit);
  return query.execute();
};

const hasClimbed = ({ person, at, since = 0 }: NonNullable<TaskFilter['climbedTo']>) =>
  sql<boolean>`exists (select from jsonb_array_elements(climbs) step
    where (step->>'at')::bigint between ${since}::bigint and ${at}::bigint and step->'to' @> ${JSON.stringify([person])}::jsonb)`;

/** A task by its id `account:touchpoint:nominal`. */
export const get = (store: Store, id: string): Promise<TaskRow | undefined> =>
  store.db.selectFrom('task').selectAll().where('id', '=', id).executeTakeFirst();
