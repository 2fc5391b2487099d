// Who is concerned by a case.
import type { PersonId, Role } from '../account/types';
import type { CaseState } from './types';

/** Who works on it: who has taken it, else the technical contact, else whoever is nearest. */
export const engineerOf = ({ engineer, team }: CaseState): PersonId | undefined =>
  engineer ?? team.technical ?? team['account-manager'] ?? team['sales-manager'];

/** The people in these roles, each once. `engineer` is who works on it. */
export const peopleOf = (state: CaseState, roles: readonly string[]): PersonId[] => {
  const found = roles.map((role) => (role === 'engineer' ? engineerOf(state) : state.team[role as Role]));
  return [...new Set(found)].filter((person) => person !== undefined);
};
