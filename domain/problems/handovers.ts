// Problems of handovers and offboardings.

/** The first few accounts, and how many more there are. */
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
  /** `role`: one role that the handover moves; `roles`: all roles that it moves together. */
  'handover-under-way':
    | { readonly handover: string; readonly role: string }
    | { readonly handover: string; readonly roles: readonly string[] };
  'same-person': undefined;
  /**
   * succeeded: the contact has been succeeded before; holder: the person has none of the roles (`account`: as people name it); successor: the
   * successor has lost a role since.
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
