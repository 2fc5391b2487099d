// Who is concerned by a handover.
import type { PersonId, Role } from '../account/types';
import type { HandoverRole, HandoverState } from './types';

/** The people in these roles, each once; a contact of the customer's is none of them. */
export const peopleOf = ({ passing, team }: HandoverState, roles: readonly HandoverRole[]): PersonId[] => {
  const found = roles.map((role) => {
    if (role === 'successor') return passing?.kind === 'ours' ? passing.to : team['account-manager'];
    if (role === 'stand-in') return passing?.kind === 'ours' ? passing.standIn : team.backup;
    return team[role as Role];
  });
  return [...new Set(found)].filter((person) => person !== undefined);
};

/** Roles whose holders customers know; the others change without their hearing of it. */
const KNOWN: readonly Role[] = ['account-manager', 'backup', 'technical', 'executive-sponsor'];

/** Those of the roles that pass of which the customer is told. */
export const knownToCustomer = (roles: readonly Role[]): Role[] => roles.filter((role) => KNOWN.includes(role));
