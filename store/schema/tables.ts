// The store's tables, for queries. Instants are epoch milliseconds, dates `YYYY-MM-DD`, an absent value is null.
import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely';
import type { Escalation } from '../../domain/account/ladder';
import type { Terms } from '../../domain/account/terms';
import type { AccountState, Team } from '../../domain/account/types';
import type { Effect, Outcome } from '../../domain/decider/decider';
import type { PersonState } from '../../domain/person/types';
import type { Reason } from '../../domain/time/reason';
import type { Instant, PlainDate } from '../../domain/time/time';
import type { CampaignTables } from './campaign-tables';
import type { CaseTables } from './case-tables';
import type { HandoverTables } from './handover-tables';
import type { OffboardingTables } from './offboarding-tables';
import type { OperatorTables } from './operator-tables';
import type { StagedTables } from './staged-tables';

/** A nullable column that may be left out when a row is written. */
type Optional<T> = Generated<T | null>;

/** One of our people. */
interface PersonTable {
  /** `p-4`, given by the store. */
  id: Generated<string>;
  /** The name in commands and files: `li.wei`. Unique. */
  handle: string;
  name: string;
  email: string;
  language: 'en' | 'zh-CN';
  /** IANA zone. */
  zone: string;
  /** Calendar id in the playbook. */
  calendar: Optional<string>;
  /** The manager's person id. */
  manager: Optional<string>;
  /** When they left or began to leave: from then on they get no new work. */
  leftAt: Optional<Instant>;
}

/** Read model of a person's digests, folded from the journal. */
interface PersonLifeTable {
  /** `p-4`: without the prefix `person/`. */
  id: string;
  sequence: number;
  status: 'active' | 'left' | null;
  /** When the next digest is due, and when the last one was. */
  next: Instant | null;
  last: Instant | null;
  /** The whole folded state. */
  state: JSONColumnType<PersonState>;
}

/** A contact: one of the customers' people. */
interface ContactTable {
  /** `c-17`, given by the store. */
  id: Generated<string>;
  account: string;
  name: string;
  email: Optional<string>;
  phone: Optional<string>;
  /** A code of the playbook's. */
  level: string;
  role: Optional<string>;
  language: 'en' | 'zh-CN';
  primary: boolean;
  /** When they were succeeded. */
  leftAt: Optional<Instant>;
}

/** An absence in [from, until). */
interface AbsenceTable {
  /** `ab-3`, given by the store. */
  id: Generated<string>;
  person: string;
  from: Instant;
  until: Instant;
  substitute: string;
}

/** The keys that sign links in mails. The newest one signs. */
interface LinkKeyTable {
  number: Generated<number>;
  secret: string;
  at: Instant;
}

/** A link that has been used. */
interface LinkUseTable {
  id: string;
  at: Instant;
}

/** An account's name: histories know only its id. */
interface ProfileTable {
  account: string;
  name: string;
  /** Calendar id in the playbook. */
  calendar: Optional<string>;
}

interface ContractTable {
  account: string;
  /** Decimal, as text: a float would lose cents. */
  annualFee: Optional<string>;
  currency: Optional<string>;
  signedOn: Optional<PlainDate>;
  promisedDeliveryOn: Optional<PlainDate>;
  endsOn: Optional<PlainDate>;
}

/** A free text; histories hold its id, `n-203`. */
interface NoteTable {
  id: Generated<string>;
  text: string;
  by: Optional<string>;
  at: Instant;
}

interface PlaybookTable {
  /** Content hash. */
  hash: string;
  /** Order of publication. */
  position: Generated<number>;
  source: string;
  /** The parsed playbook, texts included. */
  parsed: JSONColumnType<object>;
  publishedAt: Instant;
}

interface TermsTable {
  id: string;
  playbook: string;
  terms: JSONColumnType<Terms>;
}

interface DeploymentTable {
  /** Always 1: a store has one deployment. */
  id: number;
  real: Instant;
  deployment: Instant;
  speed: number;
}

/** The zone rules in force from `at` on. */
interface ZoneRulesTable {
  /** 1 at the first start; the highest is in force. */
  number: number;
  version: string;
  at: Instant;
}

/** An id of an entity, used once. `sequence`: the number of its last journalled event. */
interface EntityTable {
  id: string;
  kind: string;
  state: 'starting' | 'live';
  sequence: Generated<number>;
  /** For an account: hash of its start, id of the starting command, and when it was claimed, in real time. */
  opening: Optional<string>;
  command: Optional<string>;
  claimedAt: Optional<Instant>;
}

interface JournalTable {
  entity: string;
  sequence: number;
  at: Instant;
  type: string;
  by: Optional<string>;
  note: Optional<string>;
  /** The event's fields that have no column. */
  data: JSONColumnType<Record<string, unknown>>;
}

/** Read model of an account, folded from the journal. */
interface AccountTable {
  /** The id without the prefix `account/`. */
  id: string;
  sequence: number;
  status: string | null;
  stage: string | null;
  stageSince: PlainDate | null;
  signedOn: PlainDate | null;
  zone: string;
  level: string;
  segment: string | null;
  /** When the first planned or open task is due. */
  nextDue: Instant | null;
  /** The number of open tasks, without planned ones. */
  openTasks: number;
  team: JSONColumnType<Team>;
  /** The whole folded state. */
  state: JSONColumnType<AccountState>;
}

/** Read model of a task, folded from the journal. Closed ones stay. */
interface TaskTable {
  /** `account:touchpoint:nominal`. */
  id: string;
  account: string;
  touchpoint: string;
  nominal: PlainDate;
  due: Instant;
  remindAt: JSONColumnType<readonly Instant[]>;
  /** The person who owns it, or owned it when it was closed. */
  owner: string | null;
  /** Who attends to it: the owner, or the stand-in until a successor has accepted. Absences are not included. */
  attendant: string | null;
  role: string;
  state: 'planned' | 'open' | 'done' | 'skipped' | 'cancelled';
  snoozedUntil: Instant | null;
  stage: string;
  provisional: boolean;
  because: JSONColumnType<readonly Reason[]>;
  ticket: string | null;
  closedAt: Instant | null;
  /** Minutes of a meeting ahead; 0: its hour is not set; null: no meeting, or a closed task. */
  meeting: number | null;
  /** The steps of the ladder, past and to come, with the people who are notified. */
  escalations: ColumnType<readonly Escalation[], string | undefined, string>;
}

/** The record of an effect. Not a read model: never rebuilt. Instants are real time. */
interface DeliveryTable {
  /** `entity/sequence/index`. */
  key: string;
  entity: string;
  type: string;
  lane: string;
  effect: JSONColumnType<Effect>;
  /** sending: an attempt holds the lease; waiting: the last attempt failed; the others are final. */
  state: 'sending' | 'waiting' | 'done' | 'failed' | 'given-up';
  attempts: number;
  /** The number of attempts whose lease ran out. Each of them may have delivered. */
  interrupted: Generated<number>;
  leaseUntil: Instant | null;
  /** Why the last attempt failed. */
  code: Optional<string>;
  outcome: Generated<Outcome | null>;
  /** Who gave it up: a person id. */
  by: Optional<string>;
  firstAt: Instant;
  updatedAt: Instant;
}

/** A mail as sent. */
interface MailTable {
  /** `m-9`, given by the store. */
  id: Generated<string>;
  /** The effect's key; for a mail to a contact, followed by the contact's id. */
  key: string;
  messageId: string;
  inReplyTo: Optional<string>;
  account: Optional<string>;
  /** The person it went to; null for a mail to a contact. */
  person: Optional<string>;
  contact: Optional<string>;
  toAddress: string;
  subject: string;
  text: string;
  html: Optional<string>;
  /** Its iCalendar part. */
  calendar: Optional<string>;
  /** The reminders that it covers. */
  reminders: JSONColumnType<readonly Reminder[]>;
  state: 'sending' | 'sent' | 'refused';
  sentAt: Optional<Instant>;
}

/** One task in a mail, with the due times of its reminders. */
export interface Reminder {
  readonly task: string;
  readonly remindAt: readonly Instant[];
}

/** A mail that the development mailbox received. */
interface MailboxTable {
  id: Generated<number>;
  messageId: string | null;
  recipients: JSONColumnType<readonly string[]>;
  subject: string;
  receivedAt: Instant;
  raw: string;
}

export interface TicketNote {
  /** The effect's key: one note for each key. */
  readonly key: string;
  readonly text: string;
  readonly at: Instant;
}

/** A ticket of the built-in ticketing system. */
interface TicketTable {
  /** `T-12`, given by the store. */
  id: Generated<string>;
  /** The effect's key: one ticket for each key. */
  key: string;
  account: string;
  /** A task's id, `account:touchpoint:nominal`, or a case's. */
  about: string;
  subject: string;
  text: Optional<string>;
  due: Optional<Instant>;
  state: 'open' | 'taken' | 'waiting' | 'resolved';
  /** Person id. */
  owner: Optional<string>;
  notes: Generated<readonly TicketNote[]>;
  openedAt: Instant;
  resolvedAt: Optional<Instant>;
}

export interface Tables extends CampaignTables, CaseTables, HandoverTables, OffboardingTables, StagedTables, OperatorTables {
  person: PersonTable;
  personLife: PersonLifeTable;
  absence: AbsenceTable;
  linkKey: LinkKeyTable;
  linkUse: LinkUseTable;
  contact: ContactTable;
  profile: ProfileTable;
  contract: ContractTable;
  note: NoteTable;
  playbook: PlaybookTable;
  terms: TermsTable;
  deployment: DeploymentTable;
  zoneRules: ZoneRulesTable;
  entity: EntityTable;
  journal: JournalTable;
  account: AccountTable;
  task: TaskTable;
  delivery: DeliveryTable;
  mail: MailTable;
  mailbox: MailboxTable;
  ticket: TicketTable;
}

export type AccountRow = Selectable<AccountTable>;
export type TaskRow = Selectable<TaskTable>;
export type PersonLifeRow = Selectable<PersonLifeTable>;
