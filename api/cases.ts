import { z } from 'zod';
import { MILESTONES } from '../domain/service-case/terms';
import { CASE_STATUSES, MILESTONE_STATES } from '../domain/service-case/types';
import { code, date, handle, id, page, some, statement, text, time, window, yes } from './given';
import { ON_ACCOUNT, ON_CASE } from './refusals';
import { revival } from './revivals';
import { topic } from './route';
import { absent, at, because, count, history, inAll, instant, LANGUAGES, problem, texts, trouble } from './values';

export const milestone = z
  .object({
    name: z.enum(MILESTONES),
    title: texts,
    state: z.enum(MILESTONE_STATES),
    target: z.string().describe('ISO 8601: PT8H counts hours, P1D business days'),
    rule: z.string().describe('the strictest of those that hold: level/platinum, severity/critical, promise/green-channel'),
    startedAt: instant,
    due: absent(instant).describe('null while paused'),
    usedSeconds: absent(z.number()).describe('of its target: by now, or when it was reached; null where it was cancelled'),
    paused: z.boolean(),
    metAt: absent(instant).describe('when it was reached, in time or not'),
    because,
  })
  .meta({ id: 'Milestone' });
export type Milestone = z.infer<typeof milestone>;

export const serviceCase = z
  .object({
    id: z.string(),
    account: z.string(),
    zone: z.string().describe("of the account's dates"),
    title: z.string().describe('the first line of the text'),
    text: absent(z.string()).describe('what was reported'),
    level: z.string(),
    severity: z.string(),
    kind: z.string(),
    state: z.enum(CASE_STATUSES),
    stage: absent(z.string()).describe("the account's when it was opened"),
    segment: absent(z.string()),
    owner: absent(z.string()).describe('a handle: who has taken it, else who is to'),
    reportedAt: instant,
    resolvedAt: absent(instant),
    closesAt: absent(instant).describe('until when a resolved case can be reopened'),
    milestones: z.array(milestone),
    ticket: absent(z.object({ system: z.string(), id: z.string(), url: absent(z.string()) })),
    problem,
    at,
    trouble: trouble.describe(
      'what should have gone out and waits, or failed for good; `workflow`: it was ended from outside, or cannot write, and takes no command until it is revived',
    ),
  })
  .meta({ id: 'Case' });
export type Case = z.infer<typeof serviceCase>;

/** The keys by which the attainment report can be grouped. */
export const REPORT_KEYS = ['level', 'account', 'month', 'milestone', 'severity'] as const;

const attainment = z
  .object({
    level: z.string().optional(),
    account: z.string().optional(),
    month: z.string().optional().describe("YYYY-MM in which the clock was due, in the account's zone"),
    milestone: z.string().optional(),
    severity: z.string().optional(),
    met: count,
    breached: count,
    attainment: absent(z.number()).describe('met / (met + breached): 0 to 1; null where there is neither'),
  })
  .meta({ id: 'Attainment' });
export type AttainmentRow = z.infer<typeof attainment>;

const recomputed = z
  .object({
    cases: count.describe('that were looked at'),
    moved: z
      .array(z.object({ case: z.string(), milestone: z.string(), from: absent(instant), to: absent(instant) }))
      .describe('null: paused'),
  })
  .meta({ id: 'Recomputed' });
export type Recomputed = z.infer<typeof recomputed>;

const one = z.object({ id: id.describe('C-12') });
const command = { method: 'POST', roles: 'everybody', params: one, output: serviceCase } as const;

export const cases = topic({
  list: {
    method: 'GET',
    path: '/cases',
    summary: 'Cases, the most urgent first',
    roles: 'everybody',
    query: z.strictObject({
      account: text().optional(),
      state: some(CASE_STATUSES, 'open,waiting').optional(),
      level: text().optional(),
      severity: text().optional(),
      breaching: time.optional().describe('ISO 8601: a clock that runs is used up before, or was'),
      owner: handle.optional().describe('a handle'),
      ...window,
      language: code(LANGUAGES).optional(),
    }),
    output: z.object({ cases: z.array(serviceCase), ...inAll }),
    problems: [],
  },
  open: {
    method: 'POST',
    path: '/cases',
    summary: 'A customer reports something; `severity` and `kind` are codes of the playbook, `at` is when it was reported',
    roles: 'everybody',
    body: z.strictObject({
      account: id,
      severity: text().describe('how bad it is: a code of the playbook'),
      kind: text().optional().describe('a code of the playbook; default: problem'),
      text: text().describe('what was reported'),
      ...statement,
    }),
    output: serviceCase,
    problems: [...ON_ACCOUNT, ...ON_CASE, 'unknown-severity', 'unknown-kind', 'no-playbook', 'case-there', 'identity-used'],
  },
  report: {
    method: 'GET',
    path: '/cases/report',
    summary: 'Attainment: met / (met + breached) of the clocks that were due in a time',
    roles: 'everybody',
    query: z.strictObject({
      from: date.optional().describe("first date, in the account's zone"),
      to: date.optional().describe('last date'),
      by: some(REPORT_KEYS, 'all in one').optional(),
    }),
    output: z.object({ report: z.array(attainment) }),
    problems: [],
  },
  recompute: {
    method: 'POST',
    path: '/cases/recompute',
    summary: 'Date open cases anew by the latest playbook; answers which clocks moved. `dryRun` only says so',
    roles: ['support-lead', 'manager', 'operator'],
    body: z.strictObject({
      account: text().optional(),
      dryRun: yes.optional(),
      by: handle.optional(),
      reason: text().optional(),
    }),
    output: recomputed,
    problems: [...ON_CASE, 'unknown-account', 'no-playbook'],
  },
  show: {
    method: 'GET',
    path: '/cases/:id',
    summary: 'One case',
    roles: 'everybody',
    params: one,
    query: z.strictObject({ language: code(LANGUAGES).optional() }),
    output: serviceCase,
    problems: ['unknown-case'],
  },
  history: {
    method: 'GET',
    path: '/cases/:id/history',
    summary: 'Everything that happened',
    roles: 'everybody',
    params: one,
    query: z.strictObject(page),
    output: history,
    problems: ['unknown-case'],
  },
  take: {
    ...command,
    path: '/cases/:id/take',
    summary: 'Somebody works on it: `to`, or whoever says so; that answers the customer',
    body: z.strictObject({ to: handle.optional(), ...statement }),
    problems: ON_CASE,
  },
  answer: {
    ...command,
    path: '/cases/:id/answer',
    summary: 'The customer has an answer',
    body: z.strictObject(statement),
    problems: [...ON_CASE, 'already-answered', 'nothing-promised'],
  },
  diagnose: {
    ...command,
    path: '/cases/:id/diagnose',
    summary: 'The preliminary diagnosis is made; `visit`: true where an engineer must come',
    body: z.strictObject({ visit: yes, ...statement }),
    problems: [...ON_CASE, 'already-diagnosed'],
  },
  wait: {
    ...command,
    path: '/cases/:id/wait',
    summary: 'The customer is awaited: its clocks pause',
    body: z.strictObject(statement),
    problems: [...ON_CASE, 'case-waiting'],
  },
  resume: {
    ...command,
    path: '/cases/:id/resume',
    summary: 'The customer has answered: its clocks go on',
    body: z.strictObject(statement),
    problems: [...ON_CASE, 'case-open'],
  },
  arrive: {
    ...command,
    path: '/cases/:id/arrive',
    summary: 'An engineer is on site',
    body: z.strictObject(statement),
    problems: [...ON_CASE, 'no-visit', 'already-arrived'],
  },
  resolve: { ...command, path: '/cases/:id/resolve', summary: 'It is solved', body: z.strictObject(statement), problems: ON_CASE },
  reopen: {
    ...command,
    path: '/cases/:id/reopen',
    summary: 'It is not solved after all',
    body: z.strictObject(statement),
    problems: [...ON_CASE, 'case-open', 'case-waiting'],
  },
  revive: revival('/cases/:id/revive', 'unknown-case'),
});
