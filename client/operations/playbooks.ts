// Published playbooks.

import type { PublishedPlaybook } from '../../api/playbooks';
import { contentHash } from '../../domain/playbook/hash';
import { parsePlaybook } from '../../domain/playbook/load';
import { formatInstant } from '../../domain/time/time';
import { playbooks as rows } from '../../store';
import { published } from '../accounts/account-terms';
import { ensurePeople } from '../people/person-start';
import type { Connection } from '../temporal/connection';
import { playbookOf } from '../temporal/texts';

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

  /** The latest playbook, parsed. Throws `no-playbook`. */
  latest: () => published(connection),

  /**
   * Checks a playbook's YAML and publishes it under its content hash. Accounts started from now on get it, and so do our people's digests. One that
   * is published already keeps its place in the order. Throws `PlaybookError` with every fault.
   */
  async publish(source: string, fileName = 'playbook'): Promise<{ hash: string; isNew: boolean }> {
    const playbook = parsePlaybook(source, fileName);
    const hash = contentHash(playbook);
    const isNew = await rows.publish(connection.store, hash, source, playbook);
    await ensurePeople(connection);
    return { hash, isNew };
  },
});
