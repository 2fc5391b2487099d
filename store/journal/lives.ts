// Everything that lives, whatever its kind, and the rules that it lives by.

import { sql } from 'kysely';
import { accountEntity, caseEntity, entityParts, handoverEntity, personEntity } from '../../domain/ids';
import type { Store } from '../engine/store';

export const KINDS = ['account', 'case', 'handover', 'person'] as const;
export type Kind = (typeof KINDS)[number];

export interface Life {
  readonly kind: Kind;
  /** `account/acme`. */
  readonly entity: string;
  /** Version of the kind's rules. */
  readonly rules: number;
  /** Version of the zone rules adopted last; null where none were. */
  readonly zoneRules: string | null;
}

const LIVES = sql`
  select 'account' as kind, ${sql.lit(accountEntity(''))} || id as entity, state from account where status is distinct from 'closed'
  union all select 'case', ${sql.lit(caseEntity(''))} || id, state from service_case where status in ('open', 'waiting', 'resolved')
  union all select 'handover', ${sql.lit(handoverEntity(''))} || id, state from handover where status in ('running', 'refused')
  union all select 'person', ${sql.lit(personEntity(''))} || id, state from person_life where status = 'active'`;

/** Those whose entity comes after `after` in the order of their names, at most `limit`; all unless something is said. */
export const lives = async ({ db }: Store, { after = '', limit }: { after?: string; limit?: number } = {}): Promise<readonly Life[]> =>
  (
    await sql<Life>`
      select kind, entity, (state ->> 'rules')::integer as rules, state ->> 'zoneRules' as zone_rules from (${LIVES}) as life
      where entity collate "C" > ${after} order by entity collate "C" ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db)
  ).rows;

/** The state as the journal has it, and after how many events; `undefined` where there is no such entity. */
export async function journaled(
  { db }: Store,
  { kind, entity }: Pick<Life, 'kind' | 'entity'>,
): Promise<{ sequence: number; state: unknown } | undefined> {
  const table = ({ account: 'account', case: 'serviceCase', handover: 'handover', person: 'personLife' } as const)[kind];
  const id = entityParts(entity).id;
  return db.selectFrom(table).select(['sequence', 'state']).where('id', '=', id).executeTakeFirst();
}
