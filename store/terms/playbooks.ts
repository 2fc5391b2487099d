// Published playbooks, by content hash.
import type { Selectable } from 'kysely';
import type { Playbook as Parsed } from '../../domain/playbook/playbook';
import { readOnce } from '../engine/read-once';
import type { Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type Playbook = Selectable<Tables['playbook']>;

/** Publishes a playbook. One that is published already stays unchanged, in its place in the order. Returns whether it is new. */
export const publish = async (store: Store, hash: string, source: string, parsed: object): Promise<boolean> => {
  const added = await store.db
    .insertInto('playbook')
    .values({ hash, source, parsed: JSON.stringify(parsed), publishedAt: Date.now() })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .returning('hash')
    .executeTakeFirst();
  return added !== undefined;
};

/** The last one published. */
export const latest = (store: Store): Promise<Playbook | undefined> =>
  store.db.selectFrom('playbook').selectAll().orderBy('position', 'desc').limit(1).executeTakeFirst();

export const get = (store: Store, hash: string): Promise<Playbook | undefined> =>
  store.db.selectFrom('playbook').selectAll().where('hash', '=', hash).executeTakeFirst();

/** Newest first, without their contents. `publishedAt` is real time. */
export const list = (store: Store): Promise<Pick<Playbook, 'hash' | 'publishedAt'>[]> =>
  store.db.selectFrom('playbook').select(['hash', 'publishedAt']).orderBy('position', 'desc').execute();

/** A parsed playbook; `undefined` where none has this hash. Content under a hash never changes: each playbook is read once. */
export const parsed = readOnce<Parsed>(
  // Only checked playbooks are published.
  async (store, hash) => (await get(store, hash))?.parsed as Parsed | undefined,
);
