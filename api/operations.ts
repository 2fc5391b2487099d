// Routes for operators.
import { z } from 'zod';
import { upTo, yes } from './given';
import { topic } from './route';
import { count, instant } from './values';

/** The routes that need no token. */
export const health = topic({
  show: {
    method: 'GET',
    path: '/health',
    summary: 'Does the API live, and what time is it for this deployment?',
    roles: 'anybody',
    output: z.object({ status: z.literal('ok'), now: instant, speed: z.number() }),
    problems: [],
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description: OpenAPI 3.1',
    roles: 'anybody',
    output: z.looseObject({ openapi: z.string() }),
    problems: [],
  },
});

const check = z.object({ name: z.string(), ok: z.boolean(), detail: z.string(), remedy: z.string() }).meta({ id: 'Check' });
export type Check = z.infer<typeof check>;
/** The result of one check, with a remedy where it failed. */
export type Finding = Pick<Check, 'ok' | 'detail'> & Partial<Pick<Check, 'remedy'>>;

const verification = z
  .object({
    checked: count.describe('entities whose journal was folded'),
    live: count.describe('workflows that were asked'),
    differences: z.array(z.object({ entity: z.string(), what: z.string() })),
  })
  .meta({ id: 'Verification' });
export type Verification = z.infer<typeof verification>;

export const operations = topic({
  doctor: {
    method: 'GET',
    path: '/doctor',
    summary: 'Is everything well?',
    roles: ['operator'],
    output: z.object({ checks: z.array(check) }),
    problems: [],
  },
  metrics: {
    method: 'GET',
    path: '/metrics',
    summary: 'For a monitoring system: the text format of Prometheus',
    roles: ['operator'],
    media: 'text/plain; version=0.0.4; charset=utf-8',
    output: z.string(),
    problems: ['temporal-unavailable'],
  },
  rebuild: {
    method: 'POST',
    path: '/journal/rebuild',
    summary: 'Fold the read models anew',
    roles: ['operator'],
    output: z.object({ events: count }),
    problems: ['journal-gap', 'journal-conflict'],
  },
  verify: {
    method: 'GET',
    path: '/journal/verify',
    summary: 'Read models against the journal, and against the live states',
    roles: ['operator'],
    query: z.strictObject({
      live: yes.optional().describe('asks the workflows of what is not closed, too'),
      sample: upTo(1_000_000_000).optional().describe('how many of them; default all'),
    }),
    output: verification,
    problems: ['no-worker', 'temporal-unavailable', 'temporal-refused', 'entity-not-running'],
  },
});
