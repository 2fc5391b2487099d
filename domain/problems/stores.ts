// Problems of the store and its database.

export interface StoreProblems {
  'store-locked': { readonly path: string; readonly pid: number };
  /** `engine`: which setting names another one. */
  'store-of-older-build': { readonly place: string; readonly engine: 'server' | 'embedded' };
  /** What the database does: lets nobody in, does not answer; or the URL is none. `code`: its own, empty where it has none. */
  'store-unreachable':
    | { readonly why: 'refused'; readonly place: string; readonly code: string }
    | { readonly why: 'silent'; readonly place: string; readonly code: string }
    | { readonly why: 'bad-url' };
  /** SQLSTATE, and the constraint or the words of a statement that is wrong: no values. */
  'store-failed': { readonly codes: readonly string[]; readonly details?: string };
}
