// The zipper: which of our roles speaks with which level of the customer's people, and who is missing (E1).
import { announcedTeam } from '../account/team';
import type { PersonId, Role, Team } from '../account/types';
import { contactLevelsOf, rolesOf } from './codes';
import type { Playbook } from './playbook';

export interface ZipperRow<Contact> {
  /** The level of the customer's people: a code of the playbook's. */
  readonly level: string;
  /** Our roles that speak with this level. */
  readonly roles: readonly Role[];
  /** The people in these roles, each once. */
  readonly ours: readonly PersonId[];
  readonly theirs: readonly Contact[];
  /** Our roles that need somebody else, because whoever answers for the account is their own backup. */
  readonly wanted: readonly Role[];
  /** The side on which nobody is. */
  readonly gap: 'ours' | 'theirs' | 'both' | null;
}

/** One row for each contact level that the playbook pairs with roles of ours, highest first; `undefined` for a playbook without a zipper. */
export function zipperRows<Contact extends { readonly level: string }>(
  playbook: Pick<Playbook, 'zipper' | 'contact-levels' | 'roles'>,
  team: Team,
  contacts: readonly Contact[],
): ZipperRow<Contact>[] | undefined {
  const { zipper } = playbook;
  if (!zipper) return undefined;
  const known = announcedTeam(team, rolesOf(playbook));
  return contactLevelsOf(playbook).flatMap((level) => {
    const roles = zipper[level];
    if (!roles) return [];
    const ours = Array.from(new Set(roles.flatMap((role) => known[role] ?? [])));
    const wanted = roles.filter((role) => known[role] !== team[role]);
    const theirs = contacts.filter((contact) => contact.level === level);
    const gap = ours.length === 0 ? (theirs.length === 0 ? 'both' : 'ours') : theirs.length === 0 ? 'theirs' : null;
    return [{ level, roles, ours, theirs, wanted, gap }];
  });
}
