// Instants, plain dates, zones and durations. Only this file uses a library for zoned time. It runs inside workflows: it never asks the time, and
// no result depends on the host's zone.
import { Temporal } from 'temporal-polyfill/implementation';
import { DomainError } from '../domain-error';

/** Milliseconds since the epoch, UTC. */
export type Instant = number;
/** `YYYY-MM-DD`. */
export type PlainDate = string;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NANOSECONDS = 1_000_000n;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
// Named zones only: an offset such as +08:00 has neither daylight saving nor history.
const ZONE = /^[A-Za-z][\w+/-]*$/;
const PERIOD = /^([+-]?)P(?=\d)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?$/;
const DAYS_DURATION = /^P(\d{1,6})D$/;
const TIME_DURATION = /^PT(?=\d)(?:(\d{1,9}(?:[.,]\d+)?)H)?(?:(\d{1,9}(?:[.,]\d+)?)M)?(?:(\d{1,12}(?:[.,]\d+)?)S)?$/;

/** An ISO 8601 date and time with `Z` or an offset. Fractions below a millisecond are cut. Throws `DomainError('bad-instant')`. */
export function parseInstant(text: string): Instant {
  try {
    if (INSTANT.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    // Not an existing date, such as the 30th of February: refused below.
  }
  throw new DomainError('bad-instant', { text });
}

/** ISO 8601 in UTC: `2026-01-22T10:00:00Z`, with a fraction only where there is one. */
export const formatInstant = (instant: Instant): string => new Date(instant).toISOString().replace(/\.?0+Z$/, 'Z');

/** Days since 1970-01-01. Throws `DomainError('bad-date')` for what is no date `YYYY-MM-DD`. */
export function dayNumber(date: PlainDate): number {
  const civil = civilOf(date);
  if (!civil) throw new DomainError('bad-date', { date });
  return daysFromCivil(civil.year, civil.month, civil.day);
}

/** The date `day` days after 1970-01-01. Throws `DomainError('date-out-of-range')` outside the years 0 to 9999. */
export function dateOfDay(day: number): PlainDate {
  // Years start in March here, so that the leap day comes last. 400 years have 146,097 days.
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= 0 && year <= 9999)) throw new DomainError('date-out-of-range');
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** Whether `text` is a date `YYYY-MM-DD` that exists. */
export const isPlainDate = (text: unknown): text is PlainDate => typeof text === 'string' && civilOf(text) !== undefined;

/** Whether `text` names a time zone of the IANA database, such as `Asia/Shanghai`. */
export function isZone(text: unknown): boolean {
  if (typeof text !== 'string' || !ZONE.test(text)) return false;
  if (shiftsByZone.has(text)) return true;
  try {
    zoned(0, text);
    return true;
  } catch {
    return false;
  }
}

/** `addPeriods` with one period. */
export const addPeriod = (date: PlainDate, period: string, times = 1): PlainDate => addPeriods(date, [period, times]);

/** A period in months, years among them, and days, weeks among them; each negative where the period is. */
interface PeriodParts {
  readonly months: number;
  readonly days: number;
}

// The few dozen periods of a playbook are parsed over and over: remember them.
const periodsRead = new Map<string, PeriodParts>();
const PERIODS_REMEMBERED = 1000;

/** The parts of an ISO 8601 period such as `P3M` or `-P90D`; `undefined` where it is none. */
export function periodParts(period: string): PeriodParts | undefined {
  const known = periodsRead.get(period);
  if (known) return known;
  const found = PERIOD.exec(period);
  if (!found) return undefined;
  const [, sign, y = 0, m = 0, w = 0, d = 0] = found;
  const factor = sign === '-' ? -1 : 1;
  const parts = { months: factor * (Number(y) * 12 + Number(m)), days: factor * (Number(w) * 7 + Number(d)) };
  if (periodsRead.size >= PERIODS_REMEMBERED) periodsRead.clear();
  periodsRead.set(period, parts);
  return parts;
}

/**
 * Adds ISO 8601 periods of years, months, weeks and days (`P3M`, `-P90D`), each `times` times, in one addition: first all years and months, clamped
 * at the month's end, then all weeks and days. Throws `DomainError('bad-period' | 'bad-date' | 'date-out-of-range')`.
 */
export function addPeriods(date: PlainDate, ...periods: readonly (readonly [period: string, times: number])[]): PlainDate {
  let months = 0;
  let days = 0;
  for (const [period, times] of periods) {
    const parts = periodParts(period);
    if (!parts) throw new DomainError('bad-period', { text: period });
    months += times * parts.months;
    days += times * parts.days;
  }
  if (months === 0) return dateOfDay(dayNumber(date) + days);
  const civil = civilOf(date) ?? { year: 0, month: 0, day: dayNumber(date) };
  const month = civil.year * 12 + (civil.month - 1) + months;
  const year = Math.floor(month / 12);
  const monthOfYear = month - year * 12 + 1;
  return dateOfDay(daysFromCivil(year, monthOfYear, Math.min(civil.day, lengthOfMonth(year, monthOfYear))) + days);
}

/** The date `days` calendar days later; earlier where negative. */
export const addDays = (date: PlainDate, days: number): PlainDate => dateOfDay(dayNumber(date) + days);

/** Calendar days from one date to another; negative where `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumber(to) - dayNumber(from);

export const weekday = (date: PlainDate): Weekday => weekdayOfDay(dayNumber(date));

/** The weekday of a day number; 1970-01-01 was a Thursday. */
export const weekdayOfDay = (day: number): Weekday => WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? 'mon';

/** Minutes since midnight of `HH:MM` or `24:00`; `undefined` for anything else. */
export function minutesOf(time: unknown): number | undefined {
  const found = typeof time === 'string' ? TIME.exec(time) : null;
  return found ? Number(found[1] ?? 24) * 60 + Number(found[2] ?? 0) : undefined;
}

/**
 * The instant at which clocks in `zone` show `time` (`HH:MM`) on `date`; `24:00` is the next midnight. A local time that does not exist moves
 * forward by the gap; one that exists twice is the first. Throws `DomainError('bad-time' | 'bad-date' | 'bad-zone')`.
 */
export function toInstant(date: PlainDate, time: string, zone: string): Instant {
  const minutes = minutesOf(time);
  if (minutes === undefined) throw new DomainError('bad-time', { text: time });
  return instantOfLocal(dayNumber(date) * DAY + minutes * MINUTE, zone);
}

/** Like `toInstant`, for many times of one day: takes minutes since midnight, and is cheaper. */
export function instantsOn(day: number, zone: string): (minutes: number) => Instant {
  const midnight = day * DAY;
  const offset = offsetAt(midnight - DAY, zone);
  if (offset === offsetAt(midnight + 2 * DAY, zone)) return (minutes) => midnight - offset + minutes * MINUTE;
  return (minutes) => instantOfLocal(midnight + minutes * MINUTE, zone);
}

/** The date in `zone` at an instant. Throws `DomainError('bad-zone')`. */
export const dateOf = (instant: Instant, zone: string): PlainDate => dateOfDay(dayOf(instant, zone));

/** The date in `zone` at an instant, as a day number. */
export const dayOf = (instant: Instant, zone: string): number => Math.floor((instant + offsetAt(instant, zone)) / DAY);

/** Milliseconds since midnight that clocks in `zone` show at an instant. */
export const timeOfDay = (instant: Instant, zone: string): number => instant + offsetAt(instant, zone) - dayOf(instant, zone) * DAY;

/** The first instant of a date in `zone`. */
export const startOfDay = (date: PlainDate, zone: string): Instant => instantOfLocal(dayNumber(date) * DAY, zone);

/** A target: milliseconds, or business days. */
export type Duration = { readonly milliseconds: number } | { readonly days: number };

/** Milliseconds since midnight as `09:30`. */
export function clockTime(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const digits = (count: number): string => String(count).padStart(2, '0');
  return `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}

/** `PT24H`, `PT1H30M`, `PT0.5H`, or whole days `P2D`; never negative. Throws `DomainError('bad-duration')`. */
export function parseDuration(text: string): Duration {
  const days = DAYS_DURATION.exec(text)?.[1];
  if (days !== undefined) return { days: Number(days) };
  const found = TIME_DURATION.exec(text);
  if (!found) throw new DomainError('bad-duration', { text });
  const part = (index: number): number => Number((found[index] ?? '0').replace(',', '.'));
  return { milliseconds: Math.round(part(1) * HOUR + part(2) * MINUTE + part(3) * SECOND) };
}

interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function civilOf(date: PlainDate): Civil | undefined {
  if (!DATE.test(date)) return undefined;
  const civil = { year: digits(date, 0, 4), month: digits(date, 5, 7), day: digits(date, 8, 10) };
  return civil.month >= 1 && civil.month <= 12 && civil.day >= 1 && civil.day <= lengthOfMonth(civil.year, civil.month) ? civil : undefined;
}

/** The number written in `text` from `from` to `to`. No regular expression: dates are parsed more often than anything else. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at += 1) number = number * 10 + text.charCodeAt(at) - 48;
  return number;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const lengthOfMonth = (year: number, month: number): number => {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

function daysFromCivil(year: number, month: number, day: number): number {
  const yearFromMarch = month <= 2 ? year - 1 : year;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearFromMarch / 4) - Math.floor(yearFromMarch / 100) + Math.floor(yearFromMarch / 400);
  return yearFromMarch * 365 + leapDays + dayOfYear - 719468;
}

/** A zone's offset in a block of 16 days, before and after its change at `at`. No zone changes twice within 16 days. */
interface Shift {
  readonly at: Instant;
  readonly before: number;
  readonly after: number;
}

// Remembers offsets in blocks of 16 days: a year then costs some 25 questions to the library, not one for each of its 2,000 openings and closings.
// A question takes 20 microseconds.
const BLOCK = 16 * DAY;
const shiftsByZone = new Map<string, Map<number, Shift>>();

function offsetAt(instant: Instant, zone: string): number {
  const block = Math.floor(instant / BLOCK);
  const shift = shiftsByZone.get(zone)?.get(block) ?? findShift(block, zone);
  return instant < shift.at ? shift.before : shift.after;
}

function findShift(block: number, zone: string): Shift {
  if (!isZone(zone)) throw new DomainError('bad-zone', { zone });
  const shifts = shiftsByZone.get(zone) ?? new Map<number, Shift>();
  shiftsByZone.set(zone, shifts);
  const start = block * BLOCK;
  const end = start + BLOCK;
  const before = shifts.get(block - 1)?.after ?? zoned(start, zone).offsetNanoseconds / 1e6;
  const after = zoned(end, zone).offsetNanoseconds / 1e6;
  // Searched backwards: forwards, the library asks the time, to know how far to look.
  const last = before === after ? undefined : zoned(end + SECOND, zone).getTimeZoneTransition('previous');
  const shift = { at: last?.epochMilliseconds ?? start, before, after };
  shifts.set(block, shift);
  return shift;
}

const zoned = (instant: Instant, zone: string): Temporal.ZonedDateTime => new Temporal.ZonedDateTime(BigInt(instant) * NANOSECONDS, zone);

/** The instant at which clocks show `local`, given in milliseconds as if it were UTC. */
function instantOfLocal(local: number, zone: string): Instant {
  const before = offsetAt(local - DAY, zone);
  const after = offsetAt(local + DAY, zone);
  const early = local - before;
  if (before === after || offsetAt(early, zone) === before) return early;
  const late = local - after;
  // Neither fits: the time does not exist, and the offset before the gap moves it forward by the gap.
  return offsetAt(late, zone) === after ? late : early;
}
