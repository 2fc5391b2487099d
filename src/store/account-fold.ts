// The read models of accounts and tasks: what each event of the journal does to their rows.
import { evolve, initial, keyOf } from '../domain/account/evolve';
import { ownerOf } from '../domain/account/planning';
import type { AccountEvent, AccountState, ClosedTask, Task } from '../domain/account/types';
import type { AccountRow, TaskRow } from './tables';

const PREFIX = 'account/';

/** The account that an entity is, or `undefined` for another kind of entity. */
export const accountOf = (entity: string): string | undefined => (entity.startsWith(PREFIX) ? entity.slice(PREFIX.length) : undefined);

export const entityOf = (account: string): string => PREFIX + account;

/** One account while its events are folded, with the rows of the tasks that changed on the way. */
export interface Folding {
  readonly account: string;
  sequence: number;
  state: AccountState;
  readonly tasks: Map<string, TaskRow>;
}

export const folding = (account: string, sequence = 0, state: AccountState = initial): Folding => ({
  account,
  sequence,
  state,
  tasks: new Map(),
});

/**
 * Folds the next event. A task leaves the state only some time after it was closed, and its row stays. Event by event, so that the rows
 * do not depend on how many events came in one batch.
 */
export const foldEvent = (into: Folding, event: AccountEvent): void => {
  const before = into.state;
  const after = evolve(before, event);
  into.state = after;
  into.sequence += 1;
  const teamChanged = before.team !== after.team;
  const changed = [
    ...Object.entries(after.tasks).filter(([key, task]) => teamChanged || before.tasks[key] !== task),
    // A closed task keeps the owner it had.
    ...after.closed.filter((task) => !before.closed.includes(task)).map((task) => [keyOf(task), task] as const),
  ];
  for (const [key, task] of changed) {
    const row = taskRow(into.account, key, task, after);
    into.tasks.set(row.id, row);
  }
};

export const taskRow = (account: string, key: string, task: Task | ClosedTask, state: AccountState): TaskRow => ({
  id: `${account}:${key}`,
  account,
  touchpoint: task.touchpoint,
  nominal: task.nominal,
  due: task.due,
  remindAt: task.remindAt,
  owner: ownerOf(state, task) ?? null,
  role: task.role,
  state: task.state,
  snoozedUntil: task.snoozedUntil ?? null,
  stage: task.stage,
  provisional: task.provisional,
  because: task.because,
  ticket: task.ticket ?? null,
  closedAt: 'closedAt' in task ? task.closedAt : null,
});

export const accountRow = (account: string, sequence: number, state: AccountState): AccountRow => {
  const unfinished = Object.values(state.tasks);
  return {
    id: account,
    sequence,
    status: state.status ?? null,
    stage: state.stage ?? null,
    stageSince: state.stageSince ?? null,
    signedOn: state.anchors.signing ?? null,
    zone: state.zone,
    level: state.level,
    segment: state.segment ?? null,
    nextDue: unfinished.reduce<number | null>((first, { due }) => (first === null || due < first ? due : first), null),
    openTasks: unfinished.filter((task) => task.state === 'open').length,
    team: state.team,
    state,
  };
};
