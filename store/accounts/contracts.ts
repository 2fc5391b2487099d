import type { Insertable, Selectable } from 'kysely';
import type { Store } from '../engine/store';
import { readTogether } from '../engine/together';
import { type Nulls, type Upserted, upsert as upsertRow } from '../engine/upsert';
import type { Tables } from '../schema/tables';

export type Contract = Selectable<Tables['contract']>;

/** Adds or changes an account's contract. `annualFee` is a decimal as text: 800000.00 equals 800000, and the outcome is then `unchanged`. */
export const upsert = (store: Store, contract: Insertable<Tables['contract']>, nulls?: Nulls): Promise<Upserted> => {
  const { account, annualFee = null, currency = null, signedOn = null, promisedDeliveryOn = null, endsOn = null } = contract;
  return upsertRow(store.db, 'contract', 'account', { account, annualFee, currency, signedOn, promisedDeliveryOn, endsOn }, nulls);
};

export const get = readTogether<Contract>(async (store, accounts) => {
  const found = await store.db.selectFrom('contract').selectAll().where('account', 'in', accounts).execute();
  return new Map(found.map((contract) => [contract.account, contract]));
});
