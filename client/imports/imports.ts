// Imports accounts, people and contacts from files. Every cell is checked, and a repeated import changes nothing twice.

import type { ImportReport, ImportRow, RowResult } from '../../api/imports';
import { DomainError } from '../../domain/decider/decider';
import { nearest } from '../../domain/playbook/nearest';
import type { FieldError } from '../../domain/problems/fields';
import { problemWords } from '../../texts/problems/words';
import { concurrently } from '../temporal/concurrently';
import type { Connection } from '../temporal/connection';
import { fieldError, InvalidInput, Row, wrongField } from '../temporal/input';
import { accountImport } from './import-accounts';
import { contactImport } from './import-contacts';
import type { ImportKind, Step } from './import-kind';
import { personImport } from './import-people';

export const IMPORT_KINDS = ['accounts', 'people', 'contacts'] as const;
export type ImportKindName = (typeof IMPORT_KINDS)[number];

export interface ImportRequest {
  readonly rows: readonly ImportRow[];
  readonly dryRun?: boolean | undefined;
  /** Applies the good lines although others are bad. */
  readonly skipBad?: boolean | undefined;
}

/** Rows applied at the same time; a Temporal server on two cores takes no more. */
const AT_ONCE = 40;

export const imports =
  (connection: Connection) =>
  /**
   * Checks all rows, then applies them: none of them on a dry run, or where a line is bad without `skipBad`. A repeat applies nothing twice. Throws
   * `InvalidInput` for a file without a required column, `temporal-unavailable`, `store-unreachable`.
   */
  async (kind: ImportKindName, request: ImportRequest): Promise<ImportReport> => {
    switch (kind) {
      case 'accounts':
        return run(await accountImport(connection), request);
      case 'people':
        return run(await personImport(connection), request);
      case 'contacts':
        return run(await contactImport(connection), request);
    }
  };

interface Line<Entry> {
  readonly line: number;
  readonly entry: Entry | undefined;
  readonly values: Row;
  readonly id: string | null;
  errors: readonly FieldError[];
  step?: Step;
}

async function run<Entry>(kind: ImportKind<Entry>, { rows, dryRun = false, skipBad = false }: ImportRequest): Promise<ImportReport> {
  const notices = checkColumns(kind, rows);
  const lines = readLines(kind, rows);
  const good = lines.filter(({ errors }) => errors.length === 0);
  const lineOf = new Map(good.map((line) => [line.entry, line]));
  const entries = good.flatMap(({ entry }) => (entry === undefined ? [] : [entry]));
  const { waves, stuck } = kind.waves?.(entries) ?? { waves: [entries], stuck: new Map<Entry, FieldError>() };
  for (const [entry, error] of stuck) refuse(lineOf.get(entry), [error]);
  await kind.prepare?.(waves.flat());
  await concurrently(waves.flat(), AT_ONCE, async (entry) => {
    const line = lineOf.get(entry);
    if (!line) return;
    try {
      line.step = await kind.plan(entry);
    } catch (error) {
      refuse(line, errorsOf(error, kind.key, line.values));
    }
  });

  const isApplied = !dryRun && (skipBad || lines.every(({ errors }) => errors.length === 0));
  const outcomes = new Map(lines.map((line) => [line, line.step?.outcome]));
  if (isApplied) {
    for (const wave of waves)
      await concurrently(wave, AT_ONCE, async (entry) => {
        const line = lineOf.get(entry);
        if (!line?.step) return;
        try {
          outcomes.set(line, await line.step.apply());
        } catch (error) {
          refuse(line, errorsOf(error, kind.key, line.values));
        }
      });
    await kind.settled?.();
  }
  const isDone = isApplied && (lines.length === 0 || lines.some(({ errors }) => errors.length === 0));
  const results = lines.map((line): RowResult => {
    const outcome = line.errors.length > 0 ? 'bad' : (outcomes.get(line) ?? 'bad');
    return { line: line.line, id: line.id, outcome, errors: line.errors.map(inWords), ...(outcome === 'bad' ? {} : line.step?.entry) };
  });
  return { results, notices: [...notices, ...(kind.notices?.() ?? [])], applied: isDone };
}

/** A bad cell as it is answered. */
const inWords = (error: FieldError): RowResult['errors'][number] => ({ ...error, reason: problemWords(error) });

const refuse = <Entry>(line: Line<Entry> | undefined, errors: readonly FieldError[]): void => {
  if (line) line.errors = [...line.errors, ...errors];
};

/** Notices about unknown columns. Throws `InvalidInput` where a required column is missing. */
function checkColumns<Entry>({ columns, required }: ImportKind<Entry>, rows: readonly ImportRow[]): string[] {
  if (rows.length === 0) return [];
  const given = Array.from(new Set(rows.flatMap(({ values }) => Object.keys(values))));
  const missing = required.filter((column) => !given.includes(column));
  if (missing.length > 0)
    throw new InvalidInput(
      missing.map((column) => {
        const similar = nearest(column, given);
        return wrongField(column, '', 'no-such-column', similar === undefined ? { given } : { meant: similar });
      }),
    );
  return given
    .filter((column) => !columns.includes(column))
    .map((column) => {
      const meant = nearest(column, columns);
      return `The column ${column} is not read${meant === undefined || given.includes(meant) ? '' : `; did you mean ${meant}?`}`;
    });
}

function readLines<Entry>(kind: ImportKind<Entry>, rows: readonly ImportRow[]): Line<Entry>[] {
  const seen = new Map<string, number>();
  return rows.map(({ line, values }) => {
    const row = new Row(values);
    const entry = kind.read(row);
    const identity = entry === undefined ? row.text(kind.key) : (kind.identity ?? kind.id)(entry);
    const before = seen.get(identity);
    if (before !== undefined && (entry !== undefined || kind.identity === undefined))
      row.refuse(kind.key, 'on-line-already', { line: before });
    else if (identity !== '') seen.set(identity, line);
    return { line, entry, values: row, id: entry === undefined ? row.text(kind.key) || null : kind.id(entry), errors: row.errors };
  });
}

/** The errors of one line. An outage, which concerns all lines, is thrown. */
function errorsOf(error: unknown, key: string, row: Row): readonly FieldError[] {
  if (error instanceof InvalidInput) return error.errors;
  if (!(error instanceof DomainError) || /unavailable|unreachable|no-worker|no-playbook/.test(error.code)) throw error;
  const column = COLUMN_OF[error.code] ?? key;
  return [fieldError(column, row.text(column), error)];
}

/** The column that a refusal of the account is about. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  'account-closed': 'account',
  'signed-in-future': 'signed_on',
  'ends-before-signing': 'contract_ends_on',
  'unknown-zone': 'zone',
  'unknown-level': 'level',
  'unknown-segment': 'segment',
};
