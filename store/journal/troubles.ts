// Entities in trouble: they look alive but take no commands, after an operator's action or a fault. Codes and ids only.
import { type Selectable, sql } from 'kysely';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type Trouble = Selectable<Tables['trouble']>;
/** ended: its workflow has ended outside; journal: the journal refuses its events, for example after a reset; stuck: its workflow tasks fail. */
export type Why = Trouble['why'];

export interface NewTrouble {
  readonly entity: string;
  readonly why: Why;
  /** `terminated`, `journal-conflict`, … */
  readonly code: string;
  /** The workflow run in trouble. */
  readonly run: string;
}

/**
 * Records a trouble. For the same run it stays the same trouble: its first time, its first code, and whether other entities were notified are kept.
 */
export const record = async (store: Store, { entity, why, code, run }: NewTrouble, nowReal: Instant): Promise<void> => {
  const kept = (column: string, otherwise: unknown) =>
    sql`case when trouble.run = ${run} then ${sql.ref(`trouble.${column}`)} else ${otherwise} end`;
  await store.db
    .insertInto('trouble')
    .values({ entity, why, code, run, since: nowReal, seenAt: nowReal })
    .onConflict((conflict) =>
      conflict.columns(['entity', 'why']).doUpdateSet({
        run,
        seenAt: nowReal,
        code: sql`${kept('code', code)}`,
        since: sql`${kept('since', nowReal)}`,
        notified: sql`${kept('notified', false)}`,
      }),
    )
    .execute();
};

/** Troubles by entity, the worst first; of all entities, or of `entities`. */
export const list = async (store: Store, entities?: readonly string[]): Promise<Trouble[]> => {
  if (entities?.length === 0) return [];
  let query = store.db.selectFrom('trouble').selectAll().orderBy('entity').orderBy('why');
  if (entities !== undefined) query = query.where('entity', 'in', entities);
  return query.execute();
};

/** Records that entities which depend on an ended one have been notified. */
export const markNotified = async (store: Store, entity: string): Promise<void> => {
  await store.db.updateTable('trouble').set({ notified: true }).where('entity', '=', entity).where('why', '=', 'ended').execute();
};

/** Removes an entity's troubles: all, or those of one kind. */
export const clear = async (store: Store, entity: string, why?: Why): Promise<void> => {
  let query = store.db.deleteFrom('trouble').where('entity', '=', entity);
  if (why !== undefined) query = query.where('why', '=', why);
  await query.execute();
};
