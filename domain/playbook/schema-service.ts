// The schema of a playbook's sections about cases.
import { z } from 'zod';
import type { MILESTONES } from '../service-case/terms';
import { remedy } from './remedy';
import { kinds, levels, requirement, segments, severities, stages, target, text } from './schema-values';

/** A target for each milestone of a case, all of them optional. */
const targets = {
  response: target,
  diagnosis: target,
  'on-site': target,
  resolution: target,
} satisfies Record<(typeof MILESTONES)[number], typeof target>;

const window = z.string().describe('The calendar whose open hours are the intake window: clocks start when it opens.').exactOptional();
const count = z
  .enum(['wall', 'window'])
  .describe('wall: once the window has opened, all time counts; window: only the time in which it is open.')
  .exactOptional();

export const promise = z.strictObject({
  requirement,
  title: text,
  purpose: text,
  kinds: kinds.describe('Only for cases of these kinds; default: all.'),
  severities: severities.describe('Only for cases of these severities; default: all.'),
  levels: levels.describe('Only for accounts of these service levels; default: all.'),
  stages: stages.describe('Only for accounts in these stages; default: all.'),
  segments: segments.describe('Only for accounts of these segments; default: all.'),
  window: window.describe("The calendar whose open hours are its window; default: that of the account's service level."),
  count: count.describe("As of a service level; default: as the account's service level counts."),
  ...targets,
});

export const severity = z.strictObject({
  requirement,
  urgency: z
    .int(remedy('whole-number'))
    .min(1, remedy('at-least', { least: 1 }))
    .describe('1 is the most urgent; each severity has a number of its own.'),
  title: text,
  purpose: text.describe('When to choose it.').exactOptional(),
  ...targets,
});

export const serviceLevel = z.strictObject({
  requirement,
  window: window.describe("The calendar whose open hours are the intake window; default: the account's own calendar."),
  count: count.describe('wall (the default): once the window has opened, all time counts; window: only the time in which it is open.'),
  ...targets,
  severities: z
    .record(z.string(), z.strictObject(targets))
    .describe('Targets of this level for cases of one severity, by its id.')
    .exactOptional(),
});

export const cases = z.strictObject({
  'default-kind': z.string().describe('The kind of a case that names none.'),
  notify: z
    .record(
      z.string().regex(/^(opened|[1-9]\d?|100)$/, remedy('opened-or-used-up')),
      z.array(z.string()).min(1, remedy('name-a-role', { or: 'entry' })),
    )
    .describe(
      'Who is notified when a case is `opened`, and when so many percent of a target are used up. engineer: who works on the case.',
    ),
  reopen: z
    .string()
    .regex(/^P[1-9]\d{0,2}D$/, remedy('whole-days', { example: 'P14D' }))
    .describe('Calendar days in which a resolved case can be reopened; then it ends for ever.'),
});
