// A decider: the pure form of every long-lived thing. It knows neither clock nor server.

import type { Instant } from '../time/time';
import type { Ruled } from './rules';
import type { Shape } from './shape';

export { DomainError } from '../domain-error';

/** The outcome of an effect: its answer, such as a ticket's number, or the stable code of why it failed for good. */
export type Outcome = { readonly ok: true; readonly value?: string } | { readonly ok: false; readonly code: string };

/** The answer of an activity that journals events and attempts an effect once: the outcome is absent where another attempt makes sense. */
export interface FirstAttempt {
  /** Whether the journal took the events. Where it did not, the effect was not attempted. */
  readonly journalled: boolean;
  readonly outcome?: Outcome;
}

/** Something to be done outside. Effects of one lane run in order; lanes run side by side. */
export interface Effect {
  readonly lane: string;
  readonly type: string;
  /** It takes minutes: its activity sends heartbeats, and is started again when they stop. */
  readonly isLong?: true;
}

/** Something that happened. `by` is a person's id; absent where time or the system acted. */
export interface EventBase {
  readonly type: string;
  readonly at: Instant;
  readonly by?: string;
}

/** A long-lived thing that decides for itself. `Terms` are its compiled rules. */
export interface Decider<State extends Ruled, Commands extends object, Event extends EventBase, Fx extends Effect, Terms> {
  /** The newest version of the rules in this code. Each state keeps its own version, which is raised only between chapters. */
  readonly rules: number;
  readonly initial: State;
  /** The shape of each command's arguments, checked before `decide`. */
  readonly shapes: { readonly [Name in keyof Commands]: Shape<Commands[Name]> };
  /** One function a command: its events, or a refusal thrown as `DomainError`. */
  readonly decide: {
    readonly [Name in keyof Commands]: (state: State, args: Commands[Name], now: Instant, terms: Terms) => readonly Event[];
  };
  /** The state after an event. It never throws and never asks the time, so that a state can always be folded again. */
  readonly evolve: (state: State, event: Event) => State;
  /** The events that raise a state to this code's rules and, where given, to the zone rules `zoneRules`, with the dates that these change. */
  readonly raise: (state: State, now: Instant, terms: Terms, zoneRules?: string) => readonly Event[];
  /** The instant at which time next changes something; `undefined` while only people can. */
  readonly due: (state: State) => Instant | undefined;
  /** The events of time once `due` has come. Afterwards `due` lies in the future. */
  readonly tick: (state: State, now: Instant, terms: Terms) => readonly Event[];
  /** The effects of an event; `state` is the state after it. */
  readonly react: (state: State, event: Event) => readonly Fx[];
  /** The events of an effect's outcome. */
  readonly settle: (state: State, effect: Fx, outcome: Outcome, now: Instant) => readonly Event[];
  /** The events of a cancel by an operator. Of their effects only commands to other entities (`send`) are carried out. */
  readonly cancel: (state: State, now: Instant) => readonly Event[];
  readonly isOver: (state: State) => boolean;
  /** Whether a new history may start after this event, such as the end of a stage. */
  readonly isChapterEnd: (event: Event) => boolean;
  /** Search attributes: codes only, by attribute name. */
  readonly attributes: (state: State) => Readonly<Record<string, string>>;
  /** A few lines of Markdown for an engineer in Temporal's UI: codes only. */
  readonly details: (state: State) => string;
}

/** Remembers the last result of `evolve`: a decision evolves its draft, and the host evolves the same events from the same state once more. */
export const onceEach = <State extends object, Event extends object>(
  evolve: (state: State, event: Event) => State,
): ((state: State, event: Event) => State) => {
  const known = new WeakMap<Event, { readonly before: State; readonly after: State }>();
  return (state, event) => {
    const there = known.get(event);
    if (there?.before === state) return there.after;
    const after = evolve(state, event);
    known.set(event, { before: state, after });
    return after;
  };
};

/** The last arm of every `evolve`: an event type of a later release, which an older reader ignores. */
export const unknownEvent = <State>(state: State, _event: never): State => state;

/** Folds events into a state. */
export const fold = <State, Event>(evolve: (state: State, event: Event) => State, state: State, events: readonly Event[]): State =>
  events.reduce(evolve, state);
