// What a kind of file has to say to the import.

import type { RowResult } from '../../api/imports';
import type { FieldError, Row } from '../temporal/input';

export type Outcome = Exclude<RowResult['outcome'], 'bad'>;

/** What a row would come to, and how to do it. */
export interface Step {
  readonly outcome: Outcome;
  /** What fell due before an account's entry. */
  readonly entry?: { readonly late: number; readonly skipped: number };
  /** Does it and answers what it came to. */
  apply(): Promise<Outcome>;
}

/** One kind of file. */
export interface ImportKind<Entry> {
  readonly columns: readonly string[];
  readonly required: readonly string[];
  /** The column that says which one it is. */
  readonly key: string;
  read(row: Row): Entry | undefined;
  id(entry: Entry): string;
  /** What tells two rows apart; by default the id. */
  identity?(entry: Entry): string;
  /** Reads at once what `plan` needs to know of all these entries. */
  prepare?(entries: readonly Entry[]): Promise<void>;
  /** Holds an entry against what is there. Throws `InvalidInput`, or a refusal, for a bad one. */
  plan(entry: Entry): Promise<Step>;
  /** Entries in the order in which they can be done, wave by wave, and the reasons of those that cannot. */
  waves?(entries: readonly Entry[]): { readonly waves: readonly (readonly Entry[])[]; readonly stuck: ReadonlyMap<Entry, FieldError> };
  /** What whoever imports should know, once all is planned. */
  notices?(): readonly string[];
  /** After all has been done: until it can be read. */
  settled?(): Promise<void>;
}
