// Accounts' names: histories know only their ids.
import type { Insertable, Selectable } from 'kysely';
import type { Store } from '../engine/store';
import { readTogether } from '../engine/together';
import { type Nulls, type Upserted, upsert as upsertRow } from '../engine/upsert';
import type { Tables } from '../schema/tables';

export type Profile = Selectable<Tables['profile']>;

/** Adds or changes a profile. `calendar`: the calendar's id in the playbook. */
export const upsert = (store: Store, { account, name, calendar = null }: Insertable<Tables['profile']>, nulls?: Nulls): Promise<Upserted> =>
  upsertRow(store.db, 'profile', 'account', { account, name, calendar }, nulls);

export const get = readTogether<Profile>(async (store, accounts) => {
  const found = await store.db.selectFrom('profile').selectAll().where('account', 'in', accounts).execute();
  return new Map(found.map((profile) => [profile.account, profile]));
});
