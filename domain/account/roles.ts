// The roles of a playbook. The code knows their kinds, never their names.

/** A role: a code of the playbook's. */
export type Role = string;

/** Who has which role; people by their ids. */
export type TeamOf<Person> = Readonly<Record<Role, Person>>;

/**
 * answers-for-the-account: exactly one, always filled; stands-in: replaces who answers; takes-cases: works on customers' reports; oversees: is told
 * what nobody else settles; supports: any other role.
 */
export const ROLE_KINDS = ['answers-for-the-account', 'stands-in', 'takes-cases', 'oversees', 'supports'] as const;
export type RoleKind = (typeof ROLE_KINDS)[number];

/** A playbook's roles by kind. */
export interface Roles {
  /** All roles, in the order of display. */
  readonly all: readonly Role[];
  readonly answers: Role;
  readonly standsIn?: Role;
  readonly takesCases: readonly Role[];
  readonly oversees?: Role;
  /** Roles whose holders the customer is told of. */
  readonly announced: readonly Role[];
}

/** The roles of an entity that has not started. */
export const NO_ROLES: Roles = { all: [], answers: '', takesCases: [], announced: [] };

const known = (...roles: readonly (Role | undefined)[]): Role[] => roles.filter((role) => role !== undefined);

/** The roles that work of `role` falls to, in this order: itself, then its deputies. */
export const withDeputies = (role: Role, { answers, oversees }: Roles): readonly Role[] => known(role, answers, oversees);

/** The roles that a case falls to until somebody takes it: the first that somebody has. */
export const firstLineOf = ({ takesCases, answers, oversees }: Roles): readonly Role[] => known(...takesCases, answers, oversees);

/** The roles that a customer deals with daily; the one that answers for the account first. */
export const workingTeamOf = ({ answers, standsIn, takesCases }: Roles): readonly Role[] => known(answers, standsIn, ...takesCases);
