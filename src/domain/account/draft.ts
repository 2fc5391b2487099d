// Events while they are being decided, and the state that they lead to.
import type { Instant } from '../time';
import { evolve } from './evolve';
import type { AccountEvent, AccountState } from './types';

/** What drafts have folded already: whoever carries a decision out folds the same events once more, upon the same state. */
const folded = new WeakMap<AccountEvent, { readonly before: AccountState; readonly after: AccountState }>();

/** As `evolve`, in no time for what a draft has folded. */
export function evolveDrafted(state: AccountState, event: AccountEvent): AccountState {
  const known = folded.get(event);
  return known?.before === state ? known.after : evolve(state, event);
}

/** `at`: when all of it happens, whatever the single events say. */
export class Draft {
  readonly events: AccountEvent[] = [];
  constructor(
    public state: AccountState,
    private readonly at?: Instant,
  ) {}

  add(...events: readonly AccountEvent[]): this {
    for (const given of events) {
      const event = this.at === undefined || this.at === given.at ? given : { ...given, at: this.at };
      const before = this.state;
      this.state = evolve(before, event);
      this.events.push(event);
      folded.set(event, { before, after: this.state });
    }
    return this;
  }
}
