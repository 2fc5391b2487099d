// What the roles of a playbook are to the code, which knows kinds and not names.

/** A code of the playbook's. */
export type Role = string;

/** Who has which role; people by their ids. */
export type TeamOf<Person> = Readonly<Record<Role, Person>>;

/**
 * answers-for-the-account: an account cannot be without; stands-in: for whoever answers; takes-cases: works on what customers report;
 * oversees: hears of what nobody else settles; supports: whatever else the playbook names it for.
 */
export const ROLE_KINDS = ['answers-for-the-account', 'stands-in', 'takes-cases', 'oversees', 'supports'] as const;
export type RoleKind = (typeof ROLE_KINDS)[number];

/** The roles of a playbook by their kinds. */
export interface Roles {
  /** All of them, in the order in which they are shown. */
  readonly all: readonly Role[];
  readonly answers: Role;
  readonly standsIn?: Role;
  readonly takesCases: readonly Role[];
  readonly oversees?: Role;
  /** Customers know who has these; others change without their hearing of it. */
  readonly announced: readonly Role[];
}

/** Of an entity that is not started. */
export const NO_ROLES: Roles = { all: [], answers: '', takesCases: [], announced: [] };

const known = (...roles: readonly (Role | undefined)[]): Role[] => roles.filter((role) => role !== undefined);

/** Whose work a role's is while nobody has it, in this order. */
export const withDeputies = (role: Role, { answers, oversees }: Roles): readonly Role[] => known(role, answers, oversees);

/** Who works on a case that nobody has taken: the first of these that somebody has. */
export const firstLineOf = ({ takesCases, answers, oversees }: Roles): readonly Role[] => known(...takesCases, answers, oversees);

/** Whom a customer deals with from day to day, whoever answers for the account first. */
export const workingTeamOf = ({ answers, standsIn, takesCases }: Roles): readonly Role[] => known(answers, standsIn, ...takesCases);
