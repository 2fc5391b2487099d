// An account's events while they are being decided.
import { Draft } from '../decider/draft';
import type { Instant } from '../time/time';
import { evolve } from './evolve';
import type { AccountEvent, AccountState } from './types';

export class AccountDraft extends Draft<AccountState, AccountEvent> {
  constructor(state: AccountState, at?: Instant) {
    super(evolve, state, at);
  }
}
