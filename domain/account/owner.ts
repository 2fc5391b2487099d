// Who owes a task, and who attends to it now.
import type { AccountState, Gone, PersonId, Role, Task } from './types';

/** The first of a task's role, the account manager's and the sales manager's that somebody has. */
const roleOf = ({ team }: Pick<AccountState, 'team'>, role: string): Role | undefined =>
  ([role as Role, 'account-manager', 'sales-manager'] as const).find((one) => team[one] !== undefined);

/** Who owes a task: whom it was given to, else whoever has the role, else the account manager. */
export function ownerOf(state: Pick<AccountState, 'team'>, { assignee, role }: Pick<Task, 'assignee' | 'role'>): PersonId | undefined {
  const held = roleOf(state, role);
  return assignee ?? (held && state.team[held]);
}

/** Whether a task was given to one of those who have left. */
export const isWithGone = ({ assignee }: Pick<Task, 'assignee'>, { gone = [] }: Gone): boolean =>
  assignee !== undefined && gone.includes(assignee);

/**
 * Who attends to a task now: its owner; while the owner has not accepted the role yet, whoever stands in (E2). The visit after a handover
 * is the owner's from the start: the customer is told that they come.
 */
export function attendantOf(
  state: Pick<AccountState, 'team' | 'handovers'>,
  task: Pick<Task, 'assignee' | 'role' | 'instance'>,
): PersonId | undefined {
  if (task.assignee !== undefined || task.instance !== undefined) return ownerOf(state, task);
  const role = roleOf(state, task.role);
  for (const succession of Object.values(state.handovers))
    if (succession.kind === 'ours' && role !== undefined && succession.roles.includes(role)) return succession.standIn ?? succession.to;
  return ownerOf(state, task);
}
