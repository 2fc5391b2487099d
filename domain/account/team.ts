// Our team as an account's customer knows it.
import type { Role, Roles } from './roles';
import type { Succession, Team } from './types';

/** The team as announced. Where one person answers for the account and is the backup too, the customer is told of the first role only. */
export function announcedTeam(team: Team, roles: Roles): Team {
  const { standsIn } = roles;
  return standsIn !== undefined && lacksBackup(team, roles)
    ? Object.fromEntries(Object.entries(team).filter(([role]) => role !== standsIn))
    : team;
}

/** Whether who answers for the account is also the backup, so that a real backup is missing. */
export const lacksBackup = (team: Team, { answers, standsIn }: Roles): boolean =>
  standsIn !== undefined && team[standsIn] !== undefined && team[standsIn] === team[answers];

/** The roles of somebody who is their own backup. */
export const doubled = ({ answers, standsIn }: Roles): Role[] => (standsIn === undefined ? [answers] : [answers, standsIn]);

/** Whether the customer loses the known backup, because who answers for the account takes that role too. `team`: after the change. */
export const endsBackup = (succession: Extract<Succession, { kind: 'ours' }>, team: Team, roles: Roles): boolean =>
  roles.standsIn !== undefined &&
  succession.roles.includes(roles.standsIn) &&
  succession.to === team[roles.answers] &&
  lacksBackup(team, roles);

/** The roles among `passing` that the customer is told of. */
export const announcedRoles = (passing: readonly Role[], team: Team, roles: Roles): Role[] =>
  passing.filter((role) => roles.announced.includes(role) && !(role === roles.standsIn && lacksBackup(team, roles)));
