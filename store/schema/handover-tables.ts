// The tables of handovers, as queries see them.
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { HandoverState, HandoverStatus } from '../../domain/handover/types';
import type { Instant } from '../../domain/time/time';

/** Which id an opening was given. Not a read model: never rebuilt. */
interface HandoverOpeningTable {
  /** Idempotency key. */
  key: string;
  /** `H-7`, given by the store. */
  id: Generated<string>;
}

/** Read model of a handover, folded from the journal. */
interface HandoverTable {
  /** `H-7`: without the prefix `handover/`. */
  id: string;
  sequence: number;
  account: string;
  kind: 'ours' | 'theirs';
  status: HandoverStatus | null;
  /** Roles of ours that pass; none where it is their contact. */
  roles: JSONColumnType<readonly string[]>;
  /** Person id, or contact id. */
  predecessor: string;
  successor: string;
  /** Person id of who attends meanwhile. */
  standIn: string | null;
  /** The offboarding that it is a part of. */
  offboarding: string | null;
  openedAt: Instant;
  due: Instant;
  acceptedAt: Instant | null;
  endedAt: Instant | null;
  /** The whole folded state. */
  state: JSONColumnType<HandoverState>;
}

/** An hour that was proposed for the visit of a handover. Not a read model: it counts until the task is known, and is forgotten then. */
interface VisitHourTable {
  handover: string;
  account: string;
  /** Person id of who makes the visit. */
  person: string;
  due: Instant;
  minutes: number;
  /** When it was proposed. */
  at: Instant;
}

export interface HandoverTables {
  visitHour: VisitHourTable;
  handoverOpening: HandoverOpeningTable;
  handover: HandoverTable;
}

export type HandoverRow = Selectable<HandoverTable>;
