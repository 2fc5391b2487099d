// Playbooks by hash, for the handlers of effects.
import type { Playbook } from '../domain/playbook/playbook';
import { playbooks, type Store } from '../store';

/** The playbook with this hash; `undefined` where the store lacks it. */
export type PlaybookOf = (hash: string) => Promise<Playbook | undefined>;

/** What an attempt comes to whose playbook the store does not have yet. */
export const NO_PLAYBOOK = { later: 'unknown-playbook' } as const;

export const playbookReader =
  (store: Store): PlaybookOf =>
  (hash) =>
    playbooks.parsed(store, hash);
