// Events while they are being decided, and the state that they lead to.
import { evolve } from './evolve';
import type { AccountEvent, AccountState } from './types';

export class Draft {
  readonly events: AccountEvent[] = [];
  constructor(public state: AccountState) {}

  add(...events: readonly AccountEvent[]): this {
    for (const event of events) {
      this.events.push(event);
      this.state = evolve(this.state, event);
    }
    return this;
  }
}
