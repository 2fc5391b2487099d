import { z } from 'zod';
import { handle, id, statement, text, window } from './given';
import { ownBackup } from './handovers';
import { ON_HANDOVER, ON_THE_WAY } from './refusals';
import { topic } from './route';
import { absent, count, inAll, instant } from './values';

const ownBackups = z
  .array(z.object({ account: z.string(), ...ownBackup.shape }))
  .describe('who would answer for an account, or does, and stand in for themselves, and who could stand in instead: handles');

const plan = z
  .object({
    person: z.string().describe('a handle'),
    accounts: z.array(
      z.object({
        account: z.string(),
        name: z.string(),
        to: z.string().describe('a handle'),
        roles: z.array(z.string()),
        tasks: z.array(z.string()).describe('that are theirs today'),
        cases: z.array(z.string()).describe('that they have taken'),
        handovers: z.array(z.string()).describe('in which they are the successor: reassigned'),
      }),
    ),
    reports: z.array(z.object({ person: z.string(), to: absent(z.string()) })).describe('whose manager they are, and who is then'),
    substitutes: z
      .array(z.object({ absence: z.string(), person: z.string(), to: absent(z.string()) }))
      .describe('for whom they were to stand in'),
    away: z.array(z.object({ person: z.string(), until: instant })).describe('successors who are away today or will be'),
    ownBackups,
  })
  .meta({ id: 'OffboardingPlan' });
/** The plan of an offboarding: who would get what. */
export type OffboardingPlan = z.infer<typeof plan>;

const offboarding = z
  .object({
    id: z.string(),
    person: z.string().describe('a handle'),
    state: z.enum(['running', 'stopped', 'failed', 'done']).describe('failed: some accounts were refused; mend them and resume'),
    reason: z.string(),
    by: absent(z.string()),
    startedAt: instant,
    endedAt: absent(instant),
    total: count,
    done: count,
    failed: count,
    accepted: count.describe('handovers that the successor has accepted'),
    accounts: z.array(
      z.object({
        account: z.string(),
        name: z.string(),
        to: z.string(),
        roles: z.array(z.string()),
        state: z.enum(['open', 'done', 'failed']),
        code: absent(z.string()).describe('why it was refused'),
        handover: absent(z.string()),
        handoverStatus: absent(z.string()),
      }),
    ),
    ownBackups,
  })
  .meta({ id: 'Offboarding' });
export type Offboarding = z.infer<typeof offboarding>;

const one = z.object({ id: id.describe("an offboarding's id, or the handle of who leaves") });
const successors = text().describe(
  'who gets it: handles with commas, each with conditions where it takes not all (wang.fang:segment=core-value;region=Europe,zhao.min)',
);
const asked = { person: handle.describe('who leaves: a handle'), to: successors, ...statement };

export const offboardings = topic({
  start: {
    method: 'POST',
    path: '/offboardings',
    summary: 'Somebody leaves: hand over all that they have. `to`: handles with commas, each with conditions where it takes not all',
    roles: ['manager'],
    body: z.strictObject(asked),
    output: offboarding,
    problems: [...ON_THE_WAY, 'no-playbook', 'no-successor', 'offboarding-under-way', 'in-the-future', 'unknown-offboarding'],
  },
  plan: {
    method: 'POST',
    path: '/offboardings/plan',
    summary: 'What would go to whom; nothing is done',
    roles: ['manager'],
    body: z.strictObject(asked),
    output: plan,
    problems: ['no-playbook', 'no-successor'],
  },
  list: {
    method: 'GET',
    path: '/offboardings',
    summary: 'Offboardings, the latest first',
    roles: 'everybody',
    query: z.strictObject(window),
    output: z.object({ offboardings: z.array(offboarding), ...inAll }),
    problems: [],
  },
  show: {
    method: 'GET',
    path: '/offboardings/:id',
    summary: 'How far an offboarding is',
    roles: 'everybody',
    params: one,
    output: offboarding,
    problems: ['unknown-offboarding'],
  },
  accept: {
    method: 'POST',
    path: '/offboardings/:id/accept',
    summary: 'The successor who says so (`by`) takes over all that awaits them',
    roles: 'everybody',
    params: one,
    body: z.strictObject(statement),
    output: offboarding,
    problems: [...ON_HANDOVER, 'unknown-offboarding', 'no-successor-of-it', 'nothing-to-accept'],
  },
  stop: {
    method: 'POST',
    path: '/offboardings/:id/stop',
    summary: 'Begin no other account; those under way end',
    roles: ['manager'],
    params: one,
    output: offboarding,
    problems: [...ON_THE_WAY, 'unknown-offboarding', 'offboarding-ended', 'entity-not-running'],
  },
  resume: {
    method: 'POST',
    path: '/offboardings/:id/resume',
    summary: 'Go on, also with what was refused; `to`: other successors of all that is not handed over yet',
    roles: ['manager'],
    params: one,
    body: z.strictObject({ to: successors.optional() }),
    output: offboarding,
    problems: [
      ...ON_THE_WAY,
      'unknown-offboarding',
      'offboarding-ended',
      'entity-not-running',
      'successor-left',
      'no-successor',
      'no-playbook',
    ],
  },
});
