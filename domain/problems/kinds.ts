// What every kind of long-lived thing has a sentence for: that there is none of an id, and that one has ended.

interface OfOne {
  readonly id: string;
}

export interface KindProblems {
  'unknown-account': OfOne;
  'unknown-campaign': OfOne;
  'unknown-case': OfOne;
  'unknown-handover': OfOne;
  /** By id; or by handle: `meant` is the one that is most like it, else `known` are all of them. */
  'unknown-person': OfOne | { readonly handle: string; readonly meant?: string; readonly known?: readonly string[] };
  'account-ended': OfOne;
  'campaign-ended': OfOne;
  'case-ended': OfOne;
  /** Without parameters: said by the handover itself. */
  'handover-done': undefined | OfOne;
  'handover-withdrawn': undefined | OfOne;
  'person-left': undefined | OfOne;
}

export type UnknownCode = Extract<keyof KindProblems, `unknown-${string}`>;
export type EndedCode = Exclude<keyof KindProblems, UnknownCode>;
