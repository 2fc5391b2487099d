// The tables for operation: leases, and entities in trouble. Instants are real time.
import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../domain/time/time';

/** The holder of a job that only one process may do at a time. */
interface LeaseTable {
  name: string;
  /** Empty after it was given back. */
  holder: string;
  until: Instant;
  /** What the last holder passed to the next. */
  mark: Generated<Instant | null>;
}

/** A trouble of an entity; at most one row for each kind of trouble. */
interface TroubleTable {
  entity: string;
  /** ended: its workflow has ended outside; journal: the journal refuses its events, for example after a reset; stuck: its workflow tasks fail. */
  why: 'ended' | 'journal' | 'stuck';
  code: string;
  /** The workflow run. */
  run: string;
  since: Instant;
  /** When it was last seen. */
  seenAt: Instant;
  /** Whether the entities that depend on it have been notified of its end. */
  notified: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface OperatorTables {
  lease: LeaseTable;
  trouble: TroubleTable;
}
