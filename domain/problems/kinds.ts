// Problems that every kind of long-lived thing has: an id does not exist, or its entity has ended.

interface OfOne {
  readonly id: string;
}

export interface KindProblems {
  'unknown-account': OfOne;
  'unknown-campaign': OfOne;
  'unknown-case': OfOne;
  'unknown-handover': OfOne;
  /** By id; or by handle, with `meant`, the nearest known handle, or `known`, all handles. */
  'unknown-person': OfOne | { readonly handle: string; readonly meant?: string; readonly known?: readonly string[] };
  'account-ended': OfOne;
  'campaign-ended': OfOne;
  'case-ended': OfOne;
  /** Without parameters where the handover itself refuses. */
  'handover-done': undefined | OfOne;
  'handover-withdrawn': undefined | OfOne;
  'person-left': undefined | OfOne;
}

export type UnknownCode = Extract<keyof KindProblems, `unknown-${string}`>;
export type EndedCode = Exclude<keyof KindProblems, UnknownCode>;

type NamedIn<Code> = Code extends `unknown-${infer Kind}` ? Kind : never;
/** What a problem may be about: `account`, `case`, … */
export type EntityKind = NamedIn<UnknownCode>;
