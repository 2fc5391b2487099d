// What each kind of file defines for the import.

import type { RowResult } from '../../api/imports';
import type { FieldError } from '../../domain/problems/fields';
import type { Row } from '../temporal/input';

export type Outcome = Exclude<RowResult['outcome'], 'bad'>;

/** The outcome that a row would have, and how to apply it. */
export interface Step {
  readonly outcome: Outcome;
  /** Work that fell due before an account's entry. */
  readonly entry?: { readonly late: number; readonly skipped: number };
  /** Applies it and returns its outcome. */
  apply(): Promise<Outcome>;
}

/** One kind of file. */
export interface ImportKind<Entry> {
  readonly columns: readonly string[];
  readonly required: readonly string[];
  /** The column with the id. */
  readonly key: string;
  read(row: Row): Entry | undefined;
  id(entry: Entry): string;
  /** The value that must be unique in the file; default: the id. */
  identity?(entry: Entry): string;
  /** Reads everything that `plan` needs for these entries at once. */
  prepare?(entries: readonly Entry[]): Promise<void>;
  /** Compares an entry with the existing data. Throws `InvalidInput` or a refusal for an entry that cannot be applied. */
  plan(entry: Entry): Promise<Step>;
  /** Groups entries into waves, in the order in which they can be applied. `stuck`: the reasons of those that cannot. */
  waves?(entries: readonly Entry[]): { readonly waves: readonly (readonly Entry[])[]; readonly stuck: ReadonlyMap<Entry, FieldError> };
  /** Notices for the person who imports, once everything is planned. */
  notices?(): readonly string[];
  /** Waits until everything that was applied can be read. */
  settled?(): Promise<void>;
}
