// Overdue work is escalated (E5): the steps of the playbook's ladder, each once. A step `by: digest` is a date that readers look up;
// for a step `by: at-once` time wakes the account.
import type { Instant } from '../time/time';
import { attendantOf, ownerOf } from './owner';
import type { AccountEvent, AccountState, PersonId, Task, TaskKey } from './types';

/** A step up as people see it. */
export interface Escalation {
  readonly at: Instant;
  /** Who hears of it with this step: not again who owes the task, nor who heard of it with an earlier one. */
  readonly to: readonly PersonId[];
}

/** The steps of a task that are and will be, as its account stands: none after it was closed or the account fell quiet. */
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

/** When time next has to wake an account for a task's escalations: its first step `by: at-once` that is not behind it. */
export function nextEscalation({ escalations, escalated = 0 }: Pick<Task, 'escalations' | 'escalated'>): Instant | undefined {
  if (escalations !== undefined)
    for (let step = escalated; step < escalations.length; step += 1) if (escalations[step]?.atOnce) return escalations[step]?.at;
  return undefined;
}

/** What has been escalated at once by the instant `now`: one message to a person about all tasks of that instant. */
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
    // Nobody new to notify: it is on record all the same.
    for (const to of notified.size > 0 ? notified : [undefined]) messages.set(to, [...(messages.get(to) ?? []), { task: key, step }]);
  }
  return Array.from(messages, ([to, tasks]) => ({ type: 'escalated', at: now, ...(to === undefined ? {} : { to }), tasks }));
}

/** Puts what is escalated to one person into one message, where time comes late and brings several at once. */
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

/** What lies between the two instants waits for the later one: a task sleeps, or its account is quiet. */
export const escalationsPutOff = ({ escalations, escalated = 0 }: Task, from: Instant, until: Instant): Escalations =>
  escalations === undefined
    ? {}
    : {
        escalations: escalations.map((step, index) =>
          index >= escalated && step.at > from && step.at < until ? { ...step, at: until } : step,
        ),
      };

/** The ladder of a task that got another date at `now`: what has been escalated stays where it was. */
export const escalationsAfter = ({ escalations: before }: Task, { escalations }: Escalations, now: Instant): Escalations =>
  escalations === undefined
    ? {}
    : {
        escalations: escalations.map((step, index) => {
          const at = before?.[index]?.at;
          return at !== undefined && at <= now ? { ...step, at } : step;
        }),
      };
