// A decider of a later release, with rules one version newer.
import type { Decider, Effect, EventBase } from '../../domain/decider/decider';
import { type Ruled, type RulesRaised, raising } from '../../domain/decider/rules';

export const newer = <State extends Ruled, Commands extends object, Event extends EventBase, Fx extends Effect, Terms>(
  decider: Decider<State, Commands, Event | (RulesRaised & EventBase), Fx, Terms>,
) => ({
  ...decider,
  rules: decider.rules + 1,
  raise: ((state, now, _terms, zoneRules) => raising(state, now, decider.rules + 1, zoneRules)) satisfies typeof decider.raise,
});
