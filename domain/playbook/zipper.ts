// The zipper: who of ours speaks with whom of theirs, level by level, and where somebody is missing (E1).
import { announcedTeam } from '../account/team';
import type { PersonId, Role, Team } from '../account/types';
import type { Playbook } from './playbook';

/** Where a customer's person stands, the highest first. */
const CONTACT_LEVELS = ['executive', 'manager', 'operational'] as const;
export type ContactLevel = (typeof CONTACT_LEVELS)[number];

export interface ZipperRow<Contact> {
  readonly level: ContactLevel;
  /** Our roles that speak with this level. */
  readonly roles: readonly Role[];
  /** Who has them; a person with two roles counts once. */
  readonly ours: readonly PersonId[];
  readonly theirs: readonly Contact[];
  /** Roles of ours for which somebody is wanted, because the account manager is their own backup. */
  readonly wanted: readonly Role[];
  /** On whose side nobody is. */
  readonly gap: 'ours' | 'theirs' | 'both' | null;
}

/** One row a level, as the playbook pairs our roles with their levels; `undefined` where it pairs none. */
export function zipperRows<Contact extends { readonly level: ContactLevel }>(
  { zipper }: Pick<Playbook, 'zipper'>,
  team: Team,
  contacts: readonly Contact[],
): ZipperRow<Contact>[] | undefined {
  if (!zipper) return undefined;
  const known = announcedTeam(team);
  return CONTACT_LEVELS.map((level) => {
    const roles = zipper[level];
    const ours = Array.from(new Set(roles.flatMap((role) => known[role] ?? [])));
    const wanted = roles.filter((role) => known[role] !== team[role]);
    const theirs = contacts.filter((contact) => contact.level === level);
    const gap = ours.length === 0 ? (theirs.length === 0 ? 'both' : 'ours') : theirs.length === 0 ? 'theirs' : null;
    return { level, roles, ours, theirs, wanted, gap };
  });
}
