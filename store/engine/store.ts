// What everything in this room is handed.
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../schema/tables';

export interface Store {
  readonly db: Kysely<Tables>;
  readonly engine: 'embedded' | 'postgresql';
  /** Waits for what is under way, closes the database and gives the directory free. */
  close(): Promise<void>;
}

/** Inside a transaction, or outside. Inside one, only this may be used: the embedded database has one connection. */
export type Db = Kysely<Tables> | Transaction<Tables>;
