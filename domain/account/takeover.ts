// Who takes over what of an account, who stands in, who visits and when: letters, briefings, tasks and invitations all say what is said here (E2, E3).

import { fold } from '../decider/decider';
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

/** The visit after a handover; 0 minutes: its hour is to be agreed on. */
export interface Visit extends Appointment {
  readonly task: TaskKey;
  /** Whose calendar has it; absent: nobody has the role. */
  readonly who?: PersonId;
}

export interface Takeover {
  /** As the account knows it: who stands in may be somebody else's successor by now. */
  readonly succession: Succession;
  /** Roles that pass and that the customer hears of. */
  readonly announced: readonly Role[];
  /** Whom the customer knew as backup is it no more, and nobody else is. */
  readonly endsBackup?: true;
  /** Whom the customer knows in these roles; absent: nobody. */
  readonly predecessor?: SomebodyId;
  /** Our people as the customer knows them. */
  readonly team: Team;
  /** While it is ahead. */
  readonly visit?: Visit;
}

const visitFrom = (state: AccountState, task: Task): Visit => {
  const who = attendantOf(state, task);
  return { task: taskKey(task), due: task.due, minutes: task.meeting ?? 0, ...(who === undefined ? {} : { who }) };
};

/** What a handover means for its account at `now`. `carried`: as the handover knows it. */
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
  // Who answers for the account was never announced as their own backup.
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

/** What a change of contact would make of an account. */
export interface Foreseen {
  readonly events: ReturnType<typeof openHandover>;
  readonly after: AccountState;
  readonly visit?: Visit & {
    /** When it may be. */
    readonly window: VisitWindow;
    /** It was proposed to the customer before, and stays where whoever makes it now is free. */
    readonly isKnown: boolean;
  };
}

/** Decides a change and tells nobody. Throws the account's refusal. */
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
