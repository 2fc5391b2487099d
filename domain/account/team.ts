// Our people at an account as its customer knows them.
import type { Role, Roles } from './roles';
import type { Succession, Team } from './types';

/** A team in which nobody is their own backup: who answers for the account and stands in as well is announced as the former only. */
export function announcedTeam(team: Team, roles: Roles): Team {
  const { standsIn } = roles;
  return standsIn !== undefined && lacksBackup(team, roles)
    ? Object.fromEntries(Object.entries(team).filter(([role]) => role !== standsIn))
    : team;
}

/** Whether who answers for the account is their own backup: somebody else is wanted. */
export const lacksBackup = (team: Team, { answers, standsIn }: Roles): boolean =>
  standsIn !== undefined && team[standsIn] !== undefined && team[standsIn] === team[answers];

/** The two roles of one who is their own backup. */
export const doubled = ({ answers, standsIn }: Roles): Role[] => (standsIn === undefined ? [answers] : [answers, standsIn]);

/** Whether a customer, who knows a backup, has none any more: who answers takes that over as well. `team`: after it. */
export const endsBackup = (succession: Extract<Succession, { kind: 'ours' }>, team: Team, roles: Roles): boolean =>
  roles.standsIn !== undefined &&
  succession.roles.includes(roles.standsIn) &&
  succession.to === team[roles.answers] &&
  lacksBackup(team, roles);

/** Those of `passing` that a customer is told of. */
export const announcedRoles = (passing: readonly Role[], team: Team, roles: Roles): Role[] =>
  passing.filter((role) => roles.announced.includes(role) && !(role === roles.standsIn && lacksBackup(team, roles)));
