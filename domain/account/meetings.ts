// Meetings as calendar invitations (E6): the invitations, changes and cancellations that are still to be sent.

import { type Decider, fold } from '../decider/decider';
import { taskKey } from '../ids';
import type { Instant } from '../time/time';
import { evolve } from './evolve';
import { attendantOf } from './owner';
import type { Terms } from './terms';
import type { AccountCommands, AccountEffect, AccountEvent, AccountState, Invitation, Task } from './types';

type Deciding = Pick<Decider<AccountState, AccountCommands, AccountEvent, AccountEffect, Terms>, 'decide' | 'tick'>;

/** The next SEQUENCE of an invitation. It only rises, also when the meeting changes hands. */
const nextSequence = (invited: Invitation | undefined): number => (invited === undefined ? 0 : invited.sequence + 1);

function offTheCalendar(task: Task, now: Instant, reassigned?: true): AccountEvent[] {
  const { invited } = task;
  if (invited?.to === undefined || invited.at.due <= now) return [];
  const { to, at } = invited;
  return [
    {
      type: 'meetingCalledOff',
      at: now,
      task: taskKey(task),
      to,
      sequence: nextSequence(invited),
      ...at,
      ...(reassigned && { reassigned }),
    },
  ];
}

function onTheCalendar(state: AccountState, task: Task, now: Instant): AccountEvent[] {
  const { invited, due, meeting: minutes } = task;
  if (minutes === undefined || due <= now) return [];
  const to = attendantOf(state, task);
  if (to === undefined) return [];
  const isTheirs = invited?.to === to;
  if (isTheirs && invited.at.due === due && invited.at.minutes === minutes) return [];
  const off = isTheirs ? [] : offTheCalendar(task, now, true);
  const sequence = nextSequence(invited) + off.length;
  const from = isTheirs ? { from: invited.at } : {};
  return [...off, { type: 'meetingCalled', at: now, task: taskKey(task), to, sequence, due, minutes, ...from }];
}

/** Invitations for open meetings ahead, and cancellations of meetings that will not take place. A quiet account sends no invitation. */
export function invitations(state: AccountState, now: Instant): readonly AccountEvent[] {
  const events: AccountEvent[] = [];
  // This runs after every event of an account, and most tasks are no meetings: look at `meeting` first.
  if (state.quietSince === undefined)
    for (const key in state.tasks) {
      const task = state.tasks[key];
      if (task?.meeting !== undefined && task.state === 'open') events.push(...onTheCalendar(state, task, now));
    }
  for (const task of state.closed) if (task.invited !== undefined && task.state !== 'done') events.push(...offTheCalendar(task, now));
  return events;
}

/** Events that change neither a meeting's time, nor its attendant, nor whether it takes place. */
const UNRELATED: ReadonlySet<AccountEvent['type']> = new Set([
  'taskDone',
  'taskPlanned',
  'taskSnoozed',
  'ticketRequested',
  'caseOpened',
  'caseEnded',
]);

/** The same `decide` and `tick`, with the invitations that follow from their events. */
export function withInvitations({ decide, tick }: Deciding): Deciding {
  const extended = (state: AccountState, events: readonly AccountEvent[], now: Instant): readonly AccountEvent[] =>
    events.every(({ type }) => UNRELATED.has(type)) ? events : [...events, ...invitations(fold(evolve, state, events), now)];
  type Decision = (state: AccountState, args: never, now: Instant, terms: Terms) => readonly AccountEvent[];
  const extending =
    (decision: Decision): Decision =>
    (state, args, now, terms) =>
      extended(state, decision(state, args, now, terms), now);
  return {
    decide: Object.fromEntries(Object.entries(decide).map(([name, decision]) => [name, extending(decision)])) as unknown as typeof decide,
    tick: (state, now, terms) => extended(state, tick(state, now, terms), now),
  };
}
