// Problems of our people, their absences, and customers' contacts.

export interface PeopleProblems {
  'person-exists': { readonly handle: string };
  'unknown-absence': { readonly which: string };
  /** Times are ISO 8601 UTC. */
  'away-already': { readonly person: string; readonly from: string; readonly until: string; readonly absence: string };
  'ring-of-substitutes': { readonly people: readonly string[] };
  'contact-exists': { readonly account: string; readonly contact: string; readonly hasLeft: boolean };
  'no-digest': undefined;
}
