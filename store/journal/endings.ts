// Who has ended by the read models: what the workflows that do not run are held against.

import { idIn } from '../../domain/ids';
import type { Store } from '../engine/store';

interface Kind {
  /** Of an entity `case/C-12` the part before the stroke. */
  readonly kind: string;
  readonly table: 'account' | 'serviceCase' | 'handover' | 'personLife';
  /** Statuses in which it has ended for good. */
  readonly ended: readonly string[];
}

const KINDS: readonly Kind[] = [
  { kind: 'account', table: 'account', ended: ['closed'] },
  { kind: 'case', table: 'serviceCase', ended: ['closed'] },
  { kind: 'handover', table: 'handover', ended: ['done', 'withdrawn'] },
  { kind: 'person', table: 'personLife', ended: ['left'] },
];

/** Whether an entity has ended by its read model; `undefined` where nothing was ever heard of it. */
export const hasEnded = async (store: Store, entity: string): Promise<boolean | undefined> => {
  for (const { kind, table, ended } of KINDS) {
    const id = idIn(kind, entity);
    if (id === undefined) continue;
    const row = await store.db.selectFrom(table).select('status').where('id', '=', id).executeTakeFirst();
    return row && ended.includes(row.status ?? '');
  }
  return undefined;
};
