// The tables of service cases and of ticketing systems, for queries.
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { ServiceTerms } from '../../domain/service-case/terms';
import type { CaseState, CaseStatus, MilestoneState } from '../../domain/service-case/types';
import type { Instant } from '../../domain/time/time';

/** The ids of cases, by key. Not a read model: never rebuilt. */
interface CaseOpeningTable {
  /** Idempotency key. */
  key: string;
  /** `C-12`, given by the store. */
  id: Generated<string>;
}

/** Terms of service, by content hash. */
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
  /** The person who has it: who took it, else whoever the first line names. */
  owner: string | null;
  reportedAt: Instant;
  resolvedAt: Instant | null;
  closesAt: Instant | null;
  /** When the first of its running clocks is due, or was. */
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
  /** Id of the strictest rule. */
  rule: string;
  target: string;
  start: Instant;
  /** Null while paused. */
  due: Instant | null;
  metAt: Instant | null;
  /** Milliseconds of its target used when it was met. */
  used: number | null;
}

/** A ticket of ours in a ticketing system. Not a read model: never rebuilt. */
interface TicketLinkTable {
  /** `redmine/17`, or the embedded system's `T-12`. */
  ticket: string;
  system: string;
  /** The id in its system. */
  id: string;
  /** The key of the effect that made it. */
  key: string;
  url: string | null;
}

/** How far a ticketing system's changes have been read. Not a read model: never rebuilt. Instants are real time. */
interface TicketSyncTable {
  system: string;
  cursor: string | null;
  checkedAt: Instant;
  /** The error code of the last reading; null: it worked. */
  code: string | null;
  /** Since when `code` has been the same. */
  since: Instant;
}

/** Messages from ticketing systems that send their changes. Instants are real time. */
interface TicketInboxTable {
  /** Order of arrival. */
  number: Generated<number>;
  /** Id of the message. */
  id: string;
  /** The ticket's id in its system. */
  ticket: string;
  what: string;
  at: Instant;
}

/** A ticket's change that could not be applied when it was read. Not a read model: never rebuilt. Instants are real time. */
interface TicketAsideTable {
  /** `TN-3`, given by the store. */
  id: Generated<string>;
  /** Order of setting aside. */
  number: Generated<number>;
  system: string;
  /** The change's id in its system. */
  item: string;
  /** The ticket's id in its system. */
  ticket: string;
  what: string;
  at: Instant;
  /** The entity that it is for: `case/C-12`; null where it is not known. */
  entity: string | null;
  /**
   * waiting: retried at `retryAt`; failed: retried only when a person asks; behind: an earlier change of its ticket is open; done and dropped are
   * final.
   */
  state: 'waiting' | 'failed' | 'behind' | 'done' | 'dropped';
  /** Why it could not be applied. */
  code: string;
  attempts: number;
  retryAt: Instant | null;
  firstAt: Instant;
  updatedAt: Instant;
  /** The person who dropped it (id), and the note with the reason. */
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
