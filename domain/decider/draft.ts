// Events under decision, and the state after them.

import type { Instant } from '../time/time';
import type { EventBase } from './decider';

export class Draft<State, Event extends EventBase> {
  readonly events: Event[] = [];
  /** `at`: the time of all events, which replaces their own. */
  constructor(
    private readonly evolve: (state: State, event: Event) => State,
    public state: State,
    private readonly at?: Instant,
  ) {}

  add(...events: readonly Event[]): this {
    for (const given of events) {
      const event = this.at === undefined || this.at === given.at ? given : { ...given, at: this.at };
      this.state = this.evolve(this.state, event);
      this.events.push(event);
    }
    return this;
  }
}
