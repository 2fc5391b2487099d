// Compiled terms, by content hash: a table for each kind of entity that keeps its terms.
import type { Terms } from '../../domain/account/terms';
import type { ServiceTerms } from '../../domain/service-case/terms';
import { readOnce } from '../engine/read-once';
import type { Store } from '../engine/store';

/** What each table keeps. */
interface Kept {
  readonly terms: Terms;
  readonly serviceTerms: ServiceTerms;
}

export const keptTerms = <Table extends keyof Kept>(table: Table) => {
  // All tables of terms have the same columns.
  const name = table as 'terms';
  return {
    /** Keeps terms. Their id is their content hash, so a repeat changes nothing. */
    put: async ({ db }: Store, terms: Kept[Table]): Promise<void> => {
      await db
        .insertInto(name)
        .values({ id: terms.id, playbook: terms.playbook, terms: JSON.stringify(terms) })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },

    /** The terms of this id; `undefined` where there are none. Each is read once. */
    get: readOnce(async ({ db }, id) => {
      const row = await db.selectFrom(name).select('terms').where('id', '=', id).executeTakeFirst();
      return row?.terms as Kept[Table] | undefined;
    }),
  };
};
