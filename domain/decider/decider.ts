// The shape of everything long-lived: a functional decider, pure, ignorant of clocks and servers.

import type { Instant } from '../time/time';
import type { Ruled } from './rules';
import type { Shape } from './shape';

export { DomainError } from '../domain-error';

/** What came of an effect: its answer (a ticket's number), or the stable code of why it will never be. */
export type Outcome = { readonly ok: true; readonly value?: string } | { readonly ok: false; readonly code: string };

/** Something to be done outside. Effects of one lane happen one after the other; lanes don't wait for each other. */
export interface Effect {
  readonly lane: string;
  readonly type: string;
  /** Takes minutes: whoever does it is looked after by its heartbeats, and it is begun again where they stop. */
  readonly isLong?: true;
}

/** Something that happened. `by` is a person's id, absent where time itself or the system acted. */
export interface EventBase {
  readonly type: string;
  readonly at: Instant;
  readonly by?: string;
}

/** A long-lived thing that decides for itself. `Terms` are the compiled rules that it lives by. */
export interface Decider<State extends Ruled, Commands extends object, Event extends EventBase, Fx extends Effect, Terms> {
  /** The newest version of the rules in this code; a state keeps its own and is raised only between chapters. */
  readonly rules: number;
  readonly initial: State;
  /** What each command looks like; looked at before `decide`, which may rely on it. */
  readonly shapes: { readonly [Name in keyof Commands]: Shape<Commands[Name]> };
  /** One entry a command: what it causes, or a refusal thrown as `DomainError`. */
  readonly decide: {
    readonly [Name in keyof Commands]: (state: State, args: Commands[Name], now: Instant, terms: Terms) => readonly Event[];
  };
  /** Total: never throws, never asks the time, so that a state can always be folded again from its events. */
  readonly evolve: (state: State, event: Event) => State;
  /** What raises a state to this code's rules, and to zone rules of the version `zoneRules` where that is given: what they move is dated again. */
  readonly raise: (state: State, now: Instant, terms: Terms, zoneRules?: string) => readonly Event[];
  /** When time itself next has something to say; `undefined` while only people can move things. */
  readonly due: (state: State) => Instant | undefined;
  /** What time says once `due` has come. Afterwards `due` lies in the future. */
  readonly tick: (state: State, now: Instant, terms: Terms) => readonly Event[];
  /** What must happen outside because of an event; `state` is the state after it. */
  readonly react: (state: State, event: Event) => readonly Fx[];
  /** What the outcome of an effect means here. */
  readonly settle: (state: State, effect: Fx, outcome: Outcome, now: Instant) => readonly Event[];
  /** What an operator's cancel from outside leaves on record. Of what must happen then, only commands to other entities (`send`) still do. */
  readonly cancel: (state: State, now: Instant) => readonly Event[];
  readonly isOver: (state: State) => boolean;
  /** A good place to start a new history from, such as the end of a stage. */
  readonly isChapterEnd: (event: Event) => boolean;
  /** Search attributes: codes only, by attribute name. */
  readonly attributes: (state: State) => Readonly<Record<string, string>>;
  /** A few lines of Markdown for an engineer in Temporal's UI: codes only. */
  readonly details: (state: State) => string;
}

/**
 * The same `evolve`, which works an event out once where it follows the same state: a decision evolves its draft, and its host the very
 * same events again.
 */
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

/** Folds events into a state. */
export const fold = <State, Event>(evolve: (state: State, event: Event) => State, state: State, events: readonly Event[]): State =>
  events.reduce(evolve, state);
