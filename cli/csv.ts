// Reads CSV files from Excel in China, from Excel in Europe, and from scripts.
import { parse } from 'csv-parse/sync';
import { DomainError } from '../domain/decider/decider';
import type { Problem } from '../domain/problems/problems';
import { problemWords } from '../texts/problems/words';
import { decode } from './encoding';

/** A row by column name. `line`: the line of the file on which it begins, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** What is wrong with one cell; `column` is empty where it is the whole line. */
export interface CsvProblem {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  /** The problem in English; programs read `code` and `parameters`. */
  readonly reason: string;
  readonly code?: string | undefined;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}

/** The problem of one cell. An empty `column` means the whole line. */
export const problemAt = (line: number, column: string, value: string, ...[code, parameters]: Problem): CsvProblem => {
  const wrong = { code, ...(parameters && { parameters: parameters as Readonly<Record<string, unknown>> }) };
  return { line, column, value, reason: problemWords(wrong), ...wrong };
};

/** A CSV file, read. */
export interface CsvFile {
  readonly encoding: string;
  /** Whether the encoding was guessed: nothing in the file names it. */
  readonly encodingGuessed: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  /** Lines that are not rows: broken quotes, too many or too few values. */
  readonly problems: readonly CsvProblem[];
}

/**
 * Reads a CSV file with a header. Values are trimmed, line ends in quotes become `\n`, blank lines are skipped. Column names become lower case,
 * with `_` for space and `-`. Without `encoding` the encoding is found out. Throws `DomainError`: `bad-csv` for a file without a table,
 * `bad-encoding`, `ambiguous-encoding`.
 */
export function readCsv(bytes: Buffer, encoding?: string): CsvFile {
  const decoded = decode(bytes, encoding);
  const text = decoded.text.replace(/\r\n?/g, '\n');
  const { records, broken } = split(text, delimiterOf(text));
  const [header, ...body] = records.filter((record) => record.cells.some((cell) => cell !== ''));
  if (!header) throw new DomainError('bad-csv', broken ? { why: broken.why, line: broken.line } : { why: 'empty' });
  const columns = header.cells.map((name) => name.toLowerCase().replace(/[\s-]+/g, '_'));
  const twice = columns.find((name, i) => name !== '' && columns.indexOf(name) !== i);
  if (twice) throw new DomainError('bad-csv', { why: 'twice', line: header.line, column: twice });

  const rows: CsvRow[] = [];
  const problems: CsvProblem[] = [];
  for (const { line, cells } of body) {
    const count = cells.findLastIndex((cell) => cell !== '') + 1;
    // Some programs leave out empty values at the end of a line. A line with fewer separators than the header has been cut off.
    if (count > columns.length || cells.length < columns.length) {
      problems.push(problemAt(line, '', cells.join(' | '), 'values-and-columns', { values: cells.length, columns: columns.length }));
    } else {
      rows.push({ line, values: Object.fromEntries(columns.flatMap((name, i) => (name === '' ? [] : [[name, cells[i] ?? '']]))) });
    }
  }
  return {
    encoding: decoded.encoding,
    encodingGuessed: decoded.guessed,
    columns: columns.filter((name) => name !== ''),
    rows,
    problems: broken ? [...problems, problemAt(broken.line, '', broken.value, broken.why)] : problems,
  };
}

/** The delimiter that is most frequent in the header, outside quotes. */
function delimiterOf(text: string): string {
  const header = (text.trimStart().split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** The place in the file where reading stopped. */
interface Broken {
  readonly line: number;
  readonly value: string;
  readonly why: 'open-quote' | 'stray-quote';
}

function split(text: string, delimiter: string): { records: { line: number; cells: string[] }[]; broken?: Broken } {
  const records: { line: number; cells: string[] }[] = [];
  let next = 1;
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      trim: true,
      on_record: (cells: string[], { lines }: { lines: number }) => {
        // csv-parse gives the line on which a record ends; the next record begins after it.
        records.push({ line: next, cells: cells.map((cell) => cell.trim()) });
        next = lines + 1;
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const value = (text.split('\n')[next - 1] ?? '').trim();
    return { records, broken: { line: next, value, why: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open-quote' : 'stray-quote' } };
  }
}
