// The interface of a benchmark.
import type { Stops } from '../up/deployment';
import type { Measurement } from './report';

export interface Surroundings {
  readonly repeats: number;
  /** What to stop when the benchmark is over. */
  readonly stops: Stops;
  readonly say: (line: string) => void;
  /** Starts a Temporal server for this benchmark; returns its address. */
  readonly temporal: () => Promise<string>;
  /** Starts a PostgreSQL server and returns a function that makes a database; `undefined` where this machine has no PostgreSQL. */
  readonly postgres: () => Promise<((name: string) => Promise<string>) | undefined>;
}

export type Benchmark = (surroundings: Surroundings) => Promise<readonly Measurement[]>;
