// Problems of the store and its database.

export interface StoreProblems {
  'store-locked': { readonly path: string; readonly pid: number };
  /** `engine`: the kind of store, which decides the setting to change in the remedy. */
  'store-of-older-build': { readonly place: string; readonly engine: 'server' | 'embedded' };
  /** Why the database is out of reach: it refuses us, it does not answer, or the URL is wrong. `code`: the database's own, or empty. */
  'store-unreachable':
    | { readonly why: 'refused'; readonly place: string; readonly code: string }
    | { readonly why: 'silent'; readonly place: string; readonly code: string }
    | { readonly why: 'bad-url' };
  /** SQLSTATEs, and the constraint or the wrong part of the statement. No values. */
  'store-failed': { readonly codes: readonly string[]; readonly details?: string };
}
