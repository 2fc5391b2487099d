// The lengths of ISO 8601 periods. The arithmetic with dates is in time.ts.
import { periodParts } from '../time/time';

/** The days in a period of whole days, such as `P14D`; 0 for any other text. */
export const daysIn = (period: string): number => periodParts(period)?.days ?? 0;

/** A period's length in days, with months of mean length; 0 for any other text. Only for comparing two periods. */
export function roughDays(period: string): number {
  const { months, days } = periodParts(period) ?? { months: 0, days: 0 };
  return months * 30.436875 + days;
}
