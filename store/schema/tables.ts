// The store's tables as queries see them. Instants are epoch milliseconds, dates `YYYY-MM-DD`, an absent value is null.
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

/** Absent values of such a column need not be written. */
type Optional<T> = Generated<T | null>;

/** A row of our people. */
interface PersonTable {
  /** `p-4`, given by the store. */
  id: Generated<string>;
  /** What commands and files call the person: `li.wei`. Unique. */
  handle: string;
  name: string;
  email: string;
  language: 'en' | 'zh-CN';
  /** IANA zone. */
  zone: string;
  /** Calendar id of the playbook. */
  calendar: Optional<string>;
  /** The manager's person id. */
  manager: Optional<string>;
  /** When they left us, or began to: from then on they get no new work. */
  leftAt: Optional<Instant>;
}

/** Read model of a person's mornings, folded from the journal. */
interface PersonLifeTable {
  /** `p-4`: without the prefix `person/`. */
  id: string;
  sequence: number;
  status: 'active' | 'left' | null;
  /** When the next digest goes, and when the last one went. */
  next: Instant | null;
  last: Instant | null;
  /** The whole folded state. */
  state: JSONColumnType<PersonState>;
}

/** A row of the customers' people. */
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
  /** When somebody else took their place. */
  leftAt: Optional<Instant>;
}

/** Somebody is away in [from, until). */
interface AbsenceTable {
  /** `ab-3`, given by the store. */
  id: Generated<string>;
  person: string;
  from: Instant;
  until: Instant;
  substitute: string;
}

/** What links in mails are signed with; the newest signs. */
interface LinkKeyTable {
  number: Generated<number>;
  secret: string;
  at: Instant;
}

/** A link that has done its work. */
interface LinkUseTable {
  id: string;
  at: Instant;
}

/** What an account is called: histories know its id only. */
interface ProfileTable {
  account: string;
  name: string;
  /** Calendar id of the playbook. */
  calendar: Optional<string>;
}

interface ContractTable {
  account: string;
  /** Decimal, as text: no cent is lost to a float. */
  annualFee: Optional<string>;
  currency: Optional<string>;
  signedOn: Optional<PlainDate>;
  promisedDeliveryOn: Optional<PlainDate>;
  endsOn: Optional<PlainDate>;
}

/** Any free text; histories hold `n-203`. */
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

/** A version of zone rules that this deployment lived by from `at` on. */
interface ZoneRulesTable {
  /** 1 at the first start; the highest is in force. */
  number: number;
  version: string;
  at: Instant;
}

/** An identity, used once. `sequence` is that of its last journalled event. */
interface EntityTable {
  id: string;
  kind: string;
  state: 'starting' | 'live';
  sequence: Generated<number>;
  /** Of an account: hash of what it is started with, id of the command that does, and when it was claimed, real time. */
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
  /** What the event says beyond the columns. */
  data: JSONColumnType<Record<string, unknown>>;
}

/** Read model of an account, folded from the journal. */
interface AccountTable {
  /** Without the prefix `account/`. */
  id: string;
  sequence: number;
  status: string | null;
  stage: string | null;
  stageSince: PlainDate | null;
  signedOn: PlainDate | null;
  zone: string;
  level: string;
  segment: string | null;
  /** When the first of its planned and open tasks is due. */
  nextDue: Instant | null;
  /** How many tasks are open; planned ones are not counted. */
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
  /** The person who owes it now, or did when it was closed. */
  owner: string | null;
  /** Who attends to it now: the owner, or who stands in until a successor has accepted. Absences are looked up beside it. */
  attendant: string | null;
  role: string;
  state: 'planned' | 'open' | 'done' | 'skipped' | 'cancelled';
  snoozedUntil: Instant | null;
  stage: string;
  provisional: boolean;
  because: JSONColumnType<readonly Reason[]>;
  ticket: string | null;
  closedAt: Instant | null;
  /** Minutes of a meeting that is ahead; 0: its hour is not set; null: no meeting, or closed. */
  meeting: number | null;
  /** The steps of the ladder, behind it or still to come, with who hears of it. */
  escalations: ColumnType<readonly Escalation[], string | undefined, string>;
}

/** The record of an effect. Not a read model: it is never rebuilt. Its instants are real time. */
interface DeliveryTable {
  /** `entity/sequence/index`. */
  key: string;
  entity: string;
  type: string;
  lane: string;
  effect: JSONColumnType<Effect>;
  /** sending: an attempt holds the lease; waiting: the last attempt failed and said so; the others are final. */
  state: 'sending' | 'waiting' | 'done' | 'failed' | 'given-up';
  attempts: number;
  /** Attempts that ended without a word: their lease ran out. Each may have been delivered all the same. */
  interrupted: Generated<number>;
  leaseUntil: Instant | null;
  /** Why the last attempt failed. */
  code: Optional<string>;
  outcome: Generated<Outcome | null>;
  /** Who gave it up. */
  by: Optional<string>;
  firstAt: Instant;
  updatedAt: Instant;
}

/** A mail as it was handed over. */
interface MailTable {
  /** `m-9`, given by the store. */
  id: Generated<string>;
  /** The effect's key; of a mail to a contact, with the contact's id behind it. */
  key: string;
  messageId: string;
  inReplyTo: Optional<string>;
  account: Optional<string>;
  /** Our reader; null where it went to one of theirs. */
  person: Optional<string>;
  contact: Optional<string>;
  toAddress: string;
  subject: string;
  text: string;
  html: Optional<string>;
  /** Its calendar part, iCalendar. */
  calendar: Optional<string>;
  /** The reminders it stands for. */
  reminders: JSONColumnType<readonly Reminder[]>;
  state: 'sending' | 'sent' | 'refused';
  sentAt: Optional<Instant>;
}

/** One task of a mail, with the instants at which its reminders were due. */
export interface Reminder {
  readonly task: string;
  readonly remindAt: readonly Instant[];
}

/** What the development mailbox received. */
interface MailboxTable {
  id: Generated<number>;
  messageId: string | null;
  recipients: JSONColumnType<readonly string[]>;
  subject: string;
  receivedAt: Instant;
  raw: string;
}

export interface TicketNote {
  /** The effect's key: it is written once. */
  readonly key: string;
  readonly text: string;
  readonly at: Instant;
}

/** A ticket of the embedded ticketing system. */
interface TicketTable {
  /** `T-12`, given by the store. */
  id: Generated<string>;
  /** The effect's key: a ticket is made once. */
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
