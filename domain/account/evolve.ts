// What each event does to an account's state. It never throws and never asks the time, so the journal can be folded again at any time.

import { onceEach, unknownEvent } from '../decider/decider';
import { raised } from '../decider/rules';
import { given } from '../given';
import { handoverAnchor, seriesKey, type TaskIdentity, taskKey } from '../ids';
import { escalationsAfter, escalationsPutOff } from './ladder';
import type {
  AccountEvent,
  AccountState,
  ClosedTask,
  HandoverId,
  Particulars,
  PersonId,
  Promotion,
  Succession,
  Task,
  TaskKey,
  Team,
} from './types';

/** Number of closed tasks that the state keeps for reopening; the store keeps all of them. */
const CLOSED_TASKS_KEPT = 10;

export const initial: AccountState = {
  rules: 0,
  status: undefined,
  zone: 'UTC',
  level: '',
  team: {},
  anchors: {},
  since: 0,
  planned: {},
  tasks: {},
  closed: [],
  assessed: {},
  cases: [],
  handovers: {},
};

export const isUnfinished = (task: Task): boolean => task.state === 'planned' || task.state === 'open';

export const closedIn = (state: AccountState, key: TaskKey): ClosedTask | undefined => state.closed.find((task) => taskKey(task) === key);

/** The task with this key, planned, open or recently closed. */
export const taskIn = (state: AccountState, key: TaskKey): Task | ClosedTask | undefined => state.tasks[key] ?? closedIn(state, key);

/** A copy without `key`. `delete` would make every later access to the object slow. */
const without = <T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> => {
  if (!(key in value)) return value;
  const rest: Partial<T> = {};
  for (const other in value) if (other !== (key as keyof T)) rest[other] = value[other];
  return rest as Omit<T, K>;
};

const withTask = (state: AccountState, key: TaskKey, change: (task: Task) => Task): AccountState => {
  const task = state.tasks[key];
  return task ? { ...state, tasks: { ...state.tasks, [key]: change(task) } } : state;
};

/** Closes a task, and forgets the task that was closed longest ago once there are too many. */
function closed(state: AccountState, key: TaskKey, how: ClosedTask['state'], at: number): AccountState {
  const task = state.tasks[key];
  if (!task) return state;
  const kept = state.closed.slice(Math.max(0, state.closed.length + 1 - CLOSED_TASKS_KEPT));
  kept.push({ ...without(task, 'snoozedUntil'), state: how, closedAt: at });
  return { ...state, tasks: without(state.tasks, key), closed: kept };
}

/** Changes an open or closed task: a ticket number may arrive, and a meeting be called off, after its task was closed. */
const withAnyTask = (state: AccountState, key: TaskKey, more: Pick<Task, 'ticket' | 'invited'>): AccountState => {
  const task = closedIn(state, key);
  return task
    ? { ...state, closed: state.closed.map((one) => (one === task ? { ...one, ...more } : one)) }
    : withTask(state, key, (open) => ({ ...open, ...more }));
};

const particulars = (state: AccountState, statement: Particulars): AccountState => ({
  ...state,
  ...given({ level: statement.level, segment: statement.segment, zone: statement.zone }),
  ...(statement.team === undefined ? {} : { team: { ...state.team, ...statement.team } }),
  anchors: {
    ...state.anchors,
    ...given({ 'promised-delivery': statement.promisedOn, 'contract-end': statement.contractEndsOn }),
  },
});

/** Ends the quiet time at `at`: ladder steps that fell into it move to its end. */
const quietEnded = (state: AccountState, at: number): AccountState => {
  const { quietSince } = state;
  if (quietSince === undefined) return state;
  const tasks = Object.fromEntries(
    Object.entries(state.tasks).map(([key, task]) => [key, { ...task, ...escalationsPutOff(task, quietSince, at) }]),
  );
  return { ...without(state, 'quietSince'), tasks };
};

const latestNominals = (planned: AccountState['planned'], missed: readonly TaskIdentity[]): AccountState['planned'] =>
  missed.reduce((all, one) => {
    const series = seriesKey(one);
    const known = all[series] ?? '';
    return { ...all, [series]: one.nominal > known ? one.nominal : known };
  }, planned);

/** Cancels a task and takes back its nominal date, so that planning continues from the date before it. */
function cancelled(state: AccountState, key: TaskKey, at: number): AccountState {
  const task = state.tasks[key];
  if (!task) return state;
  const rest = closed(state, key, 'cancelled', at);
  const series = seriesKey(task);
  if (state.planned[series] !== task.nominal) return rest;
  const { [series]: _, ...others } = rest.planned;
  return { ...rest, planned: task.after === undefined ? others : { ...others, [series]: task.after } };
}

/** The reason code of tasks that an early promotion cancels. */
export const BY_PROMOTION = 'promoted';

/** The promotion on record. A second promotion keeps the first one's origin, so that both are undone together. */
function promotionOf(
  { promoted, stage = '', stageSince = '' }: AccountState,
  event: Extract<AccountEvent, { type: 'stageEntered' }>,
): Promotion {
  const from = event.from ?? { stage, since: stageSince };
  const isSecond = promoted?.from.stage === from.stage && promoted.from.since === from.since;
  return { stage: event.stage, on: event.since, from, cancelled: isSecond ? promoted.cancelled : [] };
}

/** Undoes the promotion: the tasks of `keys` that it had cancelled come back as they were; those of `released` lose their assignee. */
function restored(state: AccountState, keys: readonly TaskKey[], released: readonly TaskKey[]): AccountState {
  const { promoted, ...rest } = state;
  const back = (promoted?.cancelled ?? [])
    .filter((task) => keys.includes(taskKey(task)))
    .map((task) => (released.includes(taskKey(task)) ? without(task, 'assignee') : task));
  return {
    ...rest,
    tasks: { ...rest.tasks, ...Object.fromEntries(back.map((task) => [taskKey(task), task])) },
    planned: { ...rest.planned, ...Object.fromEntries(back.map((task) => [seriesKey(task), task.nominal])) },
    closed: rest.closed.filter((task) => task.state !== 'cancelled' || !keys.includes(taskKey(task))),
  };
}

/** The succession with another successor. A stand-in who becomes the successor stops standing in. */
export function reassigned(succession: Succession, to: string): Succession {
  if (succession.kind === 'theirs') return { ...succession, to };
  const { standIn, ...rest } = succession;
  return { ...rest, to, ...(standIn === undefined || standIn === to ? {} : { standIn }) };
}

/** Moves the roles, and the tasks given to `from` personally, to `to`; `to` also replaces `from` as a stand-in. */
function rolesMoved(state: AccountState, { roles, from, to }: Extract<Succession, { kind: 'ours' }>): AccountState {
  const team: Team = { ...state.team, ...Object.fromEntries(roles.map((role) => [role, to])) };
  return {
    ...state,
    team,
    tasks: Object.values(team).includes(from) ? state.tasks : tasksMoved(state.tasks, from, to, roles),
    handovers: Object.fromEntries(
      Object.entries(state.handovers).map(([id, other]) => [
        id,
        other.kind === 'ours' && other.standIn === from ? withStandIn(other, to) : other,
      ]),
    ),
  };
}

/**
 * Records a succession among the customer's contacts: `from` has left, `to` is there. Nothing changes where it is on record already: a handover
 * that ended before it heard of its new successor is followed by another one.
 */
function succeeded(state: AccountState, { from, to }: Pick<Succession, 'from' | 'to'>): AccountState {
  const before = state.succeeded ?? [];
  return before.includes(from) ? state : { ...state, succeeded: [...before.filter((one) => one !== to), from] };
}

/** Ends a handover. A withdrawn one loses its anchor date; a completed one keeps it, and with it the visit. */
const ended = (state: AccountState, handover: HandoverId, isWithdrawn: boolean | undefined): AccountState => ({
  ...state,
  handovers: without(state.handovers, handover),
  anchors: isWithdrawn ? without(state.anchors, handoverAnchor(handover)) : state.anchors,
});

const withStandIn = ({ standIn: _, ...succession }: Extract<Succession, { kind: 'ours' }>, person: PersonId): Succession =>
  succession.to === person ? succession : { ...succession, standIn: person };

/** Moves tasks that `from` had personally. A task of one of `roles` follows its role again; any other goes to `to` personally. */
function tasksMoved(tasks: AccountState['tasks'], from: PersonId, to: PersonId, roles: readonly string[]): AccountState['tasks'] {
  const theirs = Object.entries(tasks).filter(([, { assignee }]) => assignee === from);
  if (theirs.length === 0) return tasks;
  return {
    ...tasks,
    ...Object.fromEntries(
      theirs.map(([key, task]) => [key, roles.includes(task.role) ? without(task, 'assignee') : { ...task, assignee: to }]),
    ),
  };
}

function evolved(state: AccountState, event: AccountEvent): AccountState {
  switch (event.type) {
    case 'accountStarted': {
      const { rules, terms, zone, level, signedOn } = event;
      const { at } = event;
      const status = signedOn ? 'active' : 'prospect';
      const started: AccountState = { ...initial, rules, terms, zone, level, startedAt: at, since: at, status };
      return particulars({ ...started, anchors: signedOn ? { signing: signedOn } : {} }, event);
    }
    case 'accountSigned':
      return particulars({ ...state, status: 'active', since: event.at, anchors: { ...state.anchors, signing: event.signedOn } }, event);
    case 'accountAmended':
      return particulars(state, event);
    case 'termsAdopted':
      return { ...state, terms: event.terms };
    case 'rulesRaised':
      return raised(state, event);
    case 'stageEntered': {
      const { stage, since, until, why } = event;
      const entered = { ...without(state, 'stageUntil'), stage, stageSince: since, ...given({ stageUntil: until }) };
      if (why === 'promoted') return { ...entered, promoted: promotionOf(state, event) };
      return why === 'undone' ? restored(entered, event.restored ?? [], event.released ?? []) : entered;
    }
    case 'stageEndMoved':
      return { ...without(state, 'stageUntil'), ...given({ stageUntil: event.until }) };
    case 'stageHeld':
      return { ...without(state, 'stageUntil'), held: { stage: event.stage, on: event.on } };
    case 'stageReleased':
      return { ...without(state, 'held'), ...given({ stageUntil: event.until }) };
    case 'taskPlanned': {
      const { type: _, at: __, by: ___, note: ____, ...occurrence } = event;
      const key = taskKey(event);
      const earlier = closedIn(state, key);
      return {
        ...state,
        planned: { ...state.planned, [seriesKey(event)]: event.nominal },
        tasks: { ...state.tasks, [key]: { ...occurrence, state: 'planned', ...(earlier?.invited && { invited: earlier.invited }) } },
        // A cancelled date may be planned again.
        closed: earlier ? state.closed.filter((task) => task !== earlier) : state.closed,
      };
    }
    case 'taskMoved': {
      const { type: _, at: __, by: ___, note: ____, ...occurrence } = event;
      return withTask(state, taskKey(event), (task) => {
        const { meeting: _m, escalations: _c, urgent: _u, ...kept } = task;
        // A date that a person chose ends the snooze.
        return {
          ...(occurrence.fixed ? without(kept, 'snoozedUntil') : kept),
          ...occurrence,
          ...escalationsAfter(task, occurrence, event.at),
        };
      });
    }
    case 'taskCancelled': {
      const task = state.tasks[event.task];
      const rest = cancelled(state, event.task, event.at);
      const { promoted } = rest;
      if (!task || !promoted || event.reason !== BY_PROMOTION) return rest;
      return { ...rest, promoted: { ...promoted, cancelled: [...promoted.cancelled, task] } };
    }
    case 'reminded': {
      const tasks = { ...state.tasks };
      for (const { task: key, remindAt } of event.tasks) {
        const task = tasks[key];
        const reminded = task?.remindAt.filter((instant) => instant <= Math.max(...remindAt)).length ?? 0;
        if (task) tasks[key] = { ...without(task, 'snoozedUntil'), state: 'open', reminded };
      }
      return { ...state, tasks };
    }
    case 'escalated': {
      const tasks = { ...state.tasks };
      for (const { task: key, step } of event.tasks) {
        const task = tasks[key];
        if (task) tasks[key] = { ...task, escalated: Math.max(step, task.escalated ?? 0) };
      }
      return { ...state, tasks };
    }
    case 'meetingCalled':
      return withAnyTask(state, event.task, {
        invited: { to: event.to, sequence: event.sequence, at: { due: event.due, minutes: event.minutes } },
      });
    case 'meetingCalledOff':
      return withAnyTask(state, event.task, { invited: { sequence: event.sequence, at: { due: event.due, minutes: event.minutes } } });
    case 'taskDone': {
      const task = state.tasks[event.task];
      const done = closed(state, event.task, 'done', event.at);
      return task ? { ...done, anchors: { ...done.anchors, [`done:${task.touchpoint}`]: event.doneOn } } : done;
    }
    case 'taskSkipped':
      return closed(state, event.task, 'skipped', event.at);
    case 'taskSnoozed':
      return withTask(state, event.task, (task) => ({
        ...task,
        ...escalationsPutOff(task, event.at, event.until),
        snoozedUntil: event.until,
      }));
    case 'taskReassigned':
      return withTask(state, event.task, (task) => ({ ...task, assignee: event.to }));
    case 'taskReopened': {
      const task = closedIn(state, event.task);
      if (!task) return state;
      return {
        ...state,
        anchors: without(state.anchors, `done:${task.touchpoint}`),
        closed: state.closed.filter((one) => one !== task),
        tasks: {
          ...state.tasks,
          [event.task]: { ...(event.released ? without(without(task, 'closedAt'), 'assignee') : without(task, 'closedAt')), state: 'open' },
        },
      };
    }
    case 'ticketOpened':
      return withAnyTask(state, event.task, { ticket: event.ticket });
    case 'accountAssessed':
      return {
        ...state,
        assessed: {
          ...state.assessed,
          ...Object.fromEntries(
            Object.entries(event.values as Record<string, string>).map(([name, value]) => [name, { value, at: event.at }]),
          ),
        },
      };
    case 'caseOpened':
      return { ...state, cases: [...state.cases, event.case] };
    case 'caseRegained':
      return state.cases.includes(event.case) ? state : { ...state, cases: [...state.cases, event.case] };
    case 'caseEnded':
      return { ...state, cases: state.cases.filter((id) => id !== event.case) };
    case 'handoverOpened': {
      const { handover, succession, on } = event;
      const opened = succession.kind === 'ours' ? rolesMoved(state, succession) : succeeded(state, succession);
      const anchors = on === undefined ? state.anchors : { ...state.anchors, [handoverAnchor(handover)]: on };
      return { ...opened, anchors, handovers: { ...opened.handovers, [handover]: succession } };
    }
    case 'handoverReassigned': {
      const { succession } = event;
      const next = reassigned(succession, event.to);
      const after =
        succession.kind === 'ours' ? rolesMoved(state, { ...succession, from: succession.to, to: event.to }) : succeeded(state, event);
      return event.isBack ? ended(after, event.handover, true) : { ...after, handovers: { ...after.handovers, [event.handover]: next } };
    }
    case 'handoverRegained':
      return { ...state, handovers: { ...state.handovers, [event.handover]: event.succession } };
    case 'handoverEnded':
      return ended(state, event.handover, event.withdrawn);
    case 'accountPaused':
      return { ...state, status: 'paused', statusSince: event.at, quietSince: event.at };
    case 'accountResumed':
      return {
        ...quietEnded(state, event.at),
        status: 'active',
        statusSince: event.at,
        planned: latestNominals(state.planned, event.missed),
      };
    case 'enteredLate':
      return { ...state, since: event.at, planned: latestNominals(state.planned, event.missed) };
    case 'statusMarked': {
      const { status, at, on } = event;
      const marked = { ...state, status, statusSince: at };
      if (status === 'won-back') return { ...quietEnded(marked, at), since: at, anchors: { ...state.anchors, 'won-back': on } };
      if (status === 'active') return quietEnded(marked, at);
      const { promoted } = marked;
      // The tasks that a loss cancels stay cancelled when the promotion is undone.
      const kept = status === 'lost' && promoted !== undefined ? { ...marked, promoted: { ...promoted, cancelled: [] } } : marked;
      return { ...kept, quietSince: state.quietSince ?? at };
    }
    case 'accountClosed':
    case 'accountCancelled':
      return { ...(without(state, 'stageUntil') as AccountState), status: 'closed', quietSince: event.at };
    case 'reminderRefused':
    case 'ticketRequested':
    case 'ticketFailed':
    case 'revived':
      return state;
    default:
      return unknownEvent(state, event);
  }
}

export const evolve = onceEach(evolved);
