// The table of what commands bring along, as queries see it. Not a read model: never rebuilt.
import type { Generated, JSONColumnType } from 'kysely';
import type { Instant, PlainDate } from '../../domain/time/time';

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

/** One of a customer's people takes another's place. */
export interface StagedSuccession {
  readonly type: 'succession';
  readonly account: string;
  /** Contact ids. */
  readonly from: string;
  readonly to: string;
  /** The deployment's time. */
  readonly at: Instant;
  /** The successor, where they are not recorded yet. */
  readonly contact?:
    | {
        readonly name: string;
        readonly level: string;
        readonly email?: string | undefined;
        readonly phone?: string | undefined;
        readonly role?: string | undefined;
        readonly language?: 'en' | 'zh-CN' | undefined;
      }
    | undefined;
}

export type Staged = StagedNote | StagedParticulars | StagedSuccession;

interface StagedTable {
  /** `n-203` for a note, otherwise `s-12`. */
  id: string;
  /** Real time: from then on nobody will take it up any more. */
  keepUntil: Instant;
  content: JSONColumnType<Staged>;
}

/** What was asked under an idempotency key, and what was answered. Not a read model: never rebuilt. */
interface CommandKeyTable {
  key: string;
  /** Hash of the request. */
  content: string;
  /** Id of the command that it is carried out as. */
  command: string;
  /** Real time. */
  at: Instant;
  /** Null until it is answered. */
  status: Generated<number | null>;
  /** Null also where it named somebody who has been erased. */
  answer: Generated<string | null>;
}

export interface StagedTables {
  staged: StagedTable;
  commandKey: CommandKeyTable;
}
