// Thresholds: the percentages of a target at which people are notified.
import type { Instant } from '../time/time';

/** Thresholds in compiled terms. */
export interface Thresholds {
  /** Percentages of the target, ascending; the last is 100. */
  readonly thresholds: readonly number[];
  /** Roles to notify, by threshold. */
  readonly notify: Readonly<Record<string, readonly string[]>>;
}

/** Thresholds in a state. */
export interface Warned {
  /** The instant of each threshold. */
  readonly warnAt: readonly Instant[];
  /** How many thresholds are on record. */
  readonly warned: number;
}

/** The instant of the next threshold; `undefined` after the last. */
export const nextWarning = ({ warnAt, warned }: Warned): Instant | undefined => warnAt[warned];

/** The thresholds that were reached by `now` and are not on record. `count`: how many instants of `warnAt` they are. */
export function reachedBy({ warnAt, warned }: Warned, terms: Thresholds, now: Instant): { thresholds: readonly number[]; count: number } {
  const count = warnAt.slice(warned).filter((instant) => instant <= now).length;
  return { thresholds: terms.thresholds.slice(warned, warned + count), count };
}

/** The roles to notify at `thresholds`, in order. A role may appear twice. */
export const notifiedOf = ({ notify }: Thresholds, thresholds: readonly number[]): string[] =>
  thresholds.flatMap((percent) => notify[percent] ?? []);
