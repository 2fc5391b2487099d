// Published playbooks.
import { contentHash } from '../domain/playbook/hash';
import { parsePlaybook } from '../domain/playbook/load';
import { formatInstant } from '../domain/time';
import { playbooks as rows } from '../store';
import { published } from './account-terms';
import type { Connection } from './connection';
import { ensurePeople } from './person-start';
import type { PublishedPlaybook } from './shapes';
import { playbookOf } from './texts';

export const playbooks = (connection: Connection) => ({
  /** Newest first. */
  async list(): Promise<PublishedPlaybook[]> {
    const { store } = connection;
    return Promise.all(
      (await rows.list(store)).map(async ({ hash, publishedAt }) => ({
        hash,
        publishedAt: formatInstant(publishedAt),
        defaultZone: (await playbookOf(store, hash))?.['default-zone'] ?? 'UTC',
      })),
    );
  },

  /** The newest one, parsed. Throws `no-playbook`. */
  latest: () => published(connection),

  /**
   * Checks a playbook's YAML and publishes it under its content hash; accounts that start from now on live by it, and our people's
   * digests. One that is published
   * already stays where it is in the order. Throws `PlaybookError` with everything that is wrong.
   */
  async publish(source: string, fileName = 'playbook'): Promise<{ hash: string; isNew: boolean }> {
    const playbook = parsePlaybook(source, fileName);
    const hash = contentHash(playbook);
    const isNew = await rows.publish(connection.store, hash, source, playbook);
    await ensurePeople(connection);
    return { hash, isNew };
  },
});
