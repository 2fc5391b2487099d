// What an action on an account, a case or a handover is carried out with.
import type { Connection } from './connection';
import type { Fields } from './input';
import type { Statement } from './statement';

export interface Act {
  readonly connection: Connection;
  /** Of what the action is about. */
  readonly id: string;
  readonly fields: Fields;
  readonly who: Statement;
  /** The same key again is the same command. */
  readonly key: string | undefined;
}
