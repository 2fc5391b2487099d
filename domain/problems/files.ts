// Problems of what the command line reads: CSV files, their encodings, lines of `perennial clock`.
import type { ProblemData } from './coded';

/** The first words of a file that are not ASCII, as an encoding reads them. */
export interface Reading {
  readonly encoding: string;
  readonly text: string;
}

export interface FileProblems {
  'bad-csv':
    | { readonly why: 'empty' }
    | { readonly why: 'twice'; readonly line: number; readonly column: string }
    | { readonly why: 'open-quote' | 'stray-quote'; readonly line: number };
  'bad-encoding':
    | { readonly why: 'unknown'; readonly encoding: string }
    | { readonly why: 'invalid'; readonly line: number; readonly encoding: string }
    | { readonly why: 'implausible'; readonly readings: readonly Reading[] };
  'ambiguous-encoding': { readonly readings: readonly Reading[] };
  /** The failure of an import. `done` of `lines` had been applied, if any. */
  'import-failed': { readonly file: string; readonly of: ProblemData; readonly done?: number; readonly lines?: number };
  'bad-samples': { readonly file: string; readonly line: number; readonly column: string; readonly of: ProblemData };
  'bad-json': undefined;
  'bad-request':
    | { readonly why: 'target-or-to' | 'target' | 'request' | 'no-calendar' | 'calendar' | 'count' | 'pauses' }
    | { readonly why: 'instant' | 'pause'; readonly field: string };
}
