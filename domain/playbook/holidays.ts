// China's public holidays and make-up working days, as the State Council publishes them year by year. Not for workflows.
import published from 'chinese-days/dist/chinese-days.json';
import { DomainError } from '../decider/decider';
import type { CalendarDefinition, Hours } from '../time/calendar';

export type Holidays = Required<Pick<CalendarDefinition, 'holidays' | 'shifts' | 'publishedUntil'>>;

const OFF = Object.keys(published.holidays).sort();
const WORKED = Object.keys(published.workdays).sort();

// A year's list may reach into the next one's first days; a year whose National Day is listed is listed as a whole.
const YEARS = OFF.filter((date) => date.endsWith('-10-01')).map((date) => Number(date.slice(0, 4)));

/** First and last year whose holidays are known. */
export const CHINA_COVERAGE = { first: YEARS[0] ?? 0, last: YEARS.at(-1) ?? 0 } as const;

/**
 * Holidays, and make-up days worked by `hours`, of the years `fromYear` to `toYear`, as far as they are published: `publishedUntil`
 * says so. Throws `DomainError('holidays-unknown')` for years before the records begin, or where all of them are still to be published.
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
