// Accounts, as folded from the journal, with the names in the store.
import { sql } from 'kysely';
import type { Roles } from '../../domain/account/roles';
import type { AccountState, Team } from '../../domain/account/types';
import type { Store } from '../engine/store';
import { readTogether } from '../engine/together';
import { type Window, type Windowed, windowed } from '../engine/window';
import type { AccountRow } from '../schema/tables';

/** An account without its state. `name` is null where none is recorded. */
export interface Account extends Omit<AccountRow, 'state' | 'team'> {
  readonly name: string | null;
  readonly team: Team;
  /** Null for an account that has not started. */
  readonly roles: Roles | null;
  /** Number of its service cases that are open or wait for the customer. */
  readonly openCases: number;
}

export interface AccountFilter {
  readonly status?: string;
  readonly stage?: string;
  readonly level?: string;
  readonly segment?: string;
  /** Id of the person who answers for it. */
  readonly manager?: string;
}

const columns = [
  'account.id',
  'account.sequence',
  'account.status',
  'account.stage',
  'account.stageSince',
  'account.signedOn',
  'account.zone',
  'account.level',
  'account.segment',
  'account.nextDue',
  'account.openTasks',
  'account.team',
  'profile.name',
] as const;

const roles = sql<Roles | null>`account.state #> '{terms,roles}'`.as('roles');

const openCases =
  sql<number>`(select count(*) from service_case where service_case.account = account.id and status in ('open', 'waiting'))`.as(
    'openCases',
  );

/** Accounts' names, by id. */
export const names = async (store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const found = await store.db.selectFrom('profile').select(['account', 'name']).where('account', 'in', ids).execute();
  return new Map(found.map(({ account, name }) => [account, name]));
};

const matching = (store: Store, { status, stage, level, segment, manager }: AccountFilter) => {
  let query = store.db
    .selectFrom('account')
    .leftJoin('profile', 'profile.account', 'account.id')
    .select(columns)
    .select([openCases, roles])
    .orderBy('account.id');
  if (status !== undefined) query = query.where('account.status', '=', status);
  if (stage !== undefined) query = query.where('account.stage', '=', stage);
  if (level !== undefined) query = query.where('account.level', '=', level);
  if (segment !== undefined) query = query.where('account.segment', '=', segment);
  if (manager !== undefined) query = query.where(sql<string>`account.team ->> (account.state #>> '{terms,roles,answers}')`, '=', manager);
  return query;
};

/** Accounts that match the filter, ordered by id. */
export const list = (store: Store, filter: AccountFilter = {}): Promise<Account[]> => matching(store, filter).execute();

export const window = (store: Store, filter: AccountFilter, of: Window): Promise<Windowed<Account>> =>
  windowed(store, matching(store, filter), of);

/** The whole folded states of accounts, by id. Unknown ids are left out. */
export const states = async (store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, AccountState>> => {
  if (ids.length === 0) return new Map();
  const found = await store.db.selectFrom('account').select(['id', 'state']).where('id', 'in', ids).execute();
  return new Map(found.map(({ id, state }) => [id, state]));
};

/** One account with its whole folded state. */
export const get = readTogether<Account & { readonly state: AccountState }>(async (store, ids) => {
  const found = await store.db
    .selectFrom('account')
    .leftJoin('profile', 'profile.account', 'account.id')
    .select([...columns, 'account.state'])
    .select([openCases, roles])
    .where('account.id', 'in', ids)
    .execute();
  return new Map(found.map((account) => [account.id, account]));
});
