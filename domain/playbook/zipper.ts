// The zipper: who of ours speaks with whom of theirs, level by level, and where somebody is missing (E1).
import { announcedTeam } from '../account/team';
import type { PersonId, Role, Team } from '../account/types';
import { contactLevelsOf, rolesOf } from './codes';
import type { Playbook } from './playbook';

export interface ZipperRow<Contact> {
  /** Where the customer's people stand: a code of the playbook's. */
  readonly level: string;
  /** Our roles that speak with this level. */
  readonly roles: readonly Role[];
  /** Who has them; a person with two roles counts once. */
  readonly ours: readonly PersonId[];
  readonly theirs: readonly Contact[];
  /** Roles of ours for which somebody is wanted, because whoever answers for the account is their own backup. */
  readonly wanted: readonly Role[];
  /** On whose side nobody is. */
  readonly gap: 'ours' | 'theirs' | 'both' | null;
}

/** One row a level that the playbook pairs with roles of ours, the highest first; `undefined` where it pairs none. */
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
