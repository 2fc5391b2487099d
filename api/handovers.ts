import { z } from 'zod';
import { HANDOVER_STATUSES, STEPS } from '../domain/handover/types';
import { CONTACT_LANGUAGES } from './contacts';
import { code, id, page, reasoned, statement, text, window, words, yes } from './given';
import { codes } from './problems';
import { ON_ACCOUNT, ON_HANDOVER } from './refusals';
import { revival } from './revivals';
import { topic } from './route';
import { absent, at, history, inAll, instant, problem, texts, trouble, zoneOfAt } from './values';

const KINDS = ['ours', 'theirs'] as const;
const kind = z.enum(KINDS).describe('whose contact changes');
const party = z.string().describe("a handle, or a contact's id");

export const handover = z
  .object({
    id: z.string(),
    account: z.string(),
    kind,
    status: z.enum(HANDOVER_STATUSES),
    roles: z.array(z.string()).describe('that pass; none where it is their contact'),
    from: party,
    fromName: z.string(),
    to: party,
    toName: z.string(),
    standIn: absent(z.string()).describe('who attends until the successor has accepted: a handle'),
    reason: z.object({ code: z.string(), title: texts }),
    note: absent(z.string()).describe('a reason in words, and whatever else was said'),
    openedAt: instant,
    due: instant.describe('when it must be complete'),
    late: z.boolean().describe('it was not complete then'),
    steps: z.array(
      z.object({
        name: z.enum(STEPS),
        state: z.enum(['done', 'open', 'failed']),
        at: absent(instant),
        code: absent(z.string()).describe('why it failed'),
      }),
    ),
    visit: absent(z.string()).describe('the task that presents progress and value'),
    warned: z.array(z.number()).describe('percent of its time at which people were warned'),
    endedAt: absent(instant),
    offboarding: absent(z.string()).describe('the offboarding that it is a part of'),
    trouble,
    problem,
    at,
    zone: zoneOfAt,
  })
  .meta({ id: 'Handover' });
export type Handover = z.infer<typeof handover>;

/** A handover under way, as a digest shows it. */
export const handoverInDigest = z.object({
  ...handover.pick({ id: true, account: true, kind: true, status: true, from: true, fromName: true, to: true, toName: true }).shape,
  ...handover.pick({ due: true, late: true }).shape,
  name: z.string(),
  open: z.array(z.enum(STEPS)),
});

export const ownBackup = z.object({
  person: z.string(),
  roles: z.array(z.string()).describe('the role that answers for the account, and the one that stands in'),
  proposal: absent(z.string()),
});

const foreseenChange = z
  .object({
    dryRun: z.literal(true),
    account: z.string(),
    kind,
    becomes: z.enum(['opened', 'reassigned', 'taken-back']).describe('a new handover, or what becomes of the one under way'),
    handover: absent(z.string()).describe('the one under way'),
    roles: z.array(z.string()),
    from: party,
    fromName: z.string(),
    to: absent(party).describe('null: a contact who is not recorded yet'),
    toName: z.string(),
    standIn: absent(z.string()),
    tasks: z.array(z.object({ id: z.string(), title: texts, due: instant })).describe('that move'),
    cases: z.array(z.object({ id: z.string(), title: z.string() })).describe('that move'),
    visit: absent(z.object({ task: z.string(), due: instant, who: absent(z.string()) })).describe(
      'that is planned, at the first hour at which `who`, a handle, is free; the handover is added to the id of the `task`',
    ),
    ownBackup: absent(ownBackup).describe(
      'who would answer for the account and stand in for themselves, and who could stand in instead: handles',
    ),
    notified: z.array(z.object({ id: absent(z.string()), name: z.string() })).describe("the customer's people who get a mail"),
  })
  .meta({ id: 'ForeseenChange' });
export type ForeseenChange = z.infer<typeof foreseenChange>;

const one = z.object({ id: id.describe('H-7') });
const command = { method: 'POST', roles: 'everybody', params: one, output: handover } as const;
const ON_SUCCESSOR = [...ON_HANDOVER, 'nothing-to-accept', 'handover-refused', 'already-accepted'] as const;

export const handovers = topic({
  change: {
    method: 'POST',
    path: '/accounts/:id/handovers',
    summary:
      "A contact changes. `kind` ours: `roles` (with commas), `to` (a handle); theirs: `from`, `to` (contacts' ids), or a new one's name instead of `to`. `reason` is a code of the playbook, or words. Answers the handover that it became; with `dryRun` what would move",
    roles: ['account-manager', 'manager'],
    params: z.object({ id: id.describe('of the account') }),
    query: z.strictObject({ dryRun: yes.optional() }),
    body: z.strictObject({
      kind: code(KINDS).describe('whose contact changes'),
      roles: words.optional().describe('ours: one or more of what passes, with commas'),
      from: text().optional().describe("who is succeeded: a handle, or a contact's id"),
      to: text().optional().describe("the successor: a handle, or a contact's id"),
      dryRun: yes.optional(),
      name: text().optional().describe('theirs, instead of `to`: a new contact'),
      level: text().optional().describe('a code of the playbook'),
      role: text().optional(),
      email: text().optional(),
      phone: text().optional(),
      language: code(CONTACT_LANGUAGES).optional(),
      ...reasoned,
      reason: text('why-succeeded').describe('a code of the playbook, or words'),
    }),
    output: z.union([handover, foreseenChange]),
    problems: [
      ...ON_ACCOUNT,
      ...codes('no-playbook unknown-playbook not-theirs same-person handover-under-way handover-there'),
      ...codes('unknown-handover handover-done handover-withdrawn identity-used'),
    ],
  },
  list: {
    method: 'GET',
    path: '/handovers',
    summary: 'Handovers under way, the most urgent first',
    roles: 'everybody',
    query: z.strictObject({
      account: text().optional(),
      to: text().optional().describe('handle of the successor'),
      late: yes.optional().describe('only those whose time is over'),
      all: yes.optional().describe('those that have ended, too'),
      ...window,
    }),
    output: z.object({ handovers: z.array(handover), ...inAll }),
    problems: [],
  },
  show: {
    method: 'GET',
    path: '/handovers/:id',
    summary: 'One handover',
    roles: 'everybody',
    params: one,
    output: handover,
    problems: ['unknown-handover'],
  },
  history: {
    method: 'GET',
    path: '/handovers/:id/history',
    summary: 'Everything that happened',
    roles: 'everybody',
    params: one,
    query: z.strictObject(page),
    output: history,
    problems: ['unknown-handover'],
  },
  accept: {
    ...command,
    path: '/handovers/:id/accept',
    summary: 'The successor takes over',
    body: z.strictObject(statement),
    problems: ON_SUCCESSOR,
  },
  refuse: {
    ...command,
    path: '/handovers/:id/refuse',
    summary: "The successor won't, with a reason",
    body: z.strictObject({ ...statement, reason: text('why-refused') }),
    problems: ON_SUCCESSOR,
  },
  complete: {
    ...command,
    path: '/handovers/:id/complete',
    summary: 'Somebody has done what a mail could not: `step`',
    body: z.strictObject({ step: code(STEPS), ...statement }),
    problems: [...ON_SUCCESSOR, 'no-such-step', 'step-done'],
  },
  revive: revival('/handovers/:id/revive', 'unknown-handover'),
});
