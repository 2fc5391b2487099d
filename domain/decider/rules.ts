// Versions of the rules that a state lives by: of the code's, and of the zones'.
import type { Instant } from '../time/time';

/** What every state knows of the rules that it lives by. */
export interface Ruled {
  /** Version of its decider's rules. */
  readonly rules: number;
  /** Version of the zone rules that it adopted last, such as `2026a`; absent while it has adopted none. */
  readonly zoneRules?: string;
}

export type RulesRaised = { readonly type: 'rulesRaised' } & Ruled;

/** The event that raises `state` to `rules`, and to `zoneRules` where they are given; none where it lives by them already. */
export const raising = (
  state: Ruled,
  now: Instant,
  rules: number,
  zoneRules?: string,
): readonly (RulesRaised & { readonly at: Instant })[] =>
  state.rules >= rules && (zoneRules === undefined || zoneRules === state.zoneRules)
    ? []
    : [{ type: 'rulesRaised', at: now, rules: Math.max(state.rules, rules), ...(zoneRules === undefined ? {} : { zoneRules }) }];

/** `state` once it is raised. */
export const raised = <State extends Ruled>(state: State, { rules, zoneRules }: RulesRaised): State => ({
  ...state,
  rules,
  ...(zoneRules === undefined ? {} : { zoneRules }),
});
