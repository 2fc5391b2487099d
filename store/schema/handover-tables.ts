// The tables of handovers, for queries.
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { HandoverState, HandoverStatus } from '../../domain/handover/types';
import type { Instant } from '../../domain/time/time';

/** The ids of handovers, by key. Not a read model: never rebuilt. */
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
  /** Our roles that change hands; empty for a contact of the customer's. */
  roles: JSONColumnType<readonly string[]>;
  /** Person id, or contact id. */
  predecessor: string;
  successor: string;
  /** Person id of the stand-in. */
  standIn: string | null;
  /** The offboarding that it is part of. */
  offboarding: string | null;
  openedAt: Instant;
  due: Instant;
  acceptedAt: Instant | null;
  endedAt: Instant | null;
  /** The whole folded state. */
  state: JSONColumnType<HandoverState>;
}

/** A proposed hour for a handover's visit. Not a read model: it is used until the task exists, and deleted later. */
interface VisitHourTable {
  handover: string;
  account: string;
  /** Id of the person who makes the visit. */
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
