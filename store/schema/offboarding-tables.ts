// The tables of offboardings, for queries. Not read models: never rebuilt.
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { Belongings, Successor } from '../../domain/offboarding';
import type { Instant } from '../../domain/time/time';

interface OffboardingTable {
  /** `OB-3`, given by the store. */
  id: Generated<string>;
  /** Idempotency key. */
  key: string;
  /** Id of the person who leaves. */
  person: string;
  successors: JSONColumnType<readonly Successor[]>;
  /** A code of the playbook's, or `noted`. */
  reason: string;
  note: Generated<string | null>;
  /** Id of the person who began it. */
  by: Generated<string | null>;
  at: Instant;
  endedAt: Generated<Instant | null>;
}

/** One account of an offboarding. */
interface OffboardingItemTable {
  offboarding: string;
  account: string;
  successor: string;
  belongings: JSONColumnType<Belongings>;
  state: 'open' | 'done' | 'failed';
  /** Why it was refused. */
  code: Generated<string | null>;
  /** The handover that moved its roles, where there is one. */
  handover: Generated<string | null>;
}

export interface OffboardingTables {
  offboarding: OffboardingTable;
  offboardingItem: OffboardingItemTable;
}

export type OffboardingRow = Selectable<OffboardingTable>;
export type OffboardingItem = Selectable<OffboardingItemTable>;
