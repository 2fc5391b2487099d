// Entities that an operator, or a fault, has left in trouble: they look alive and take no command. Codes and ids only.
import { type Selectable, sql } from 'kysely';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type Trouble = Selectable<Tables['trouble']>;
/**
 * ended: its workflow does not run any more; journal: what it writes is refused, as after a reset; stuck: its workflow tasks fail.
 */
export type Why = Trouble['why'];

export interface NewTrouble {
  readonly entity: string;
  readonly why: Why;
  /** `terminated`, `journal-conflict`, … */
  readonly code: string;
  /** The workflow's run that it is about. */
  readonly run: string;
}

/** Keeps a trouble. Of the same run it is the same trouble: since when it is there, its first code, and whether others were told stay. */
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

/** Troubles by entity, the worst of an entity first; all, or those of `entities`. */
export const list = async (store: Store, entities?: readonly string[]): Promise<Trouble[]> => {
  if (entities?.length === 0) return [];
  let query = store.db.selectFrom('trouble').selectAll().orderBy('entity').orderBy('why');
  if (entities !== undefined) query = query.where('entity', 'in', entities);
  return query.execute();
};

/** Marks that those who count on an entity that has ended know it. */
export const markNotified = async (store: Store, entity: string): Promise<void> => {
  await store.db.updateTable('trouble').set({ notified: true }).where('entity', '=', entity).where('why', '=', 'ended').execute();
};

/** Takes troubles off: all of an entity, or those of one kind. */
export const clear = async (store: Store, entity: string, why?: Why): Promise<void> => {
  let query = store.db.deleteFrom('trouble').where('entity', '=', entity);
  if (why !== undefined) query = query.where('why', '=', why);
  await query.execute();
};
