// The tables of staged content and of idempotency keys, for queries. Not read models: never rebuilt.
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

/** An account's new name and contract terms. An absent field stays as it is. */
export interface StagedParticulars {
  readonly type: 'particulars';
  readonly account: string;
  readonly name?: string | undefined;
  /** Calendar id in the playbook. */
  readonly calendar?: string | undefined;
  /** Decimal. */
  readonly annualFee?: string | undefined;
  readonly currency?: string | undefined;
  readonly signedOn?: PlainDate | undefined;
  readonly promisedDeliveryOn?: PlainDate | undefined;
  readonly endsOn?: PlainDate | undefined;
}

/** A contact of the customer's is succeeded by another. */
export interface StagedSuccession {
  readonly type: 'succession';
  readonly account: string;
  /** Contact ids. */
  readonly from: string;
  readonly to: string;
  /** The deployment's time. */
  readonly at: Instant;
  /** The successor, where they are a new contact. */
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
  /** Real time after which the content is swept. */
  keepUntil: Instant;
  content: JSONColumnType<Staged>;
}

/** A request under an idempotency key, and its answer. Not a read model: never rebuilt. */
interface CommandKeyTable {
  key: string;
  /** Hash of the request. */
  content: string;
  /** Id of the command that the request runs as. */
  command: string;
  /** Real time. */
  at: Instant;
  /** HTTP status; null until it is answered. */
  status: Generated<number | null>;
  /** Null until answered, and also where the answer named an erased person. */
  answer: Generated<string | null>;
}

export interface StagedTables {
  staged: StagedTable;
  commandKey: CommandKeyTable;
}
