// The table of what commands bring along, as queries see it. Not a read model: never rebuilt.
import type { JSONColumnType, Selectable } from 'kysely';
import type { Instant, PlainDate } from '../domain/time';

/** A text: a reason, an outcome, a report. */
export interface StagedNote {
  readonly type: 'note';
  readonly text: string;
  /** Person id. */
  readonly by: string | null;
  /** The deployment's time. */
  readonly at: Instant;
}

/** What an account is called from now on, and what its contract says; what is absent stays as it is. */
export interface StagedParticulars {
  readonly type: 'particulars';
  readonly account: string;
  readonly name?: string | undefined;
  /** Calendar id of the playbook. */
  readonly calendar?: string | undefined;
  /** Decimal. */
  readonly annualFee?: string | undefined;
  readonly currency?: string | undefined;
  readonly signedOn?: PlainDate | undefined;
  readonly promisedDeliveryOn?: PlainDate | undefined;
  readonly endsOn?: PlainDate | undefined;
}

export type Staged = StagedNote | StagedParticulars;

interface StagedTable {
  /** `n-203` for a note, otherwise `s-12`. */
  id: string;
  /** Real time: from then on nobody will take it up any more. */
  keepUntil: Instant;
  content: JSONColumnType<Staged>;
}

export interface StagedTables {
  staged: StagedTable;
}

export type StagedRow = Selectable<StagedTable>;
