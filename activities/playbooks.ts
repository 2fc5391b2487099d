// The playbook that a hash stands for, as the handlers of effects are given it.
import type { Playbook } from '../domain/playbook/playbook';
import { playbooks, type Store } from '../store';

/** The parsed playbook of a hash; `undefined` where the store has none. */
export type PlaybookOf = (hash: string) => Promise<Playbook | undefined>;

export const playbookReader =
  (store: Store): PlaybookOf =>
  (hash) =>
    playbooks.parsed(store, hash);
