// What an action on an account, case or handover needs.
import type { Connection } from './connection';
import type { Fields } from './input';
import type { Statement } from './statement';

export interface Act {
  readonly connection: Connection;
  /** Id of the account, case or handover. */
  readonly id: string;
  readonly fields: Fields;
  readonly who: Statement;
  /** The idempotency key: a repeat is the same command. */
  readonly key: string | undefined;
}
