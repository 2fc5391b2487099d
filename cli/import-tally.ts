// The results of all lines of a file, counted.
import type { CsvProblem } from './csv';
import { count } from './table';

/** The result of one line. `late` and `skipped`: touchpoints that fell due before an account's entry. */
export interface RowResult {
  readonly line: number;
  readonly outcome: 'started' | 'added' | 'updated' | 'unchanged' | 'bad' | 'not-reached';
  readonly errors: readonly Omit<CsvProblem, 'line'>[];
  readonly late?: number | undefined;
  readonly skipped?: number | undefined;
}

/** Counts results and collects errors over the batches of an import. */
export class Tally {
  private readonly counts = { started: 0, added: 0, updated: 0, unchanged: 0 };
  /** Touchpoints that fell due before accounts were entered. */
  private readonly entries = { late: 0, skipped: 0 };
  private readonly problems: CsvProblem[] = [];
  private readonly badLines = new Set<number>();
  readonly notices = new Set<string>();

  get bad(): number {
    return this.badLines.size;
  }

  isBad(line: number): boolean {
    return this.badLines.has(line);
  }

  refuse(problems: readonly CsvProblem[]): void {
    for (const problem of problems) this.badLines.add(problem.line);
    this.problems.push(...problems);
  }

  /** Counts what was done, or would be done on a dry run. */
  count(results: readonly RowResult[]): void {
    for (const { outcome, late = 0, skipped = 0 } of results) {
      if (outcome === 'bad' || outcome === 'not-reached') continue;
      this.counts[outcome] += 1;
      this.entries.late += late;
      this.entries.skipped += skipped;
    }
  }

  summary(dryRun: boolean): object {
    const errors = [...this.problems].sort((a, b) => a.line - b.line);
    return { dryRun, ...this.counts, ...this.entries, bad: this.bad, errors, notices: [...this.notices] };
  }

  sentence(kind: string, dryRun: boolean): string {
    const { started, added, updated, unchanged } = this.counts;
    const fresh = kind === 'accounts' ? `${started} started` : `${added} added`;
    const { late, skipped } = this.entries;
    const entered =
      late + skipped > 0 ? ` Of what fell due between signing and entry, ${count(late, 'touchpoint')} open late, ${skipped} skipped.` : '';
    return `${dryRun ? 'Dry run, nothing done: ' : ''}${fresh}, ${updated} updated, ${unchanged} unchanged, ${this.bad} bad.${entered}`;
  }
}

/** The bad cells of a batch. */
export const problemsOf = (results: readonly RowResult[]): CsvProblem[] =>
  results.flatMap(({ line, outcome, errors }) => (outcome === 'bad' ? errors.map((error) => ({ line, ...error })) : []));
