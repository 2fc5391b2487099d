// All live entities of every kind, and the versions of their rules.
import { sql } from 'kysely';
import { entityOf, entityParts } from '../../domain/ids';
import { anyKind, isKind, KINDS, type Kind } from '../../domain/kinds';
import type { Store } from '../engine/store';
import { tableOf } from '../kinds';

export interface Life {
  readonly kind: Kind;
  /** `account/acme`. */
  readonly entity: string;
  /** Version of the kind's rules. */
  readonly rules: number;
  /** Version of the zone rules last adopted; null where none was. */
  readonly zoneRules: string | null;
}

const endsOf = (kind: Kind): readonly string[] => Object.keys(anyKind(kind).ended);

const livesOf = (kind: Kind) =>
  sql`select ${sql.lit(kind)} as kind, ${sql.lit(entityOf(kind, ''))} || id as entity, state from ${sql.table(tableOf(kind))}
    where coalesce(status, '') not in (${sql.join(endsOf(kind).map((status) => sql.lit(status)))})`;

const LIVES = sql.join(KINDS.map(livesOf), sql` union all `);

/** Live entities by name, from after `after`, at most `limit`; without options, all. */
export const lives = async ({ db }: Store, { after = '', limit }: { after?: string; limit?: number } = {}): Promise<readonly Life[]> =>
  (
    await sql<Life>`
      select kind, entity, (state ->> 'rules')::integer as rules, state ->> 'zoneRules' as zone_rules from (${LIVES}) as life
      where entity collate "C" > ${after} order by entity collate "C" ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db)
  ).rows;

/** The state and sequence in an entity's read model; `undefined` where there is no such entity. */
export async function journaled(
  { db }: Store,
  entity: string,
): Promise<{ readonly sequence: number; readonly status: string | null; readonly state: unknown } | undefined> {
  const { kind, id } = entityParts(entity);
  if (!isKind(kind)) return undefined;
  const { rows } = await sql<{ sequence: number; status: string | null; state: unknown }>`
    select sequence, status, state from ${sql.table(tableOf(kind))} where id = ${id}`.execute(db);
  return rows[0];
}

/** Whether an entity has ended, by its read model; `undefined` where it is not known. */
export async function hasEnded(store: Store, entity: string): Promise<boolean | undefined> {
  const { kind } = entityParts(entity);
  const row = isKind(kind) ? await journaled(store, entity) : undefined;
  return row && isKind(kind) && endsOf(kind).includes(row.status ?? '');
}
