// The table of what commands bring along, as queries see it. Not a read model: never rebuilt.
import type { JSONColumnType, Selectable } from 'kysely';
import type { Instant } from '../domain/time';

/** A text: a reason, an outcome, a report. */
export interface StagedNote {
  readonly type: 'note';
  readonly text: string;
  /** Person id. */
  readonly by: string | null;
  /** The deployment's time. */
  readonly at: Instant;
}

export type Staged = StagedNote;

interface StagedTable {
  /** `n-203` for a note. */
  id: string;
  /** Real time: from then on nobody will take it up any more. */
  keepUntil: Instant;
  content: JSONColumnType<Staged>;
}

export interface StagedTables {
  staged: StagedTable;
}

export type StagedRow = Selectable<StagedTable>;
