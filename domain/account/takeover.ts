// Who takes over which roles, who stands in, who visits and when (E2, E3). Letters, briefings, tasks and invitations all use this one answer.

import { fold } from '../decider/decider';
import { given } from '../given';
import { handoverAnchor, taskKey } from '../ids';
import type { Instant } from '../time/time';
import { evolve, isUnfinished, taskIn } from './evolve';
import { attendantOf, rolesOf } from './owner';
import { openHandover, visitIn } from './succession';
import { announcedRoles, announcedTeam, endsBackup } from './team';
import type { Terms } from './terms';
import type {
  AccountCommands,
  AccountState,
  Appointment,
  HandoverId,
  PersonId,
  Role,
  SomebodyId,
  Succession,
  Task,
  TaskKey,
  Team,
} from './types';
import { type VisitWindow, visitWindow } from './visit';

/** The visit after a handover. 0 minutes: on that day, the hour still to be agreed. */
export interface Visit extends Appointment {
  readonly task: TaskKey;
  /** Who makes it; absent: nobody has the role. */
  readonly who?: PersonId;
}

export interface Takeover {
  /** The account's own record where it has one: the stand-in may have changed since the handover was told. */
  readonly succession: Succession;
  /** The roles that move and whose holders the customer is told of. */
  readonly announced: readonly Role[];
  /** The backup whom the customer knew stops being one, and has no successor. */
  readonly endsBackup?: true;
  /** Who had these roles, as far as the customer knows; absent: nobody. */
  readonly predecessor?: SomebodyId;
  /** Our team as the customer knows it. */
  readonly team: Team;
  /** The visit; absent once it is closed or past. */
  readonly visit?: Visit;
}

const visitFrom = (state: AccountState, task: Task): Visit => {
  const who = attendantOf(state, task);
  return { task: taskKey(task), due: task.due, minutes: task.meeting ?? 0, ...given({ who }) };
};

/** What a handover means for its account at `now`. `carried`: what the handover itself knows. */
export function takeoverOf(
  state: AccountState,
  carried: { readonly handover: HandoverId; readonly succession: Succession; readonly visit?: TaskKey },
  now: Instant,
): Takeover {
  const known = state.handovers[carried.handover];
  const succession = known?.to === carried.succession.to ? known : carried.succession;
  const task = carried.visit === undefined ? undefined : taskIn(state, carried.visit);
  const roles = rolesOf(state);
  const answers = state.team[roles.answers];
  const announced = succession.kind === 'ours' ? announcedRoles(succession.roles, state.team, roles) : [];
  // The customer was never told that who answers for the account is also their own backup: the new backup has no known predecessor.
  const isNews = announced.length === 1 && announced[0] === roles.standsIn && succession.from === answers;
  return {
    succession,
    announced,
    ...(succession.kind === 'ours' && succession.from !== answers && endsBackup(succession, state.team, roles) && { endsBackup: true }),
    ...(isNews ? {} : { predecessor: succession.from }),
    team: announcedTeam(state.team, roles),
    ...(task && isUnfinished(task) && task.due > now ? { visit: visitFrom(state, task) } : {}),
  };
}

/** What a change of contact would do to an account. */
export interface Foreseen {
  readonly events: ReturnType<typeof openHandover>;
  readonly after: AccountState;
  readonly visit?: Visit & {
    /** The hours at which the visit may be. */
    readonly window: VisitWindow;
    /** It has been proposed to the customer already. It stays at its hour where whoever makes it now is free then. */
    readonly isKnown: boolean;
  };
}

/** Decides a change without sending anything. Throws the account's refusal. */
export function foreseen(state: AccountState, statement: AccountCommands['openHandover'], now: Instant, terms: Terms): Foreseen {
  const events = openHandover(state, statement, now, terms);
  const after = fold(evolve, state, events);
  const became = events.find(({ type }) => type === 'handoverOpened' || type === 'handoverReassigned');
  const id = became && 'handover' in became ? became.handover : statement.handover;
  const task = visitIn(after, id);
  const on = after.anchors[handoverAnchor(id)];
  const window = task && on !== undefined ? visitWindow(task, on, terms) : undefined;
  if (!task || !window) return { events, after };
  return { events, after, visit: { ...visitFrom(after, task), window, isKnown: state.tasks[taskKey(task)] !== undefined } };
}
