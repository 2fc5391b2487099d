// perennial import …: first a dry run over the whole file, then the import, if every line is good or bad ones may be skipped.

import { readFileSync } from 'node:fs';
import { Argument, type Command } from 'commander';
import { DomainError } from '../domain/decider/decider';
import type { ProblemData } from '../domain/problems/coded';
import { type AskedOf, api } from './api';
import { answer, type Common, described, say } from './command';
import { type CsvFile, type CsvProblem, type CsvRow, problemAt, readCsv } from './csv';
import { problemsOf, type RowResult, Tally } from './import-tally';
import { Progress } from './progress';
import { count } from './table';
import { plain } from './terminal';

const imports = api('imports');
type Kind = AskedOf<'imports', 'bring'>['kind'];

/** The column that must be unique in a file of each kind. */
const KEY: Readonly<Record<Kind, string | undefined>> = { accounts: 'account', people: 'handle', contacts: undefined };

interface Options extends Common {
  readonly dryRun?: true;
  readonly skipBad?: true;
  readonly encoding?: string;
}

/** A file of people is one batch, because a manager may be in a later line; a request has room for 2,000 people. */
const PEOPLE_BATCH = 2000;
const CHECKED_BATCH = 200;
/** Small enough for a quick answer, although each line starts a workflow. */
const DONE_BATCH = 40;

export function importFiles(command: Command): void {
  described(
    command,
    'Bring in accounts, people or contacts from a CSV file. Running it again starts nothing twice and updates what changed.',
    'perennial import accounts samples/more.csv --dry-run',
    'perennial import accounts samples/more.csv',
    'perennial import accounts samples/more.csv --encoding utf-8',
  )
    .addArgument(new Argument('<kind>', 'what the lines are').choices(imports.codes('bring', 'kind')))
    .argument('<file>', 'CSV with a header; UTF-8, UTF-16, Windows-1252 or GB18030')
    .option('--dry-run', 'check every line, start nothing')
    .option('--skip-bad', 'leave bad lines out instead of starting nothing')
    .option('--encoding <name>', 'utf-8, gb18030, windows-1252, utf-16le or another, where it is not recognised')
    .addHelpText(
      'after',
      `
Columns (names and roles as handles; others are ignored with a notice):
  accounts  ${columns(api('accounts').fields('start'))},
            and a column for each role of the playbook: account_manager,backup,technical,sales_manager,executive_sponsor
  people    ${columns(api('people').fields('add'))}
  contacts  ${columns(api('contacts').fields('add'))}`,
    )
    .action(importFile);
}

/** A request's field as a column of a file: `signed_on` for `signedOn`. */
const columns = (fields: readonly string[]): string =>
  fields.map((field) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).join(',');

async function importFile(kind: Kind, file: string, options: Options): Promise<void> {
  const { encoding, encodingGuessed, rows, problems } = read(file, options.encoding);
  const dryRun = options.dryRun === true;
  const tally = new Tally();
  const report = (found: readonly CsvProblem[]) => {
    tally.refuse(found);
    for (const { line, column, value, reason } of [...found].sort((a, b) => a.line - b.line)) {
      say(`${file}:${line} ${column ? `${column} ` : ''}"${value}": ${reason}`);
    }
  };
  if (encodingGuessed) tally.notices.add(`read as ${encoding}, which is plausible; if names look wrong, say it with --encoding`);
  else if (encoding !== 'utf-8' && options.encoding === undefined) tally.notices.add(`read as ${encoding}`);

  const checked = await send(kind, file, rows, true, tally);
  report([...problems, ...repeated(kind, rows), ...problemsOf(checked)]);
  for (const notice of tally.notices) say(`${file}: ${notice}`);
  const stopped = tally.bad > 0 && !options.skipBad;

  let late = 0;
  if (dryRun) {
    tally.count(checked);
  } else if (!stopped) {
    const before = tally.bad;
    const done = await send(
      kind,
      file,
      rows.filter(({ line }) => !tally.isBad(line)),
      false,
      tally,
    );
    report(problemsOf(done));
    tally.count(done);
    late = tally.bad - before;
  }

  const names = dryRun ? namesIn(rows) : undefined;
  answer(
    options,
    { ...tally.summary(dryRun), encoding, encodingGuessed, ...(names && { names }) },
    () => `${tally.sentence(kind, dryRun)}${names?.length ? `\nNames as they were read: ${names.join(', ')}.` : ''}`,
  );
  if (!stopped && late === 0) return;
  const what = stopped
    ? `${count(tally.bad, 'bad line')}${dryRun ? '' : ', so nothing was done'}`
    : `${count(late, 'line')} that turned bad meanwhile`;
  say(`perennial: ${file} has ${what}: mend ${tally.bad === 1 ? 'it' : 'them'} and run it again${stopped ? ', or use --skip-bad' : ''}`);
  process.exitCode = 1;
}

function read(file: string, encoding?: string): CsvFile {
  try {
    return readCsv(readFileSync(file), encoding);
  } catch (error) {
    if (error instanceof DomainError) throw new DomainError('import-failed', { file, of: dataOf(error) });
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new DomainError('cannot-read', { file, code });
  }
}

const dataOf = ({ code, parameters, message }: DomainError): ProblemData => ({ code, parameters, message });

/** The number of names shown, so that a person can see whether the encoding was right. */
const SHOWN = 10;

/** Some names of a file; first those with characters beyond ASCII, where a wrong encoding shows. */
function namesIn(rows: readonly CsvRow[]): string[] {
  const names = Array.from(new Set(rows.flatMap(({ values }) => plain(values['name'] ?? '') || [])));
  const isAscii = (name: string) => /^[\0-\x7f]*$/.test(name);
  return [...names.filter((name) => !isAscii(name)), ...names.filter(isAscii)].slice(0, SHOWN);
}

const batchSize = (kind: Kind, dryRun: boolean): number => (kind === 'people' ? PEOPLE_BATCH : dryRun ? CHECKED_BATCH : DONE_BATCH);

/** Lines with a key of an earlier batch. The API itself finds repeated keys within a batch. */
function repeated(kind: Kind, rows: readonly CsvRow[]): CsvProblem[] {
  const column = KEY[kind];
  if (column === undefined) return [];
  const batchOf = (index: number) => Math.floor(index / batchSize(kind, true));
  const first = new Map<string, { index: number; line: number }>();
  return rows.flatMap(({ line, values }, index) => {
    const value = values[column] ?? '';
    const before = first.get(value);
    if (before === undefined) first.set(value, { index, line });
    return value === '' || before === undefined || batchOf(before.index) === batchOf(index)
      ? []
      : [problemAt(line, column, value, 'in-line-already', { line: before.line })];
  });
}

async function send(kind: Kind, file: string, rows: readonly CsvRow[], dryRun: boolean, { notices }: Tally): Promise<RowResult[]> {
  const size = batchSize(kind, dryRun);
  const progress = new Progress(dryRun ? 'checked' : 'imported', rows.length);
  const results: RowResult[] = [];
  try {
    progress.reach(0);
    for (let i = 0; i < rows.length; i += size) {
      const sent = await imports('bring', { kind, rows: rows.slice(i, i + size), dryRun, skipBad: !dryRun });
      results.push(...sent.results);
      for (const notice of sent.notices ?? []) notices.add(notice);
      progress.reach(Math.min(i + size, rows.length));
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const progress = dryRun || results.length === 0 ? {} : { done: results.length, lines: rows.length };
    throw new DomainError('import-failed', { file, of: dataOf(error), ...progress });
  } finally {
    progress.end();
  }
  return results;
}
