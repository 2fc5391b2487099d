// The people whom a handover notifies.
import { NO_ROLES, type Roles } from '../account/roles';
import type { PersonId } from '../account/types';
import type { HandoverState } from './types';

/** The roles of the handover's playbook. */
export const rolesOf = ({ terms }: Pick<HandoverState, 'terms'>): Roles => terms?.roles ?? NO_ROLES;

/** The people in these roles, each once. `successor` and `stand-in` count as roles. Contacts of the customer's are left out. */
export const peopleOf = (state: HandoverState, roles: readonly string[]): PersonId[] => {
  const { succession, team } = state;
  const { answers, standsIn } = rolesOf(state);
  const found = roles.map((role) => {
    if (role === 'successor') return succession?.kind === 'ours' ? succession.to : team[answers];
    if (role === 'stand-in') return succession?.kind === 'ours' ? succession.standIn : standsIn && team[standsIn];
    return team[role];
  });
  return [...new Set(found)].filter((person) => person !== undefined);
};
