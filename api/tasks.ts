import { z } from 'zod';
import type { TaskState } from '../domain/account/types';
import { code, handle, id, moment, reasoned, some, statement, text, time, window } from './given';
import { ON_ACCOUNT } from './refusals';
import { topic } from './route';
import { absent, at, because, count, day, inAll, instant, LANGUAGES, problem, texts, zoneOfAt } from './values';

export const TASK_STATES = ['planned', 'open', 'done', 'skipped', 'cancelled'] as const satisfies readonly TaskState[];

export const task = z
  .object({
    id: z.string(),
    account: z.string(),
    touchpoint: z.string(),
    title: texts,
    nominal: day,
    due: instant,
    remindAt: z.array(instant),
    owner: absent(z.string()).describe('a handle'),
    standIn: absent(z.string()).describe('who has it today in place of an owner who is away, or has not accepted the role yet: a handle'),
    role: z.string(),
    state: z.enum(TASK_STATES),
    snoozedUntil: absent(instant),
    closedAt: absent(instant),
    stage: z.string(),
    provisional: z.boolean(),
    ticket: absent(z.string()),
    escalated: count.describe('how many steps up the ladder it has gone while it was overdue'),
    escalatedTo: z.array(z.string()).describe('handles of those whom it has been escalated to'),
    because,
    problem,
    at,
    zone: zoneOfAt,
  })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof task>;

const one = z.object({ id: id.describe('account:touchpoint:nominal, or account:touchpoint for the next one') });
const command = { method: 'POST', roles: 'everybody', params: one, output: task } as const;
const ON_TASK = [...ON_ACCOUNT, 'unknown-task', 'task-closed'] as const;

export const tasks = topic({
  list: {
    method: 'GET',
    path: '/tasks',
    summary: 'Tasks, the most urgent first',
    roles: 'everybody',
    query: z.strictObject({
      owner: handle.optional().describe('a handle'),
      account: text().optional(),
      state: some(TASK_STATES, 'planned,open').optional(),
      dueBefore: time.optional(),
      ...window,
      language: code(LANGUAGES).optional(),
    }),
    output: z.object({ tasks: z.array(task), ...inAll }),
    problems: [],
  },
  show: {
    method: 'GET',
    path: '/tasks/:id',
    summary: 'One task',
    roles: 'everybody',
    params: one,
    query: z.strictObject({ language: code(LANGUAGES).optional() }),
    output: task,
    problems: ['unknown-task'],
  },
  done: {
    ...command,
    path: '/tasks/:id/done',
    summary: 'It is done; `outcome` is a code of the playbook, or a text',
    body: z.strictObject({ outcome: text().optional(), ...statement }),
    problems: ON_TASK,
  },
  snooze: {
    ...command,
    path: '/tasks/:id/snooze',
    summary: 'Remind again at `until`',
    body: z.strictObject({ until: moment, ...statement }),
    problems: [...ON_TASK, 'not-in-the-future'],
  },
  skip: {
    ...command,
    path: '/tasks/:id/skip',
    summary: 'Leave it out this time, with a reason',
    body: z.strictObject(reasoned),
    problems: ON_TASK,
  },
  reassign: {
    ...command,
    path: '/tasks/:id/reassign',
    summary: 'Give it to somebody else',
    body: z.strictObject({ to: handle, ...statement }),
    problems: ON_TASK,
  },
  move: {
    ...command,
    path: '/tasks/:id/move',
    summary: "Due at `to`, whatever the playbook says: ISO 8601, without Z a time of the account's zone",
    body: z.strictObject({ to: moment, ...statement }),
    problems: [...ON_TASK, 'not-in-the-future'],
  },
  reopen: {
    ...command,
    path: '/tasks/:id/reopen',
    summary: 'It is to be done after all',
    body: z.strictObject(statement),
    problems: [...ON_TASK, 'task-open', 'task-cancelled'],
  },
});

export const reasons = z
  .object({
    id: z.string(),
    account: z.string(),
    dates: z.array(
      z.object({
        task: z.string().describe("a task's id, or a clock's: C-12:response"),
        title: texts,
        due: absent(instant).describe('null: a clock that is paused'),
        state: z.string(),
        provisional: z.boolean(),
        because,
      }),
    ),
  })
  .meta({ id: 'Why' });
export type Why = z.infer<typeof reasons>;

export const why = topic({
  show: {
    method: 'GET',
    path: '/why/:id',
    summary: "A task's, a case's, a handover's or an account's due times with their reasons",
    roles: 'everybody',
    params: z.object({ id: id.describe('a task, a case, a handover or an account') }),
    query: z.strictObject({ language: code(LANGUAGES).optional() }),
    output: reasons,
    problems: ['unknown-task', 'unknown-account', 'unknown-case', 'unknown-handover'],
  },
});
