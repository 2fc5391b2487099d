// The reminders that an account's journal asks for, and those that it records.
import type { AccountEvent } from '../../domain/account/types';

/** Each as `task@instant`. For a life in which people only complete tasks, and which ends with a pause. */
export function remindersWanted(events: readonly AccountEvent[]): string[] {
  const until = events.find(({ type }) => type === 'accountPaused')?.at ?? Number.NaN;
  const closedAt = new Map<string, number>();
  for (const event of events) if (event.type === 'taskDone' || event.type === 'taskCancelled') closedAt.set(event.task, event.at);
  return events.flatMap((event) => {
    if (event.type !== 'taskPlanned') return [];
    const task = `${event.touchpoint}:${event.nominal}`;
    const wanted = event.remindAt.slice(event.reminded).filter((instant) => instant <= Math.min(until, closedAt.get(task) ?? until));
    return wanted.map((instant) => `${task}@${instant}`);
  });
}

/** Each as `task@instant`, once for each time it was given. */
export const remindersGiven = (events: readonly AccountEvent[]): string[] =>
  events.flatMap((event) =>
    event.type === 'reminded' ? event.tasks.flatMap(({ task, remindAt }) => remindAt.map((instant) => `${task}@${instant}`)) : [],
  );

/** The effect keys of an entity's reminders and invitations; `events`: all of its events. */
export const mailKeys = (entity: string, events: readonly AccountEvent[]): string[] =>
  events.flatMap(({ type }, index) => (type === 'reminded' || type === 'meetingCalled' ? [`${entity}/${index + 1}/0`] : []));
