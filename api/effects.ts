import { z } from 'zod';
import { handle, some, text, window } from './given';
import { ON_THE_WAY } from './refusals';
import { topic } from './route';
import { absent, count, inAll, instant } from './values';

export const EFFECT_STATES = ['sending', 'waiting', 'done', 'failed', 'given-up'] as const;

const effect = z
  .object({
    key: z.string(),
    entity: z.string(),
    type: z.string(),
    lane: z.string(),
    state: z.enum(EFFECT_STATES),
    attempts: count,
    interrupted: count.describe('attempts that ended without a word; each may have been delivered all the same'),
    code: absent(z.string()).describe('why the last attempt failed'),
    firstAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Effect' });
export type EffectRecord = z.infer<typeof effect>;

const key = text().describe('entity/sequence/index');
const command = { method: 'POST', roles: ['operator'], output: effect } as const;
const problems = [...ON_THE_WAY, 'unknown-effect', 'effect-over', 'entity-not-running', 'entity-ended'] as const;

export const effects = topic({
  list: {
    method: 'GET',
    path: '/effects',
    summary: 'What is to be done outside; by default what is not over',
    roles: 'everybody',
    query: z.strictObject({ state: some(EFFECT_STATES, 'what is not over').optional(), ...window }),
    output: z.object({ effects: z.array(effect), ...inAll }),
    problems: [],
  },
  retry: { ...command, path: '/effects/retry', summary: 'Try again now', body: z.strictObject({ key }), problems },
  giveUp: {
    ...command,
    path: '/effects/give-up',
    summary: 'Stop trying, on record',
    body: z.strictObject({ key, reason: text().optional(), by: handle.optional() }),
    problems,
  },
});
