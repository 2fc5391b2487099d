// Who owes a task, and who attends to it now.
import { NO_ROLES, type Role, type Roles, withDeputies } from './roles';
import type { AccountState, Gone, PersonId, Task } from './types';

/** The roles of the playbook that an account lives by. */
export const rolesOf = ({ terms }: Pick<AccountState, 'terms'>): Roles => terms?.roles ?? NO_ROLES;

/** The first of a task's role, of whoever answers for the account and of whoever oversees it that somebody has. */
const roleOf = (state: Pick<AccountState, 'team' | 'terms'>, role: Role): Role | undefined =>
  withDeputies(role, rolesOf(state)).find((one) => state.team[one] !== undefined);

/** Who owes a task: whom it was given to, else whoever has the role, else whoever answers for the account. */
export function ownerOf(
  state: Pick<AccountState, 'team' | 'terms'>,
  { assignee, role }: Pick<Task, 'assignee' | 'role'>,
): PersonId | undefined {
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
  state: Pick<AccountState, 'team' | 'terms' | 'handovers'>,
  task: Pick<Task, 'assignee' | 'role' | 'instance'>,
): PersonId | undefined {
  if (task.assignee !== undefined || task.instance !== undefined) return ownerOf(state, task);
  const role = roleOf(state, task.role);
  for (const succession of Object.values(state.handovers))
    if (succession.kind === 'ours' && role !== undefined && succession.roles.includes(role)) return succession.standIn ?? succession.to;
  return ownerOf(state, task);
}
