// What the figures were measured on: without it they mean little.
import { cpus, loadavg, totalmem } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly node: string;
  /** Temporal's server; absent where nothing needed one. */
  readonly temporal?: string;
  /** Of one, five and fifteen minutes, before the first measurement. */
  readonly load: readonly number[];
  readonly at: string;
}

/** This machine as it is now. */
export const machine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  load: loadavg().map((load) => Math.round(load * 100) / 100),
  at: new Date().toISOString(),
});
