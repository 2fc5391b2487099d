// The versions of the rules that a state follows: the code's and the time zones'.
import type { Instant } from '../time/time';

/** The versions in every state. */
export interface Ruled {
  /** Version of the decider's rules. */
  readonly rules: number;
  /** Version of the zone rules last adopted, such as `2026a`; absent: none yet. */
  readonly zoneRules?: string;
}

export type RulesRaised = { readonly type: 'rulesRaised' } & Ruled;

/** The event that raises `state` to `rules` and, where given, to `zoneRules`; none where it has them already. */
export const raising = (
  state: Ruled,
  now: Instant,
  rules: number,
  zoneRules?: string,
): readonly (RulesRaised & { readonly at: Instant })[] =>
  state.rules >= rules && (zoneRules === undefined || zoneRules === state.zoneRules)
    ? []
    : [{ type: 'rulesRaised', at: now, rules: Math.max(state.rules, rules), ...(zoneRules === undefined ? {} : { zoneRules }) }];

/** `state` after the event. */
export const raised = <State extends Ruled>(state: State, { rules, zoneRules }: RulesRaised): State => ({
  ...state,
  rules,
  ...(zoneRules === undefined ? {} : { zoneRules }),
});
