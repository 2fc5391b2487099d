// The playbook's playbookOf, looked up in the store by content hash: what a hash stands for never changes, so it is read once.
import type { Playbook } from '../domain/playbook/playbook';
import { playbooks, type Store } from '../store';

/** The parsed playbook of a hash; `undefined` where the store has none. */
export type PlaybookOf = (hash: string) => Promise<Playbook | undefined>;

export const playbookReader = (store: Store): PlaybookOf => {
  const read = new Map<string, Playbook>();
  return async (hash) => {
    const known = read.get(hash);
    if (known) return known;
    const row = await playbooks.get(store, hash);
    if (!row) return undefined;
    // Only checked playbooks are published.
    const parsed = row.parsed as Playbook;
    read.set(hash, parsed);
    return parsed;
  };
};
