// Published playbooks, under their content hash.
import type { Selectable } from 'kysely';
import type { Playbook as Parsed } from '../../domain/playbook/playbook';
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

/** What a hash stands for never changes: each is read once. */
const read = new WeakMap<Store, Map<string, Parsed>>();

/** A published playbook, parsed; `undefined` where there is none of this hash. */
export async function parsed(store: Store, hash: string): Promise<Parsed | undefined> {
  const known = read.get(store) ?? new Map<string, Parsed>();
  read.set(store, known);
  const there = known.get(hash);
  if (there) return there;
  // Only checked playbooks are published.
  const found = (await get(store, hash))?.parsed as Parsed | undefined;
  if (found) known.set(hash, found);
  return found;
}
