import { z } from 'zod';
import { id, page, statement } from './given';
import { ON_THE_WAY } from './refusals';
import { revival } from './revivals';
import { topic } from './route';
import { absent, count, history, instant } from './values';

export const campaign = z
  .object({
    id: z.string(),
    work: z.string().describe('offboarding, upgrade'),
    state: z.enum(['running', 'stopped', 'done', 'cancelled']),
    code: absent(z.string()).describe('why it stopped by itself; failures: what was refused is left to a person'),
    startedAt: instant,
    endedAt: absent(instant),
    done: count.describe('entities'),
    skipped: count.describe('entities with which there was nothing to do'),
    failed: count.describe('entities that refused for good'),
    failures: z.array(z.object({ entity: z.string(), code: z.string() })).describe('the first 200'),
  })
  .meta({ id: 'Campaign' });
/** A campaign: long work over many entities. */
export type Campaign = z.infer<typeof campaign>;

const one = z.object({ id: id.describe('CA-3, or the id of an offboarding') });
const ON_CAMPAIGN = [...ON_THE_WAY, 'bad-arguments', 'in-the-future', 'before-it-began', 'unknown-campaign', 'campaign-ended'] as const;
const command = { method: 'POST', roles: ['operator'], params: one, body: z.strictObject(statement), output: campaign } as const;

export const campaigns = topic({
  list: {
    method: 'GET',
    path: '/campaigns',
    summary: 'Long work over many entities, the latest first',
    roles: ['operator'],
    output: z.object({ campaigns: z.array(campaign) }),
    problems: [],
  },
  show: {
    method: 'GET',
    path: '/campaigns/:id',
    summary: 'How far a campaign is',
    roles: ['operator'],
    params: one,
    output: campaign,
    problems: ['unknown-campaign'],
  },
  history: {
    method: 'GET',
    path: '/campaigns/:id/history',
    summary: 'Everything that happened',
    roles: ['operator'],
    params: one,
    query: z.strictObject(page),
    output: history,
    problems: ['unknown-campaign'],
  },
  stop: { ...command, path: '/campaigns/:id/stop', summary: 'What is under way ends, nothing else begins', problems: ON_CAMPAIGN },
  resume: { ...command, path: '/campaigns/:id/resume', summary: 'Go on, also with what was refused', problems: ON_CAMPAIGN },
  revive: revival('/campaigns/:id/revive', 'unknown-campaign'),
});
