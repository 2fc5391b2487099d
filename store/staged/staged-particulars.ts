// Applies staged names and contracts of many accounts at once.
import { writeRows } from '../engine/rows';
import type { Db } from '../engine/store';
import type { StagedParticulars } from '../schema/staged-tables';

/** Applies them in order. An absent field stays as it is. */
export const applyParticulars = async (trx: Db, all: readonly StagedParticulars[]): Promise<void> => {
  const byAccount = new Map<string, StagedParticulars>();
  // One row for each account: one statement cannot change a row twice.
  for (const one of all) byAccount.set(one.account, { ...byAccount.get(one.account), ...one });
  const merged = Array.from(byAccount.values());
  await writeRows(
    trx,
    'profile',
    merged.flatMap(({ account, name, calendar = null }) => (name === undefined ? [] : [{ account, name, calendar }])),
    { key: 'account', nulls: 'keep' },
  );
  await writeRows(
    trx,
    'contract',
    merged.map(({ account, annualFee = null, currency = null, signedOn = null, promisedDeliveryOn = null, endsOn = null }) => ({
      ...{ account, annualFee, currency, signedOn, promisedDeliveryOn, endsOn },
    })),
    { key: 'account', nulls: 'keep' },
  );
};
