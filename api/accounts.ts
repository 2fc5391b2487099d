import { z } from 'zod';
import { STATUSES } from '../domain/account/types';
import { code, date, decimal as givenDecimal, id, page, reasoned, statement, text, window, yes } from './given';
import { ON_ACCOUNT } from './refusals';
import { revival } from './revivals';
import { topic } from './route';
import { absent, at, because, count, day, decimal, history, inAll, instant, LANGUAGES, texts, trouble } from './values';

export const occurrence = z
  .object({
    id: z.string().describe('account:touchpoint:nominal, of the visit of a handover account:touchpoint:nominal:handover'),
    touchpoint: z.string(),
    title: texts,
    nominal: day,
    due: instant,
    remindAt: z.array(instant),
    stage: z.string(),
    role: z.string().describe('the role that owes it'),
    owner: z.string().describe('who has that role: a handle; the role itself while nobody has it'),
    state: z.enum(['planned', 'open', 'ahead']).describe('ahead: not planned yet, found by running the account on'),
    provisional: z.boolean(),
    because,
  })
  .meta({ id: 'Occurrence' });
export type AgendaEntry = z.infer<typeof occurrence>;

const fellDue = z.object({ touchpoint: z.string(), title: texts, nominal: day, due: instant }).meta({ id: 'FellDue' });
export type FellDue = z.infer<typeof fellDue>;
const affected = z.object({ id: z.string().describe('of the task'), ...fellDue.shape }).meta({ id: 'AffectedTask' });

const contract = z.object({
  annualFee: absent(decimal),
  currency: absent(z.string()),
  signedOn: absent(day),
  promisedDeliveryOn: absent(day),
  contractEndsOn: absent(day),
});

/** One level of the zipper: the people on both sides. */
const zipperLevel = z.object({
  level: z.string().describe('where they stand: a code of the playbook'),
  ours: z.array(z.string()).describe('handles'),
  theirs: z.array(z.string()).describe('names'),
  wanted: z.array(z.string()).describe('roles of ours for which somebody is wanted: who answers for the account is their own backup'),
  gap: absent(z.enum(['ours', 'theirs', 'both'])).describe('on whose side nobody is'),
});

const underWay = z.object({
  id: z.string(),
  kind: z.enum(['ours', 'theirs']),
  roles: z.array(z.string()),
  to: z.string().describe("a handle, or a contact's id"),
  toName: z.string(),
  due: instant,
  late: z.boolean(),
});

export const account = z
  .object({
    id: z.string(),
    name: z.string(),
    status: z.enum(STATUSES),
    stage: absent(z.string()),
    stageSince: absent(day),
    stageUntil: absent(instant).describe('when time next moves the stage'),
    signedOn: absent(day),
    zone: z.string(),
    at,
    calendar: absent(z.string()),
    level: z.string(),
    segment: absent(z.string()),
    grade: absent(z.string()),
    team: z.record(z.string(), z.string()).describe('handles by role'),
    manager: absent(z.string()).describe('who answers for it: a handle'),
    nextDue: absent(instant),
    openTasks: count,
    openCases: count,
    warnings: z.array(z.string()),
    playbook: absent(z.string()).describe('hash of the playbook that it lives by'),
    contract: absent(contract),
    zipper: z.array(zipperLevel).optional().describe('of one account: who speaks with whom'),
    handovers: z.array(underWay).optional().describe('of one account: those under way'),
    missed: z
      .array(fellDue.extend({ catchUp: z.enum(['opened', 'skipped']) }))
      .optional()
      .describe('after `resume`: what fell due meanwhile'),
    late: z.array(fellDue).optional().describe('after its start or signing: what fell due between signing and entry and is open now'),
    skipped: z.array(fellDue).optional().describe('after its start or signing: what fell due in between and is left out'),
    dryRun: z.literal(true).optional().describe('of `promote`: nothing was done'),
    cancelled: z.array(affected).optional().describe('by `promote`'),
    kept: z
      .array(affected.extend({ why: z.enum(['open', 'contract']) }))
      .optional()
      .describe('by `promote`: of earlier stages, since it is open, or the contract promises it'),
    restored: z.array(affected).optional().describe('by `promote` with `undo`: what the promotion had cancelled'),
    trouble,
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof account>;

const one = z.object({ id: id.describe('of the account') });
const level = text().optional().describe('service level: a code of the playbook');
const segment = text().optional().describe('value by potential: a code of the playbook');
const command = { method: 'POST', params: one, output: account } as const;

/** Routes of accounts. Every action answers with the account after it, and `history` with its events. */
export const accounts = topic({
  list: {
    method: 'GET',
    path: '/accounts',
    summary: 'Accounts by id',
    roles: 'everybody',
    query: z.strictObject({
      status: text().optional(),
      stage: text().optional(),
      level: text().optional(),
      segment: text().optional(),
      manager: text().optional().describe('handle of who answers for it'),
      ...window,
    }),
    output: z.object({ accounts: z.array(account), ...inAll }),
    problems: [],
  },
  start: {
    method: 'POST',
    path: '/accounts',
    summary: "Start an account; the fields are the import file's columns",
    roles: ['account-manager', 'manager'],
    body: z
      .object({
        account: id,
        name: text(),
        signedOn: date.optional().describe('without it the account is a prospect'),
        zone: text().optional().describe("IANA zone of the account's dates"),
        calendar: text().optional().describe('a calendar of the playbook'),
        level,
        segment,
        annualFee: givenDecimal.optional(),
        currency: text().optional().describe('of the fee, such as CNY'),
        promisedDeliveryOn: date.optional(),
        contractEndsOn: date.optional(),
        ...statement,
      })
      .catchall(text().meta({ title: 'ROLE', description: 'a handle for each role of the playbook, such as `accountManager`' })),
    output: account,
    problems: [...ON_ACCOUNT, 'no-playbook', 'no-account-manager', 'identity-used', 'signed-in-future', 'ends-before-signing'],
  },
  show: {
    method: 'GET',
    path: '/accounts/:id',
    summary: 'One account',
    roles: 'everybody',
    params: one,
    output: account,
    problems: ['unknown-account'],
  },
  agenda: {
    method: 'GET',
    path: '/accounts/:id/agenda',
    summary: 'What is planned, and what will be',
    roles: 'everybody',
    params: one,
    query: z.strictObject({
      until: date.optional().describe('last nominal date; default: a year ahead'),
      language: code(LANGUAGES).optional(),
    }),
    output: z.object({ agenda: z.array(occurrence) }),
    problems: ['unknown-account', 'no-open-hours', 'unknown-calendar', 'holidays-unknown', 'span-too-long'],
  },
  history: {
    method: 'GET',
    path: '/accounts/:id/history',
    summary: 'Everything that happened',
    roles: 'everybody',
    params: one,
    query: z.strictObject(page),
    output: history,
    problems: ['unknown-account'],
  },
  pause: {
    ...command,
    path: '/accounts/:id/pause',
    summary: 'Stop reminders; the record goes on',
    roles: ['account-manager', 'manager'],
    body: z.strictObject(statement),
    problems: [...ON_ACCOUNT, 'not-active'],
  },
  resume: {
    ...command,
    path: '/accounts/:id/resume',
    summary: 'Go on after a pause; the answer says in `missed` what fell due meanwhile',
    roles: ['account-manager', 'manager'],
    body: z.strictObject(statement),
    problems: [...ON_ACCOUNT, 'not-paused'],
  },
  promote: {
    ...command,
    path: '/accounts/:id/promote',
    summary:
      'Move to a later stage before its time, with a reason; `undo` takes that back; `dryRun` only says what would be cancelled, kept, restored',
    roles: ['manager'],
    body: z.strictObject({ to: text().optional().describe('a later stage'), undo: yes.optional(), dryRun: yes.optional(), ...statement }),
    problems: [...ON_ACCOUNT, 'unknown-stage', 'stage-held', 'not-later', 'not-promoted', 'promotion-over'],
  },
  hold: {
    ...command,
    path: '/accounts/:id/hold',
    summary: 'Stay in this stage although its time is over, with a reason',
    roles: ['manager'],
    body: z.strictObject(reasoned),
    problems: [...ON_ACCOUNT, 'stage-held'],
  },
  release: {
    ...command,
    path: '/accounts/:id/release',
    summary: 'End a hold: time decides again',
    roles: ['manager'],
    body: z.strictObject(statement),
    problems: [...ON_ACCOUNT, 'not-held'],
  },
  assess: {
    ...command,
    path: '/accounts/:id/assess',
    summary: 'Record an assessment',
    roles: ['account-manager', 'manager'],
    body: z.strictObject({
      phase: text().optional().describe('a code of the playbook'),
      demand: code(['stable', 'growing', 'falling']).optional().describe('over the next three years'),
      industry: code(['fast-growing', 'growing', 'flat', 'shrinking']).optional(),
      pain: code(['known', 'none']).optional(),
      ...statement,
    }),
    problems: [...ON_ACCOUNT, 'nothing-assessed'],
  },
  mark: {
    ...command,
    path: '/accounts/:id/mark',
    summary: 'Mark it dormant, lost, won-back or active',
    roles: ['account-manager', 'manager'],
    body: z.strictObject({ to: code(['dormant', 'lost', 'won-back', 'active']), ...statement }),
    problems: [...ON_ACCOUNT, 'not-allowed'],
  },
  sign: {
    ...command,
    path: '/accounts/:id/sign',
    summary: 'A prospect signs',
    roles: ['account-manager', 'manager'],
    body: z.strictObject({
      signedOn: date,
      promisedDeliveryOn: date.optional(),
      contractEndsOn: date.optional().describe('last day of the contract'),
      ...statement,
    }),
    problems: [...ON_ACCOUNT, 'already-signed', 'signed-in-future', 'ends-before-signing', 'handover-under-way'],
  },
  amend: {
    ...command,
    path: '/accounts/:id/amend',
    summary: 'Change its service level or segment; its open cases are reckoned anew',
    roles: ['account-manager', 'manager'],
    body: z.strictObject({ level, segment, ...statement }),
    problems: [...ON_ACCOUNT, 'handover-under-way', 'ends-before-signing'],
  },
  close: {
    ...command,
    path: '/accounts/:id/close',
    summary: 'End it for good',
    roles: ['account-manager', 'manager'],
    body: z.strictObject(statement),
    problems: ON_ACCOUNT,
  },
  adopt: {
    ...command,
    path: '/accounts/:id/adopt',
    summary: 'Live by a published playbook, by default the latest',
    roles: ['manager', 'operator'],
    body: z.strictObject({ playbook: text().optional().describe('its hash; default: the latest'), ...statement }),
    problems: [...ON_ACCOUNT, 'no-playbook', 'unknown-playbook', 'unknown-stage'],
  },
  revive: revival('/accounts/:id/revive', 'unknown-account'),
});
