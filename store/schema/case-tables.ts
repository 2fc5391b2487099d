// The tables of service cases and of the company's ticketing systems, as queries see them.
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { ServiceTerms } from '../../domain/service-case/terms';
import type { CaseState, CaseStatus, MilestoneState } from '../../domain/service-case/types';
import type { Instant } from '../../domain/time/time';

/** Which id an opening was given. Not a read model: never rebuilt. */
interface CaseOpeningTable {
  /** Idempotency key. */
  key: string;
  /** `C-12`, given by the store. */
  id: Generated<string>;
}

/** Terms of service that cases live by, under their content hash. */
interface ServiceTermsTable {
  id: string;
  playbook: string;
  terms: JSONColumnType<ServiceTerms>;
}

/** Read model of a case, folded from the journal. */
interface ServiceCaseTable {
  /** `C-12`: without the prefix `case/`. */
  id: string;
  sequence: number;
  account: string;
  status: CaseStatus | null;
  level: string;
  severity: string;
  kind: string;
  stage: string | null;
  segment: string | null;
  /** The person who has it: who has taken it, else who is to. */
  owner: string | null;
  reportedAt: Instant;
  resolvedAt: Instant | null;
  closesAt: Instant | null;
  /** When the first of its clocks that still run is used up, or was. */
  nextDue: Instant | null;
  note: string | null;
  ticket: string | null;
  /** The whole folded state. */
  state: JSONColumnType<CaseState>;
}

/** Read model of one clock of a case, folded from the journal. */
interface MilestoneTable {
  /** `C-12:response`. */
  id: string;
  case: string;
  name: string;
  state: MilestoneState;
  account: string;
  level: string;
  severity: string;
  /** The strictest rule's id. */
  rule: string;
  target: string;
  start: Instant;
  /** Null while paused. */
  due: Instant | null;
  metAt: Instant | null;
  /** Milliseconds of its target that were used when it was reached. */
  used: number | null;
}

/** A ticket of ours in a ticketing system. Not a read model: never rebuilt. */
interface TicketLinkTable {
  /** `redmine/17`, or the embedded system's `T-12`. */
  ticket: string;
  system: string;
  /** As the system says it. */
  id: string;
  /** The effect's key under which it was made. */
  key: string;
  url: string | null;
}

/** How far the changes of a ticketing system have been read. Not a read model: never rebuilt. Its instants are real time. */
interface TicketSyncTable {
  system: string;
  cursor: string | null;
  checkedAt: Instant;
  /** What is wrong with it; null: all is well. */
  code: string | null;
  /** Since when it has been so, well or not. */
  since: Instant;
}

/** What a ticketing system told us by itself. Its instants are real time. */
interface TicketInboxTable {
  /** Order of arrival. */
  number: Generated<number>;
  /** The message's. */
  id: string;
  /** As the system says it. */
  ticket: string;
  what: string;
  at: Instant;
}

/** A change to a ticket that could not be carried over when it was read. Not a read model: never rebuilt. Its instants are real time. */
interface TicketAsideTable {
  /** `TN-3`, given by the store. */
  id: Generated<string>;
  /** Order in which they were set aside. */
  number: Generated<number>;
  system: string;
  /** The change's id in its system. */
  item: string;
  /** As the system says it. */
  ticket: string;
  what: string;
  at: Instant;
  /** Whom it is for: `case/C-12`; null where that could not be found out. */
  entity: string | null;
  /**
   * waiting: tried again by itself at `retryAt`; failed: only a person's word has it tried again; behind: an earlier one of its ticket
   * comes first; the others are final.
   */
  state: 'waiting' | 'failed' | 'behind' | 'done' | 'dropped';
  /** Why it could not be carried over. */
  code: string;
  attempts: number;
  retryAt: Instant | null;
  firstAt: Instant;
  updatedAt: Instant;
  /** Who dropped it (a person's id), and a note that says why. */
  by: Generated<string | null>;
  note: Generated<string | null>;
}

export interface CaseTables {
  caseOpening: CaseOpeningTable;
  serviceTerms: ServiceTermsTable;
  serviceCase: ServiceCaseTable;
  milestone: MilestoneTable;
  ticketLink: TicketLinkTable;
  ticketSync: TicketSyncTable;
  ticketInbox: TicketInboxTable;
  ticketAside: TicketAsideTable;
}

export type CaseRow = Selectable<ServiceCaseTable>;
export type MilestoneRow = Selectable<MilestoneTable>;
