// Who owns a task, and who attends to it now.
import { NO_ROLES, type Role, type Roles, withDeputies } from './roles';
import type { AccountState, Gone, PersonId, Task } from './types';

/** The roles of the account's playbook. */
export const rolesOf = ({ terms }: Pick<AccountState, 'terms'>): Roles => terms?.roles ?? NO_ROLES;

/** The role that a task falls to: its own, else `answers`, else `oversees`; the first that somebody has. */
const roleOf = (state: Pick<AccountState, 'team' | 'terms'>, role: Role): Role | undefined =>
  withDeputies(role, rolesOf(state)).find((one) => state.team[one] !== undefined);

/** The owner of a task: its assignee, else the holder of its role, else whoever answers for the account. */
export function ownerOf(
  state: Pick<AccountState, 'team' | 'terms'>,
  { assignee, role }: Pick<Task, 'assignee' | 'role'>,
): PersonId | undefined {
  const held = roleOf(state, role);
  return assignee ?? (held && state.team[held]);
}

/** Whether a task's assignee has left. */
export const isWithGone = ({ assignee }: Pick<Task, 'assignee'>, { gone = [] }: Gone): boolean =>
  assignee !== undefined && gone.includes(assignee);

/**
 * Who attends to a task now: the stand-in until the successor has accepted the role, otherwise the owner (E2). The visit after a handover is always
 * the owner's, since the customer has been told who comes.
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
