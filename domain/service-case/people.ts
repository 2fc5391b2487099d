// The people whom a case notifies.
import type { PersonId } from '../account/types';
import type { CaseState } from './types';

/** Who works on it: whoever took it, else the first person in the playbook's first-line roles. */
export const engineerOf = ({ engineer, team, terms }: CaseState): PersonId | undefined =>
  engineer ?? terms?.firstLine.flatMap((role) => team[role] ?? [])[0];

/** The people in these roles, each once. `engineer` means who works on it. */
export const peopleOf = (state: CaseState, roles: readonly string[]): PersonId[] => {
  const found = roles.map((role) => (role === 'engineer' ? engineerOf(state) : state.team[role]));
  return [...new Set(found)].filter((person) => person !== undefined);
};
