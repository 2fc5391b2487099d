// How a state is raised to newer rules: the same for every decider.
import { given } from '../given';
import type { Instant } from '../time/time';
import type { EventBase } from './decider';
import { Draft } from './draft';
import type { Ruled, RulesRaised } from './rules';

type Raised = RulesRaised & { readonly at: Instant };

/** The event that raises `state` to `rules` and, where given, to `zoneRules`; none where it has them already. */
export const raising = (state: Ruled, now: Instant, rules: number, zoneRules?: string): readonly Raised[] =>
  state.rules >= rules && (zoneRules === undefined || zoneRules === state.zoneRules)
    ? []
    : [{ type: 'rulesRaised', at: now, rules: Math.max(state.rules, rules), ...given({ zoneRules }) }];

/** A decider's `raise` to `rules`. `redate` dates again what other zone rules move; without it they move nothing. */
export const raisingTo =
  <State extends Ruled, Event extends EventBase, Terms>(
    rules: number,
    evolve: (state: State, event: Event | Raised) => State,
    redate?: (draft: Draft<State, Event | Raised>, terms: Terms, now: Instant) => void,
  ) =>
  (state: State, now: Instant, terms: Terms, zoneRules?: string): readonly (Event | Raised)[] => {
    const draft = new Draft<State, Event | Raised>(evolve, state).add(...raising(state, now, rules, zoneRules));
    if (draft.state.zoneRules !== state.zoneRules) redate?.(draft, terms, now);
    return draft.events;
  };
