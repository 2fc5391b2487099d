// Versions of the zone rules that a deployment's due times follow: the first start's, and each adopted one.
import { sql } from 'kysely';
import { given } from '../../domain/given';
import type { Instant } from '../../domain/time/time';
import type { Store } from './store';

/** The version in force, such as `2026a`; `undefined` before the first start. */
export const inForce = async ({ db }: Store): Promise<string | undefined> =>
  (await db.selectFrom('zoneRules').select('version').orderBy('number', 'desc').limit(1).executeTakeFirst())?.version;

/** Records the version of the first start; later ones change nothing. */
export const begin = (store: Store, version: string, at: Instant): Promise<void> => put(store, 1, version, at);

/** Puts `version` into force. Two callers at once adopt it once. */
export async function adopt(store: Store, version: string, at: Instant): Promise<void> {
  const last = await store.db.selectFrom('zoneRules').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst();
  if (last?.version !== version) await put(store, (last?.number ?? 0) + 1, version, at);
}

const put = async ({ db }: Store, number: number, version: string, at: Instant): Promise<void> => {
  await db
    .insertInto('zoneRules')
    .values({ number, version, at })
    .onConflict((conflict) => conflict.column('number').doNothing())
    .execute();
};

/** Something that an entity dated again when it adopted zone rules. */
export interface MovedByZoneRules {
  /** `account/acme`. */
  readonly entity: string;
  /** A task's key, a case's clock, a person's `digest`, or `stage` for a stage's end. */
  readonly what: string;
  /** The new due time; absent where there is none. */
  readonly due?: Instant;
}

const MOVES = ['taskMoved', 'milestoneMoved', 'personTermsAdopted', 'stageEndMoved'] as const;

/** Everything that the adoption of `version` dated again, by entity. */
export async function movedBy({ db }: Store, version: string): Promise<MovedByZoneRules[]> {
  const rows = await db
    .selectFrom('journal as raised')
    .innerJoin('journal as moved', (join) =>
      join
        .onRef('moved.entity', '=', 'raised.entity')
        .onRef('moved.sequence', '>', 'raised.sequence')
        .onRef('moved.at', '=', 'raised.at')
        .on('moved.type', 'in', MOVES),
    )
    .select(['moved.entity', 'moved.type', 'moved.data'])
    .where('raised.type', '=', 'rulesRaised')
    .where(sql`raised.data ->> 'zoneRules'`, '=', version)
    .orderBy('moved.entity')
    .orderBy('moved.sequence')
    .execute();
  return rows.map(({ entity, type, data }) => {
    const { touchpoint, nominal, milestone, due, until, next } = data as Readonly<Record<string, unknown>>;
    const what = {
      taskMoved: `${String(touchpoint)}:${String(nominal)}`,
      milestoneMoved: String(milestone),
      personTermsAdopted: 'digest',
      stageEndMoved: 'stage',
    }[type as (typeof MOVES)[number]];
    const at = [due, until, next].find((instant) => typeof instant === 'number');
    return { entity, what, ...given({ due: at }) };
  });
}
