// What the operator's hands need: leases, and entities in trouble. Instants are real time.
import type { ColumnType, Generated } from 'kysely';
import type { Instant } from '../../domain/time/time';

/** Who does a work of which there is one at a time. */
interface LeaseTable {
  name: string;
  /** Empty where it was given back. */
  holder: string;
  until: Instant;
  /** What the last holder left for the next. */
  mark: Generated<Instant | null>;
}

/** Something that stands against an entity; one row for each kind of trouble. */
interface TroubleTable {
  entity: string;
  /** ended: its workflow does not run any more; journal: what it writes is refused, as after a reset; stuck: its workflow tasks fail. */
  why: 'ended' | 'journal' | 'stuck';
  code: string;
  /** The workflow's run. */
  run: string;
  since: Instant;
  /** When it was seen last. */
  seenAt: Instant;
  /** Whether those that count on the entity know of its end. */
  notified: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface OperatorTables {
  lease: LeaseTable;
  trouble: TroubleTable;
}
