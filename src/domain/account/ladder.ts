// Overdue work climbs (E5): the steps of the playbook's ladder, each once. A step told with the digest is a date that readers look up;
// for one told at once time wakes the account.
import type { Instant } from '../time';
import { attendantOf, ownerOf } from './owner';
import type { AccountEvent, AccountState, PersonId, Role, Task, TaskKey } from './types';

/** A step up as people see it. */
export interface Climb {
  readonly at: Instant;
  /** Who hears of it with this step: not again who owes the task, nor who heard of it with an earlier one. */
  readonly to: readonly PersonId[];
}

/** The steps of a task that are and will be, as its account stands: none after it was closed or the account fell quiet. */
export function climbsOf(state: AccountState, task: Task & { readonly closedAt?: Instant }): readonly Climb[] {
  const known = new Set([ownerOf(state, task), attendantOf(state, task)]);
  const end = Math.min(task.closedAt ?? Number.POSITIVE_INFINITY, state.quietSince ?? Number.POSITIVE_INFINITY);
  return (task.climbs ?? [])
    .filter(({ at }) => at <= end)
    .map(({ at, tell }) => {
      const to = new Set(tell.flatMap((role) => state.team[role as Role] ?? []).filter((person) => !known.has(person)));
      for (const person of to) known.add(person);
      return { at, to: [...to] };
    });
}

/** When time next has to wake an account for a task's climbing: its first step told at once that is not behind it. */
export function nextClimb({ climbs, climbed = 0 }: Pick<Task, 'climbs' | 'climbed'>): Instant | undefined {
  if (climbs !== undefined) for (let step = climbed; step < climbs.length; step += 1) if (climbs[step]?.atOnce) return climbs[step]?.at;
  return undefined;
}

/** What has climbed at once by the instant `now`: one message to a person about all tasks of that instant. */
export function climbing(state: AccountState, now: Instant): AccountEvent[] {
  const messages = new Map<PersonId | undefined, { readonly task: TaskKey; readonly step: number }[]>();
  for (const key in state.tasks) {
    const task = state.tasks[key];
    const next = task && nextClimb(task);
    if (!task || next === undefined || next > now) continue;
    const climbs = climbsOf(state, task);
    const reached = (index: number): boolean => task.climbs?.[index]?.atOnce === true && (climbs[index]?.at ?? now + 1) <= now;
    const step = climbs.findLastIndex((_, index) => reached(index)) + 1;
    const told = new Set(climbs.flatMap(({ to }, index) => (index >= (task.climbed ?? 0) && reached(index) ? to : [])));
    // Nobody new to tell: it is on record all the same.
    for (const to of told.size > 0 ? told : [undefined]) messages.set(to, [...(messages.get(to) ?? []), { task: key, step }]);
  }
  return Array.from(messages, ([to, tasks]) => ({ type: 'climbed', at: now, ...(to === undefined ? {} : { to }), tasks }));
}

/** Puts what climbs to one person into one message, where time comes late and brings several at once. */
export function climbsMerged(events: readonly AccountEvent[]): readonly AccountEvent[] {
  if (!events.some(({ type }) => type === 'climbed')) return events;
  const first = new Map<PersonId | undefined, Extract<AccountEvent, { readonly type: 'climbed' }>>();
  const rest: AccountEvent[] = [];
  for (const event of events) {
    if (event.type !== 'climbed') rest.push(event);
    else {
      const before = first.get(event.to);
      const tasks = [...(before?.tasks.filter(({ task }) => !event.tasks.some((one) => one.task === task)) ?? []), ...event.tasks];
      first.set(event.to, { ...event, tasks });
    }
  }
  return [...rest, ...first.values()];
}

type Climbs = Pick<Task, 'climbs'>;

/** What lies between the two instants waits for the later one: a task sleeps, or its account is quiet. */
export const climbsPutOff = ({ climbs, climbed = 0 }: Task, from: Instant, until: Instant): Climbs =>
  climbs === undefined
    ? {}
    : { climbs: climbs.map((step, index) => (index >= climbed && step.at > from && step.at < until ? { ...step, at: until } : step)) };

/** The ladder of a task that got another date at `now`: what has climbed stays where it was. */
export const climbsAfter = ({ climbs: before }: Task, { climbs }: Climbs, now: Instant): Climbs =>
  climbs === undefined
    ? {}
    : {
        climbs: climbs.map((step, index) => {
          const at = before?.[index]?.at;
          return at !== undefined && at <= now ? { ...step, at } : step;
        }),
      };
