// The record of effects: attempts and outcomes. No effect is lost, and a repeated one can be explained.
import { type Selectable, sql } from 'kysely';
import { DomainError, type Effect, type Outcome } from '../../domain/decider/decider';
import { given } from '../../domain/given';
import type { Instant } from '../../domain/time/time';
import { add as addNote } from '../accounts/notes';
import { rowsOf } from '../engine/rows';
import type { Db, Store } from '../engine/store';
import { together } from '../engine/together';
import { type Window, type Windowed, windowed } from '../engine/window';
import type { Tables } from '../schema/tables';

export type Delivery = Selectable<Tables['delivery']>;
export type DeliveryState = Delivery['state'];

export type Claim =
  /** The claim is ours until the lease ends. The number of the attempt, from 1. */
  | { readonly claimed: number }
  /** The effect is finished, with this outcome: do nothing. */
  | { readonly outcome: Outcome }
  /** Another attempt holds it until this real time. */
  | { readonly busyUntil: Instant };

export interface ClaimedEffect {
  readonly entity: string;
  readonly type: string;
  readonly lane: string;
  /** Ids and codes only. */
  readonly effect: Effect;
}

/**
 * Claims the effect `key` for one attempt. An attempt whose lease has run out counts as interrupted: it may have delivered or not. `nowReal` and
 * `leaseMs` are real time.
 */
export const claim = async (store: Store, key: string, what: ClaimedEffect, leaseMs: number, nowReal: Instant): Promise<Claim> => {
  for (;;) {
    const attempts = await claimTogether(store, { key, ...what, leaseUntil: nowReal + leaseMs, now: nowReal });
    if (attempts !== undefined) return { claimed: attempts };
    const there = await get(store, key);
    if (there?.outcome) return { outcome: there.outcome };
    if (there?.state === 'sending' && there.leaseUntil !== null && there.leaseUntil > nowReal) return { busyUntil: there.leaseUntil };
    // It was released between the two statements: try again.
  }
};

/** Answers the number of the attempt, or `undefined` where the effect cannot be claimed now. */
const claimTogether = together(
  async (store, claims: readonly (ClaimedEffect & { readonly key: string; readonly leaseUntil: Instant; readonly now: Instant })[]) => {
    const rows = claims.map(({ now, ...row }) => ({ ...row, state: 'sending', attempts: 1, firstAt: now, updatedAt: now }) as const);
    const columns = ['key', 'entity', 'type', 'lane', 'effect', 'state', 'attempts', 'leaseUntil', 'firstAt', 'updatedAt'] as const;
    const claimed = await store.db
      .insertInto('delivery')
      .columns(columns)
      // In one order everywhere, so that two processes never wait for each other.
      .expression(sql`select ${sql.join(columns.map((name) => sql.ref(name)))} from ${rowsOf('delivery', rows)} order by key`)
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({
            state: 'sending',
            attempts: sql`delivery.attempts + 1`,
            interrupted: sql`delivery.interrupted + case when delivery.state = 'sending' then 1 else 0 end`,
            leaseUntil: sql`excluded.lease_until`,
            updatedAt: sql`excluded.updated_at`,
          })
          .where((where) =>
            where.or([
              where('delivery.state', '=', 'waiting'),
              where.and([where('delivery.state', '=', 'sending'), where('delivery.leaseUntil', '<=', sql<Instant>`excluded.updated_at`)]),
            ]),
          ),
      )
      .returning(['key', 'attempts'])
      .execute();
    const attempts = new Map(claimed.map((row) => [row.key, row.attempts]));
    return claims.map(({ key }) => attempts.get(key));
  },
);

/**
 * Records an effect's outcome: `done`, or `failed` for good. The first recorded outcome stays and is returned: a person may have given the effect
 * up meanwhile. Throws `DomainError('unknown-effect')`.
 */
export const settle = async (store: Store, key: string, outcome: Outcome, state: 'done' | 'failed'): Promise<Outcome> => {
  if (await settleTogether(store, { key, outcome, state })) return outcome;
  const recorded = await get(store, key);
  if (!recorded?.outcome) throw new DomainError('unknown-effect', { key, isUnclaimed: true });
  return recorded.outcome;
};

/** Answers whether it was recorded. */
const settleTogether = together(
  async (store, ends: readonly { readonly key: string; readonly outcome: Outcome; readonly state: DeliveryState }[]) => {
    const rows = ends.map((end) => ({ ...end, code: end.outcome.ok ? null : end.outcome.code }));
    const { rows: ended } = await sql<{ readonly key: string; readonly state: DeliveryState }>`
      update delivery set state = given.state, outcome = given.outcome, code = given.code, lease_until = null, updated_at = ${Date.now()}
      from ${rowsOf('delivery', rows)} given where delivery.key = given.key and delivery.outcome is null
      returning delivery.key`.execute(store.db);
    const keys = new Set(ended.map(({ key }) => key));
    return ends.map(({ key }) => keys.has(key));
  },
);

/** Extends the claim of a long effect; `until` is real time. */
export const hold = async (store: Store, key: string, until: Instant): Promise<void> => {
  await store.db.updateTable('delivery').set({ leaseUntil: until }).where('key', '=', key).where('state', '=', 'sending').execute();
};

/** Ends an attempt with a failure that is retried: the next claim succeeds at once. `code` is stable and contains no address. */
export const releaseWithError = async (store: Store, key: string, code: string): Promise<void> => {
  await store.db
    .updateTable('delivery')
    .set({ state: 'waiting', code, leaseUntil: null, updatedAt: Date.now() })
    .where('key', '=', key)
    .where('state', '=', 'sending')
    .execute();
};

/**
 * Gives an effect up for a person (`by`: their id): its outcome is `given-up`, and `note` says why. Returns `false` and keeps nothing where the
 * effect is finished or unknown.
 */
export const giveUp = (
  store: Store,
  key: string,
  { by, note }: { readonly by?: string; readonly note?: { readonly text: string; readonly at: Instant } } = {},
): Promise<boolean> =>
  store.db.transaction().execute(async (trx) => {
    const end: End = { state: 'given-up', outcome: { ok: false, code: 'given-up' }, ...given({ by }) };
    if (!(await finish(trx, key, end))) return false;
    if (note) await addNote({ db: trx }, { ...note, ...given({ by }) });
    return true;
  });

interface End {
  readonly state: DeliveryState;
  readonly outcome: Outcome;
  readonly code?: string | null;
  readonly by?: string;
}

const finish = async (db: Db, key: string, { outcome, ...end }: End): Promise<boolean> => {
  const ended = await db
    .updateTable('delivery')
    .set({ ...end, outcome: sql`${JSON.stringify(outcome)}::jsonb`, leaseUntil: null, updatedAt: Date.now() })
    .where('key', '=', key)
    .where('outcome', 'is', null)
    .returning('key')
    .executeTakeFirst();
  return ended !== undefined;
};

export const get = (store: Store, key: string): Promise<Delivery | undefined> =>
  store.db.selectFrom('delivery').selectAll().where('key', '=', key).executeTakeFirst();

export interface DeliveryFilter {
  readonly states?: readonly DeliveryState[];
  readonly entities?: readonly string[];
  readonly types?: readonly string[];
}

const matching = (store: Store, { states, entities, types }: DeliveryFilter) => {
  let query = store.db.selectFrom('delivery').selectAll().orderBy('updatedAt').orderBy('key');
  if (states !== undefined) query = query.where('state', 'in', states);
  if (entities !== undefined) query = query.where('entity', 'in', entities);
  if (types !== undefined) query = query.where('type', 'in', types);
  return query;
};

/** Deliveries, the longest unchanged first. */
export const list = async (store: Store, filter: DeliveryFilter = {}): Promise<Delivery[]> => (await window(store, filter, {})).rows;

export const window = async (store: Store, filter: DeliveryFilter, of: Window): Promise<Windowed<Delivery>> =>
  [filter.states, filter.entities, filter.types].some((some) => some?.length === 0)
    ? { rows: [], total: 0 }
    : windowed(store, matching(store, filter), of);
