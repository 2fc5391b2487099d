import { z } from 'zod';
import { text } from './given';
import { topic } from './route';
import { instant } from './values';

const playbook = z
  .object({
    hash: z.string(),
    publishedAt: instant,
    defaultZone: z.string().describe("IANA zone of what is of no account; the newest one's is the deployment's"),
  })
  .meta({ id: 'PublishedPlaybook' });
export type PublishedPlaybook = z.infer<typeof playbook>;

export const playbooks = topic({
  list: {
    method: 'GET',
    path: '/playbooks',
    summary: 'Newest first',
    roles: 'everybody',
    output: z.object({ playbooks: z.array(playbook) }),
    problems: [],
  },
  publish: {
    method: 'POST',
    path: '/playbooks',
    summary: 'Check and publish a playbook; accounts that start from now on live by it',
    roles: ['manager', 'operator'],
    // Playbooks with texts in two languages are long.
    largest: 4 * 1024 * 1024,
    body: z.strictObject({ source: text().describe('YAML'), fileName: text().optional().describe('for the messages') }),
    output: z.object({ hash: z.string(), isNew: z.boolean() }),
    problems: ['bad-playbook', 'temporal-unavailable', 'temporal-refused'],
  },
});
