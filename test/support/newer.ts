// A decider of a later release, with rules one version newer.
import type { Decider, Effect, EventBase } from '../../domain/decider/decider';
import { raisingTo } from '../../domain/decider/raising';
import type { Ruled, RulesRaised } from '../../domain/decider/rules';

export const newer = <State extends Ruled, Commands extends object, Event extends EventBase, Fx extends Effect, Terms>(
  decider: Decider<State, Commands, Event | (RulesRaised & EventBase), Fx, Terms>,
) => {
  const rules = decider.rules + 1;
  return { ...decider, rules, raise: raisingTo<State, Event | (RulesRaised & EventBase), Terms>(rules, decider.evolve) };
};
