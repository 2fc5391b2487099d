import { z } from 'zod';
import { id, upTo, yes } from './given';
import { ON_THE_WAY } from './refusals';
import { topic } from './route';
import { absent, count, instant } from './values';

const plan = z
  .object({
    alive: count.describe('accounts, cases, handovers and people that live'),
    behind: count.describe('those that live by older rules, or by other zone rules than are to be adopted'),
    zoneRules: z.object({
      recorded: absent(z.string()).describe('the version that due times were reckoned by, such as 2025b'),
      running: z.string().describe('that of this server'),
      adopting: absent(z.string()).describe('that of server and workers where it is another one'),
    }),
  })
  .meta({ id: 'UpgradePlan' });
export type UpgradePlan = z.infer<typeof plan>;

const one = z
  .object({
    id: z.string().describe('of the campaign'),
    state: z.enum(['running', 'stopped', 'done', 'cancelled']),
    turned: count.describe('pages turned'),
    current: count.describe('entities that were current already'),
    failed: z.array(z.object({ entity: z.string(), code: z.string(), detail: z.string() })),
    adopted: absent(z.string()).describe('zone rules that are in force from now on'),
    moved: z
      .array(
        z.object({
          entity: z.string(),
          what: z.string().describe('a task without its account, a clock of a case, digest, or stage: its end'),
          due: absent(instant),
        }),
      )
      .describe('what zone rules moved, and when it is due now'),
  })
  .meta({ id: 'Upgrade' });
export type Upgrade = z.infer<typeof one>;

const problems = ['no-worker', 'zone-rules-differ', 'temporal-unavailable', 'temporal-refused'] as const;

export const upgrade = topic({
  plan: {
    method: 'GET',
    path: '/upgrade',
    summary: 'What lives by older rules, or other zone rules',
    roles: ['operator'],
    output: plan,
    problems,
  },
  start: {
    method: 'POST',
    path: '/upgrade',
    summary: 'Ask everything that lives to turn its page, as a campaign; one that is under way goes on',
    roles: ['operator'],
    body: z.strictObject({
      perSecond: upTo(1000).optional().describe('how many are asked a second; 20 unless something is said'),
      all: yes.optional().describe('also those that are current'),
    }),
    output: one,
    problems: [...problems, ...ON_THE_WAY, 'unknown-campaign', 'campaign-ended'],
  },
  show: {
    method: 'GET',
    path: '/upgrade/:id',
    summary: 'How far an upgrade is, and what came of it',
    roles: ['operator'],
    params: z.object({ id }),
    output: one,
    problems: ['unknown-campaign'],
  },
});
