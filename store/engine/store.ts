// The store as every function of this room gets it.
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../schema/tables';

export interface Store {
  readonly db: Kysely<Tables>;
  readonly engine: 'embedded' | 'postgresql';
  /** Waits for running work, closes the database and unlocks the directory. */
  close(): Promise<void>;
}

/** The database, or a transaction in it. Inside a transaction use only the transaction: the embedded database has one connection. */
export type Db = Kysely<Tables> | Transaction<Tables>;
