// A calendar as people write it, and the check that it is possible (D8).
import { DomainError } from '../domain-error';
import type { Problem } from '../problems/problems';
import { dayNumber, isPlainDate, isZone, minutesOf, type PlainDate, WEEKDAYS, type Weekday } from './time';

/** `[open, close)` in local time `HH:MM`; `24:00` is allowed as an end. */
export type Hours = readonly (readonly [open: string, close: string])[];

/** The same JSON in playbooks, in terms and for `perennial clock`. A shift overrides a holiday, a holiday overrides the week. */
export interface CalendarDefinition {
  /** IANA zone of all its hours and dates. */
  readonly timeZone: string;
  /** Hours by weekday; a weekday that is absent is closed. */
  readonly week: Readonly<Partial<Record<Weekday, Hours>>>;
  readonly holidays?: readonly PlainDate[];
  /** `MM-DD`, every year; `02-29` where there is one. */
  readonly recurringHolidays?: readonly string[];
  /** Dates with their own hours, such as make-up working days and short days; `[]` closes a day. */
  readonly shifts?: Readonly<Record<PlainDate, Hours>>;
  /** The last date for which the holidays are known. */
  readonly publishedUntil?: PlainDate;
}

/** `[open, close)` in minutes since midnight. */
export type Minutes = readonly [open: number, close: number];

/** A checked definition, with lookups by day number for dates. */
export interface CheckedCalendar {
  readonly timeZone: string;
  readonly week: ReadonlyMap<Weekday, readonly Minutes[]>;
  readonly holidays: ReadonlySet<number>;
  readonly recurringHolidays: ReadonlySet<string>;
  readonly shifts: ReadonlyMap<number, readonly Minutes[]>;
  readonly publishedUntil: PlainDate | undefined;
}

const FIELDS = ['timeZone', 'week', 'holidays', 'recurringHolidays', 'shifts', 'publishedUntil'];

/**
 * Checks a calendar of unknown form. Throws a `DomainError` whose parameters name the place: `bad-calendar`, `bad-zone`, `bad-interval`, `bad-date`,
 * or `no-open-hours` for a calendar that is never open.
 */
export function checkCalendar(definition: unknown): void {
  checkedCalendar(definition);
}

/** Checks like `checkCalendar`, and returns the lookups. */
export function checkedCalendar(definition: unknown): CheckedCalendar {
  const calendar = recordAt('calendar', definition);
  for (const field of Object.keys(calendar))
    if (!FIELDS.includes(field)) refuse('bad-calendar', { where: `calendar.${field}`, why: 'unknown-field', known: FIELDS });
  const { timeZone, publishedUntil } = calendar;
  if (typeof timeZone !== 'string' || !isZone(timeZone)) return refuse('bad-zone', { where: 'calendar.timeZone', given: shown(timeZone) });
  if (publishedUntil !== undefined && !isPlainDate(publishedUntil)) return refuseDate('calendar.publishedUntil', publishedUntil);
  const checked: CheckedCalendar = {
    timeZone,
    week: new Map(
      Object.entries(recordAt('calendar.week', calendar.week)).map(([day, hours]) => [
        WEEKDAYS.find((name) => name === day) ??
          refuse('bad-calendar', { where: `calendar.week.${day}`, why: 'unknown-weekday', known: WEEKDAYS }),
        minutesAt(`calendar.week.${day}`, hours),
      ]),
    ),
    holidays: new Set(listAt('calendar.holidays', calendar.holidays).map((date, n) => dayAt(`calendar.holidays[${n}]`, date))),
    recurringHolidays: new Set(
      listAt('calendar.recurringHolidays', calendar.recurringHolidays).map((date, n) =>
        recurringAt(`calendar.recurringHolidays[${n}]`, date),
      ),
    ),
    shifts: new Map(
      Object.entries(recordAt('calendar.shifts', calendar.shifts ?? {})).map(([date, hours]) => [
        dayAt('calendar.shifts', date),
        minutesAt(`calendar.shifts.${date}`, hours),
      ]),
    ),
    publishedUntil,
  };
  const allHours = [...checked.week.values(), ...checked.shifts.values()];
  if (allHours.every((hours) => hours.length === 0)) refuse('no-open-hours', { where: 'calendar.week' });
  return checked;
}

function refuse(...problem: Problem): never {
  throw new DomainError(...problem);
}

const refuseDate = (where: string, value: unknown): never => refuse('bad-date', { where, given: shown(value) });

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 40);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const recordAt = (where: string, value: unknown): Record<string, unknown> =>
  isRecord(value) ? value : refuse('bad-calendar', { where, why: 'not-an-object', given: shown(value) });

const listAt = (where: string, value: unknown): readonly unknown[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : refuse('bad-calendar', { where, why: 'not-a-list', given: shown(value) });
};

const dayAt = (where: string, value: unknown): number => (isPlainDate(value) ? dayNumber(value) : refuseDate(where, value));

const recurringAt = (where: string, value: unknown): string =>
  // 2024 is a leap year: the 29th of February is a date, the 30th is not.
  typeof value === 'string' && isPlainDate(`2024-${value}`) ? value : refuse('bad-date', { where, given: shown(value), isYearly: true });

/** Intervals in order; two that touch are joined. */
function minutesAt(where: string, value: unknown): readonly Minutes[] {
  if (!Array.isArray(value)) return refuse('bad-interval', { where, why: 'not-a-list', given: shown(value) });
  const intervals = value.map((interval: unknown, n) => intervalAt(`${where}[${n}]`, interval)).sort(([a], [b]) => a - b);
  const joined: Minutes[] = [];
  for (const [open, close] of intervals) {
    const last = joined.at(-1);
    if (last && open < last[1]) refuse('bad-interval', { where, why: 'overlap', given: shown(value) });
    if (last && open === last[1]) joined[joined.length - 1] = [last[0], close];
    else joined.push([open, close]);
  }
  return joined;
}

function intervalAt(where: string, value: unknown): Minutes {
  const [open, close] = Array.isArray(value) && value.length === 2 ? value.map(minutesOf) : [];
  if (open === undefined || close === undefined) return refuse('bad-interval', { where, why: 'not-an-interval', given: shown(value) });
  if (open >= close) return refuse('bad-interval', { where, why: 'reversed', given: shown(value) });
  return [open, close];
}
