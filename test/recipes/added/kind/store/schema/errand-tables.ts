// The table of errands, as queries see it.
import type { JSONColumnType, Selectable } from 'kysely';
import type { ErrandState, ErrandStatus } from '../../domain/errand/types';
import type { Instant } from '../../domain/time/time';

/** Read model of an errand, folded from the journal. */
interface ErrandTable {
  id: string;
  sequence: number;
  status: ErrandStatus | null;
  next: Instant | null;
  /** The whole folded state. */
  state: JSONColumnType<ErrandState>;
}

export interface ErrandTables {
  errand: ErrandTable;
}

export type ErrandRow = Selectable<ErrandTable>;
