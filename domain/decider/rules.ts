// The versions of the rules that a state follows: the code's and the time zones'.
import { given } from '../given';

/** The versions in every state. */
export interface Ruled {
  /** Version of the decider's rules. */
  readonly rules: number;
  /** Version of the zone rules last adopted, such as `2026a`; absent: none yet. */
  readonly zoneRules?: string;
}

export type RulesRaised = { readonly type: 'rulesRaised' } & Ruled;

/** `state` after the event. */
export const raised = <State extends Ruled>(state: State, { rules, zoneRules }: RulesRaised): State => ({
  ...state,
  rules,
  ...given({ zoneRules }),
});
