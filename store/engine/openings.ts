// Short ids that people can say, given before their entity starts.
import { sql } from 'kysely';
import type { Store } from './store';
import { readTogether } from './together';

type OpeningTable = 'campaignOpening' | 'caseOpening' | 'handoverOpening';

const identifyingIn = (table: OpeningTable) =>
  readTogether<string>(async (store, keys) => {
    const { rows } = await sql<{ readonly key: string; readonly id: string }>`
      with asked as (select value as key from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb)),
      there as (select key, id from ${sql.table(table)} where key in (select key from asked)),
      given as (
        insert into ${sql.table(table)} (key) select key from asked where key not in (select key from there) order by key
        on conflict (key) do nothing returning key, id)
      select key, id from there union all select key, id from given`.execute(store.db);
    return new Map(rows.map(({ key, id }) => [key, id]));
  });

const identifying = {
  campaignOpening: identifyingIn('campaignOpening'),
  caseOpening: identifyingIn('caseOpening'),
  handoverOpening: identifyingIn('handoverOpening'),
} as const;

/** The id with this key. The same key always gives the same id. */
export const identify = async (store: Store, table: OpeningTable, key: string): Promise<string> =>
  // Another process added the same key meanwhile.
  (await identifying[table](store, key)) ?? identify(store, table, key);
