// Who is concerned by a handover.
import type { PersonId, Role } from '../account/types';
import type { HandoverRole, HandoverState } from './types';

/** The people in these roles, each once; a contact of the customer's is none of them. */
export const peopleOf = ({ succession, team }: HandoverState, roles: readonly HandoverRole[]): PersonId[] => {
  const found = roles.map((role) => {
    if (role === 'successor') return succession?.kind === 'ours' ? succession.to : team['account-manager'];
    if (role === 'stand-in') return succession?.kind === 'ours' ? succession.standIn : team.backup;
    return team[role as Role];
  });
  return [...new Set(found)].filter((person) => person !== undefined);
};
