// Overdue work is escalated (E5): each step of the playbook's ladder once. A step `by: digest` is a date that digests look up; a step `by: at-once`
// wakes the account.
import { given } from '../given';
import type { Instant } from '../time/time';
import { attendantOf, ownerOf } from './owner';
import type { AccountEvent, AccountState, PersonId, Task, TaskKey } from './types';

/** One step of a task's ladder, as people see it. */
export interface Escalation {
  readonly at: Instant;
  /** The people who are notified at this step. The task's owner and everybody notified at an earlier step are left out. */
  readonly to: readonly PersonId[];
}

/** A task's steps, past and to come. A closed task and a quiet account have no further steps. */
export function escalationsOf(state: AccountState, task: Task & { readonly closedAt?: Instant }): readonly Escalation[] {
  const known = new Set([ownerOf(state, task), attendantOf(state, task)]);
  const end = Math.min(task.closedAt ?? Number.POSITIVE_INFINITY, state.quietSince ?? Number.POSITIVE_INFINITY);
  return (task.escalations ?? [])
    .filter(({ at }) => at <= end)
    .map(({ at, notify }) => {
      const to = new Set(notify.flatMap((role) => state.team[role] ?? []).filter((person) => !known.has(person)));
      for (const person of to) known.add(person);
      return { at, to: [...to] };
    });
}

/** The instant of a task's next `by: at-once` step; `undefined` where there is none. */
export function nextEscalation({ escalations, escalated = 0 }: Pick<Task, 'escalations' | 'escalated'>): Instant | undefined {
  if (escalations !== undefined)
    for (let step = escalated; step < escalations.length; step += 1) if (escalations[step]?.atOnce) return escalations[step]?.at;
  return undefined;
}

/** The `by: at-once` steps reached by `now`: one message a person, about all tasks of that instant. */
export function escalating(state: AccountState, now: Instant): AccountEvent[] {
  const messages = new Map<PersonId | undefined, { readonly task: TaskKey; readonly step: number }[]>();
  for (const key in state.tasks) {
    const task = state.tasks[key];
    const next = task && nextEscalation(task);
    if (!task || next === undefined || next > now) continue;
    const escalations = escalationsOf(state, task);
    const reached = (index: number): boolean => task.escalations?.[index]?.atOnce === true && (escalations[index]?.at ?? now + 1) <= now;
    const step = escalations.findLastIndex((_, index) => reached(index)) + 1;
    const notified = new Set(escalations.flatMap(({ to }, index) => (index >= (task.escalated ?? 0) && reached(index) ? to : [])));
    // A step without anybody new to notify is recorded too.
    for (const to of notified.size > 0 ? notified : [undefined]) messages.set(to, [...(messages.get(to) ?? []), { task: key, step }]);
  }
  return Array.from(messages, ([to, tasks]) => ({ type: 'escalated', at: now, ...given({ to }), tasks }));
}

/** Joins the escalations to one person into one message. Several come together where time is processed late. */
export function escalationsMerged(events: readonly AccountEvent[]): readonly AccountEvent[] {
  if (!events.some(({ type }) => type === 'escalated')) return events;
  const first = new Map<PersonId | undefined, Extract<AccountEvent, { readonly type: 'escalated' }>>();
  const rest: AccountEvent[] = [];
  for (const event of events) {
    if (event.type !== 'escalated') rest.push(event);
    else {
      const before = first.get(event.to);
      const tasks = [...(before?.tasks.filter(({ task }) => !event.tasks.some((one) => one.task === task)) ?? []), ...event.tasks];
      first.set(event.to, { ...event, tasks });
    }
  }
  return [...rest, ...first.values()];
}

type Escalations = Pick<Task, 'escalations'>;

/** Moves the open steps that lie between `from` and `until` to `until`: the task was snoozed, or its account quiet, in between. */
export const escalationsPutOff = ({ escalations, escalated = 0 }: Task, from: Instant, until: Instant): Escalations =>
  escalations === undefined
    ? {}
    : {
        escalations: escalations.map((step, index) =>
          index >= escalated && step.at > from && step.at < until ? { ...step, at: until } : step,
        ),
      };

/** The ladder of a task that got a new date at `now`. A step that is past keeps its time. */
export const escalationsAfter = ({ escalations: before }: Task, { escalations }: Escalations, now: Instant): Escalations =>
  escalations === undefined
    ? {}
    : {
        escalations: escalations.map((step, index) => {
          const at = before?.[index]?.at;
          return at !== undefined && at <= now ? { ...step, at } : step;
        }),
      };
