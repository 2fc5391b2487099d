// Problems of handovers and offboardings.

/** The first of many accounts, and how many more there are. */
interface Some {
  readonly accounts: readonly string[];
  readonly more: number;
}

export interface HandoverProblems {
  'handover-refused': undefined;
  'already-accepted': undefined;
  'nothing-to-accept': undefined;
  'no-such-step': { readonly step: string; readonly known: readonly string[] };
  'step-done': { readonly step: string };
  'handover-there': { readonly handover: string };
  /** One role that it reassigns, or all of those that it reassigns together. */
  'handover-under-way':
    | { readonly handover: string; readonly role: string }
    | { readonly handover: string; readonly roles: readonly string[] };
  'same-person': undefined;
  /**
   * Whose it is not: a contact who has been succeeded already; who holds none of the roles (`account`: as people ask for it);
   * a successor who is not there any more.
   */
  'not-theirs':
    | { readonly who: 'succeeded'; readonly from: string; readonly account?: string; readonly name?: string }
    | { readonly who: 'holder'; readonly from: string; readonly role?: string }
    | { readonly who: 'asked'; readonly from: string; readonly roles: readonly string[]; readonly account: string }
    | { readonly who: 'successor'; readonly to: string; readonly role: string };
  'unknown-offboarding': { readonly offboarding: string };
  'offboarding-under-way': { readonly person: string; readonly offboarding: string };
  'offboarding-ended': { readonly offboarding: string };
  'successor-left': { readonly successor: string } | (Some & { readonly successors: readonly string[]; readonly offboarding: string });
  'no-successor-of-it': { readonly offboarding: string; readonly person: string; readonly successors: readonly string[] };
  'no-successor': Some;
}
