// Events while they are being decided, and the state that they lead to.
import type { Instant } from '../time';
import { evolve } from './evolve';
import type { AccountEvent, AccountState } from './types';

export class Draft {
  readonly events: AccountEvent[] = [];
  /** `at`: when all of it happens, whatever the single events say. */
  constructor(
    public state: AccountState,
    private readonly at?: Instant,
  ) {}

  add(...events: readonly AccountEvent[]): this {
    for (const given of events) {
      const event = this.at === undefined || this.at === given.at ? given : { ...given, at: this.at };
      this.state = evolve(this.state, event);
      this.events.push(event);
    }
    return this;
  }
}
