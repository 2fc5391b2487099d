import { z } from 'zod';
import { text, upTo, yes } from './given';
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

const step = z
  .object({
    turned: count,
    current: count,
    failed: z.array(z.object({ entity: z.string(), code: z.string(), detail: z.string() })),
    next: absent(z.string()).describe('where the next step goes on after; null at the end'),
  })
  .meta({ id: 'UpgradeStep' });
export type UpgradeStep = z.infer<typeof step>;

const end = z
  .object({
    behind: z.array(z.string()).describe('entities that still live by older rules'),
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
  .meta({ id: 'UpgradeEnd' });
export type UpgradeEnd = z.infer<typeof end>;

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
  turn: {
    method: 'POST',
    path: '/upgrade',
    summary: 'Ask the next few entities to turn their page',
    roles: ['operator'],
    body: z.strictObject({
      after: text().optional().describe('`next` of the step before'),
      limit: upTo(1000).default(20),
      all: yes.optional().describe('also those that are current'),
    }),
    output: step,
    problems,
  },
  finish: {
    method: 'POST',
    path: '/upgrade/finish',
    summary: 'Wait until all have turned their page, and adopt zone rules on record',
    roles: ['operator'],
    body: z.strictObject({ failed: z.array(text()).optional().describe('entities that are not waited for') }),
    output: end,
    problems,
  },
});
