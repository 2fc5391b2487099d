// Published playbooks, under their content hash.
import type { Selectable } from 'kysely';
import type { Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type Playbook = Selectable<Tables['playbook']>;

/** Publishes a playbook; one that is published already stays as it is, and where it is in the order. Answers whether it is new. */
export const publish = async (store: Store, hash: string, source: string, parsed: object): Promise<boolean> => {
  const added = await store.db
    .insertInto('playbook')
    .values({ hash, source, parsed: JSON.stringify(parsed), publishedAt: Date.now() })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .returning('hash')
    .executeTakeFirst();
  return added !== undefined;
};

/** The one published last. */
export const latest = (store: Store): Promise<Playbook | undefined> =>
  store.db.selectFrom('playbook').selectAll().orderBy('position', 'desc').limit(1).executeTakeFirst();

export const get = (store: Store, hash: string): Promise<Playbook | undefined> =>
  store.db.selectFrom('playbook').selectAll().where('hash', '=', hash).executeTakeFirst();

/** Newest first, without their contents. `publishedAt` is real time. */
export const list = (store: Store): Promise<Pick<Playbook, 'hash' | 'publishedAt'>[]> =>
  store.db.selectFrom('playbook').select(['hash', 'publishedAt']).orderBy('position', 'desc').execute();
