// The parts of ISO 8601 periods. The arithmetic with dates is in time.ts.

export interface PeriodParts {
  readonly years: number;
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
}

/** The signed parts of a period such as `P3M` or `-P90D`; all zero for any other text. */
export function periodParts(period: string): PeriodParts {
  const found = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(period);
  const part = (text: string | undefined): number => (text ? Number(text) * (found?.[1] ? -1 : 1) : 0);
  return { years: part(found?.[2]), months: part(found?.[3]), weeks: part(found?.[4]), days: part(found?.[5]) };
}

/** A period's length in days, with months of mean length. Only for comparing two periods. */
export function roughDays(period: string): number {
  const { years, months, weeks, days } = periodParts(period);
  return (years * 12 + months) * 30.436875 + weeks * 7 + days;
}
