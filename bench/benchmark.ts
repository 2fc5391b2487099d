// What a benchmark is, to the program that runs them.
import type { Stops } from '../up/deployment';
import type { Measurement } from './report';

export interface Surroundings {
  readonly repeats: number;
  /** What is to be undone when the benchmark is over. */
  readonly stops: Stops;
  readonly say: (line: string) => void;
  /** Starts a Temporal server of the benchmark's own; answers its address. */
  readonly temporal: () => Promise<string>;
  /** Starts a PostgreSQL server and answers a way to make databases in it; `undefined` where this machine has none. */
  readonly postgres: () => Promise<((name: string) => Promise<string>) | undefined>;
}

export type Benchmark = (surroundings: Surroundings) => Promise<readonly Measurement[]>;
