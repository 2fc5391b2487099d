// The pending effects of an entity, worked out from its journal: for an entity whose workflow is gone.

import { effectKey, effectParts } from '../ids';
import type { Instant } from '../time/time';
import type { Decider, Effect, EventBase, Outcome } from './decider';

export interface Pending<Fx> {
  /** `entity/sequence/index`. */
  readonly key: string;
  readonly effect: Fx;
}

type Deciding<State extends { readonly rules: number }, Event extends EventBase, Fx extends Effect> = Pick<
  Decider<State, object, Event, Fx, unknown>,
  'evolve' | 'initial' | 'react' | 'settle'
>;

/** The recorded outcome of an effect, and its time. */
export interface Recorded {
  readonly outcome: Outcome;
  readonly at: Instant;
}

/**
 * Folds `events`, the whole journal of `entity`, and finds the effects that are not finished, in order. `recorded`: outcomes by effect key. A lane
 * runs in order, so everything before its last outcome is finished. That last outcome is settled again where the journal lacks its events.
 */
export function unfinishedOf<State extends { readonly rules: number }, Event extends EventBase, Fx extends Effect>(
  decider: Deciding<State, Event, Fx>,
  entity: string,
  events: readonly Event[],
  recorded: ReadonlyMap<string, Recorded>,
): { readonly state: State; readonly pending: readonly Pending<Fx>[] } {
  let state = decider.initial;
  const lanes = new Map<string, (Pending<Fx> & { readonly sequence: number })[]>();
  for (const [before, event] of events.entries()) {
    state = decider.evolve(state, event);
    const sequence = before + 1;
    for (const [index, effect] of decider.react(state, event).entries()) {
      const lane = lanes.get(effect.lane) ?? [];
      lane.push({ key: effectKey(entity, sequence, index), effect, sequence });
      lanes.set(effect.lane, lane);
    }
  }
  const end = state;
  const meanings: string[] = [];
  const isInJournal = (event: Event, after: number): boolean => {
    const meaning = meaningOf(event);
    return events.some((there, before) => before >= after && (meanings[before] ??= meaningOf(there)) === meaning);
  };
  const isHeard = ({ key, effect, sequence }: Pending<Fx> & { readonly sequence: number }): boolean => {
    const came = recorded.get(key);
    return came !== undefined && decider.settle(end, effect, came.outcome, came.at).every((event) => isInJournal(event, sequence));
  };
  const pending = Array.from(lanes.values()).flatMap((lane) => {
    const last = lane.findLastIndex(({ key }) => recorded.has(key));
    const heard = lane[last];
    return lane.slice(heard !== undefined && !isHeard(heard) ? last : last + 1);
  });
  const inOrder = pending.sort((one, other) => one.sequence - other.sequence || indexOf(one) - indexOf(other));
  return { state: end, pending: inOrder.map(({ key, effect }) => ({ key, effect })) };
}

const indexOf = ({ key }: { readonly key: string }): number => effectParts(key)?.index ?? 0;

/** An event without its time, as text that does not depend on the order of fields. */
const meaningOf = ({ at: _, ...event }: EventBase): string => canonical(event);

const canonical = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? `{${Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, part]) => `${name}:${canonical(part)}`)
        .join()}}`
    : Array.isArray(value)
      ? `[${value.map(canonical).join()}]`
      : (JSON.stringify(value) ?? '');
