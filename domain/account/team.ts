// Our people at an account as its customer knows them.
import type { Role, Succession, Team } from './types';

/** Roles whose holders customers know; the others change without their hearing of it. */
const KNOWN: readonly Role[] = ['account-manager', 'backup', 'technical', 'executive-sponsor'];

/** A team in which nobody is their own backup: who is account manager and backup is announced as account manager only. */
export function announcedTeam({ backup, ...team }: Team): Team {
  return backup === undefined || backup === team['account-manager'] ? team : { ...team, backup };
}

/** Whether the account manager is their own backup: somebody else is wanted. */
export const lacksBackup = ({ backup, ...team }: Team): boolean => backup !== undefined && backup === team['account-manager'];

/** Whether a customer, who knows a backup, has none any more: the account manager takes that over as well. `team`: after it. */
export const endsBackup = (succession: Extract<Succession, { kind: 'ours' }>, team: Team): boolean =>
  succession.roles.includes('backup') && succession.to === team['account-manager'] && lacksBackup(team);

/** Those of `roles` that a customer is told of. */
export const announcedRoles = (roles: readonly Role[], team: Team): Role[] =>
  roles.filter((role) => KNOWN.includes(role) && !(role === 'backup' && lacksBackup(team)));
