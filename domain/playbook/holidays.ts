// China's public holidays and make-up working days, as the State Council publishes them each year. Not for workflows.
import published from 'chinese-days/dist/chinese-days.json';
import { DomainError } from '../decider/decider';
import type { CalendarDefinition, Hours } from '../time/calendar';

export type Holidays = Required<Pick<CalendarDefinition, 'holidays' | 'shifts' | 'publishedUntil'>>;

const OFF = Object.keys(published.holidays).sort();
const WORKED = Object.keys(published.workdays).sort();

// A year's list may include the first days of the next year. A year whose National Day is listed is complete.
const YEARS = OFF.filter((date) => date.endsWith('-10-01')).map((date) => Number(date.slice(0, 4)));

/** First and last year whose holidays are known. */
export const CHINA_COVERAGE = { first: YEARS[0] ?? 0, last: YEARS.at(-1) ?? 0 } as const;

/**
 * Published holidays of `fromYear` to `toYear`, with make-up days open for `hours`; `publishedUntil` is the last date that is known. Throws
 * `DomainError('holidays-unknown')` for years before the records, or where none of the years is published.
 */
export function chinaHolidays(fromYear: number, hours: Hours, toYear = CHINA_COVERAGE.last): Holidays {
  const { first, last } = CHINA_COVERAGE;
  const until = Math.min(toYear, last);
  if (fromYear < first || fromYear > until) throw new DomainError('holidays-unknown', { first, last, from: fromYear, to: toYear });
  const isAsked = (date: string): boolean => date >= `${fromYear}-01-01` && date <= `${until}-12-31`;
  return {
    holidays: OFF.filter(isAsked),
    shifts: Object.fromEntries(WORKED.filter(isAsked).map((date) => [date, hours])),
    publishedUntil: `${until}-12-31`,
  };
}
