// Reads the CSV files that people really have: from Excel in China, from Excel in Europe, from a script.
import { parse } from 'csv-parse/sync';
import { DomainError } from '../domain/decider/decider';
import { decode } from './encoding';

/** A row by column name. `line` is the file's line, from 1, on which the row begins. */
export interface CsvRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface CsvProblem {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

export interface CsvFile {
  readonly encoding: string;
  /** Nothing in the file says so: it is what was plausible. */
  readonly encodingGuessed: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  /** Lines that are no rows: broken quotes, too many or too few values. */
  readonly problems: readonly CsvProblem[];
}

/**
 * Reads a CSV file with a header. Values are trimmed, line ends within quotes become `\n`, blank lines are skipped; column names
 * are lower case with `_` for space and `-`. Without `encoding` it is found out. Throws `DomainError`: `bad-csv` where there is no table in it, `bad-encoding`,
 * `ambiguous-encoding`.
 */
export function readCsv(bytes: Buffer, encoding?: string): CsvFile {
  const decoded = decode(bytes, encoding);
  const text = decoded.text.replace(/\r\n?/g, '\n');
  const { records, broken } = split(text, delimiterOf(text));
  const [header, ...body] = records.filter((record) => record.cells.some((cell) => cell !== ''));
  if (!header)
    throw new DomainError('bad-csv', {
      inWords: broken ? `line ${broken.line}: ${broken.reason}` : 'the file is empty: a header line is needed',
    });
  const columns = header.cells.map((name) => name.toLowerCase().replace(/[\s-]+/g, '_'));
  const twice = columns.find((name, i) => name !== '' && columns.indexOf(name) !== i);
  if (twice) throw new DomainError('bad-csv', { inWords: `line ${header.line}: column "${twice}" appears twice in the header` });

  const rows: CsvRow[] = [];
  const problems: CsvProblem[] = [];
  for (const { line, cells } of body) {
    const count = cells.findLastIndex((cell) => cell !== '') + 1;
    // Some programs leave empty trailing values away; where the header's last columns are not even separated, the line is cut off.
    if (count > columns.length || cells.length < columns.length) {
      problems.push({
        line,
        column: '',
        value: cells.join(' | '),
        reason: `Has ${cells.length} values, but the header has ${columns.length} columns.`,
      });
    } else {
      rows.push({ line, values: Object.fromEntries(columns.flatMap((name, i) => (name === '' ? [] : [[name, cells[i] ?? '']]))) });
    }
  }
  return {
    encoding: decoded.encoding,
    encodingGuessed: decoded.guessed,
    columns: columns.filter((name) => name !== ''),
    rows,
    problems: broken ? [...problems, broken] : problems,
  };
}

/** The delimiter that the header uses most, outside quotes. */
function delimiterOf(text: string): string {
  const header = (text.trimStart().split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function split(text: string, delimiter: string): { records: { line: number; cells: string[] }[]; broken?: CsvProblem } {
  const records: { line: number; cells: string[] }[] = [];
  let next = 1;
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      trim: true,
      on_record: (cells: string[], { lines }: { lines: number }) => {
        // csv-parse says where a record ends; it begins after the one before it.
        records.push({ line: next, cells: cells.map((cell) => cell.trim()) });
        next = lines + 1;
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const value = (text.split('\n')[next - 1] ?? '').trim();
    const what =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'Has a quote that is never closed'
        : 'Has a quote in the middle of a value: write "" within quotes';
    return { records, broken: { line: next, column: '', value, reason: `${what}; nothing after this line was read.` } };
  }
}
