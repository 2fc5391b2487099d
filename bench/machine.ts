// The machine and versions that the figures were measured on.
import { cpus, loadavg, totalmem } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly node: string;
  /** Version of the Temporal server; absent where none was needed. */
  readonly temporal?: string;
  /** Load averages of one, five and fifteen minutes, before the first measurement. */
  readonly load: readonly number[];
  readonly at: string;
}

/** This machine now. */
export const machine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  load: loadavg().map((load) => Math.round(load * 100) / 100),
  at: new Date().toISOString(),
});
