// Folds events into the read models of accounts and tasks.

import { evolve, initial, isUnfinished } from '../../domain/account/evolve';
import { escalationsOf } from '../../domain/account/ladder';
import { attendantOf, ownerOf } from '../../domain/account/owner';
import type { AccountEvent, AccountState, ClosedTask, Task } from '../../domain/account/types';
import { taskId, taskKey } from '../../domain/ids';
import type { AccountRow, TaskRow } from '../schema/tables';
import type { Folding, ReadModel } from './read-model';

const KIND = 'account';

/** One account being folded, with the rows of its changed tasks. */
class AccountFolding implements Folding<AccountEvent> {
  readonly tasks = new Map<string, TaskRow>();

  constructor(
    readonly id: string,
    public sequence = 0,
    public state: AccountState = initial,
  ) {}

  /** A closed task stays in the state for a while; its row stays for ever. */
  add(event: AccountEvent): void {
    const before = this.state;
    const after = evolve(before, event);
    this.state = after;
    this.sequence += 1;
    // These change who owns a task and whom it is escalated to, so every task's row changes.
    const allChanged = before.team !== after.team || before.handovers !== after.handovers || before.quietSince !== after.quietSince;
    const changed = [
      ...Object.entries(after.tasks).filter(([key, task]) => allChanged || before.tasks[key] !== task),
      // A closed task keeps its owner.
      ...after.closed.filter((task) => !before.closed.includes(task)).map((task) => [taskKey(task), task] as const),
    ];
    for (const [key, task] of changed) {
      const row = taskRow(this.id, key, task, after);
      this.tasks.set(row.id, row);
    }
  }
}

export const accountModel: ReadModel<AccountEvent, AccountFolding> = {
  kind: KIND,
  tables: [
    ['account', 'id'],
    ['task', 'account'],
  ],
  fold: (id) => new AccountFolding(id),
  stored: async (trx, ids) =>
    (await trx.selectFrom('account').select(['id', 'sequence', 'state']).where('id', 'in', ids).forShare().execute()).map(
      ({ id, sequence, state }) => new AccountFolding(id, sequence, state),
    ),
  rows: (folded) => ({
    account: folded.map(({ id, sequence, state }) => accountRow(id, sequence, state)),
    task: folded.flatMap(({ tasks }) => Array.from(tasks.values())),
  }),
};

const taskRow = (account: string, key: string, task: Task | ClosedTask, state: AccountState): TaskRow => ({
  id: taskId(account, key),
  account,
  touchpoint: task.touchpoint,
  nominal: task.nominal,
  due: task.due,
  remindAt: task.remindAt,
  owner: ownerOf(state, task) ?? null,
  attendant: attendantOf(state, task) ?? null,
  role: task.role,
  state: task.state,
  snoozedUntil: task.snoozedUntil ?? null,
  stage: task.stage,
  provisional: task.provisional,
  because: task.because,
  ticket: task.ticket ?? null,
  closedAt: 'closedAt' in task ? task.closedAt : null,
  meeting: isUnfinished(task) ? (task.meeting ?? null) : null,
  escalations: escalationsOf(state, task),
});

const accountRow = (account: string, sequence: number, state: AccountState): AccountRow => {
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
