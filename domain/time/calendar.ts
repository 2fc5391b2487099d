// Business calendars: open hours, business days, rolling. All dates are dates in the calendar's zone (D8).

import { DomainError } from '../domain-error';
import { type CalendarDefinition, type CheckedCalendar, checkedCalendar, type Minutes } from './calendar-definition';
import { dateOfDay, dayNumber, dayOf, type Instant, instantsOn, type PlainDate, weekdayOfDay } from './time';

export { type CalendarDefinition, checkCalendar, type Hours } from './calendar-definition';

/** Where a date goes that is not a business day. `modified-following`: the next one, or the one before where the next is in another month. */
export type Roll = 'following' | 'preceding' | 'modified-following' | 'none';

/** `[open, close)`. */
type OpenInterval = readonly [open: Instant, close: Instant];

export interface Calendar {
  readonly timeZone: string;
  /** The open intervals of a date, in order. */
  readonly openIntervals: (date: PlainDate) => readonly OpenInterval[];
  readonly isBusinessDay: (date: PlainDate) => boolean;
  /** The n-th business day after `date`; before it for a negative n; `date` itself for 0. Throws `DomainError('no-open-hours')`. */
  readonly addBusinessDays: (date: PlainDate, n: number) => PlainDate;
  /** `date` rolled to a business day. Throws `DomainError('no-open-hours')`. */
  readonly roll: (date: PlainDate, how: Roll) => PlainDate;
  /** The first opening of a business day. Throws `DomainError('closed-day')`. */
  readonly opening: (date: PlainDate) => Instant;
  /** The opening of the n-th business day after `date`; before it for a negative n; of `date` itself for 0. */
  readonly openingAfter: (date: PlainDate, n: number) => Instant;
  /** The last closing of a business day. Throws `DomainError('closed-day')`. */
  readonly closing: (date: PlainDate) => Instant;
  /** `closing` as local time `HH:MM`. Throws `DomainError('closed-day')`. */
  readonly closingTime: (date: PlainDate) => string;
  /** The first open instant from `instant` on; `instant` itself when open. Throws `DomainError('no-open-hours')`. */
  readonly nextOpening: (instant: Instant) => Instant;
  /** Open milliseconds in [from, to); 0 where `to` is earlier. Throws `DomainError('span-too-long')`. */
  readonly openBetween: (from: Instant, to: Instant) => number;
  /**
   * The instant at which `openMs` of open time are used up; used up at closing, it is closing. Throws `DomainError('no-open-hours' |
   * 'span-too-long')`.
   */
  readonly dueAfter: (from: Instant, openMs: number) => Instant;
  /** Whether the holidays of a date have been published. */
  readonly isPublished: (date: PlainDate) => boolean;
}

// Days to look ahead for an opening. Even a calendar open only on leap days that fall on a Monday opens sooner.
const HORIZON_DAYS = 100 * 366;
const REMEMBERED_DAYS = 1000;
const CLOSED: readonly OpenInterval[] = [];

const calendars = new WeakMap<CalendarDefinition, Calendar>();

/** The calendar of a definition, checked once for each object. Throws what `checkCalendar` throws. */
export function calendarOf(definition: CalendarDefinition): Calendar {
  const known = calendars.get(definition);
  if (known) return known;
  const calendar = calendarFrom(checkedCalendar(definition));
  calendars.set(definition, calendar);
  return calendar;
}

function calendarFrom({ timeZone, week, holidays, recurringHolidays, shifts, publishedUntil }: CheckedCalendar): Calendar {
  const remembered = new Map<number, readonly OpenInterval[]>();

  const hoursOf = (day: number): readonly Minutes[] => {
    const shift = shifts.get(day);
    if (shift) return shift;
    const isHoliday = holidays.has(day) || (recurringHolidays.size > 0 && recurringHolidays.has(dateOfDay(day).slice(5)));
    return (isHoliday ? undefined : week.get(weekdayOfDay(day))) ?? [];
  };

  const intervalsOf = (day: number): readonly OpenInterval[] => {
    const known = remembered.get(day);
    if (known) return known;
    const hours = hoursOf(day);
    const intervals = hours.length === 0 ? CLOSED : placed(hours, day, timeZone);
    if (remembered.size >= REMEMBERED_DAYS) remembered.clear();
    remembered.set(day, intervals);
    return intervals;
  };

  const isOpenOn = (day: number): boolean => intervalsOf(day).length > 0;

  /** The `count`-th business day from `day` on, in steps of +1 or -1. A business day counts itself as the first. */
  const businessDayFrom = (day: number, step: 1 | -1, count = 1): number => {
    let left = count;
    for (let at = day, closed = 0; closed < HORIZON_DAYS; at += step) {
      if (!isOpenOn(at)) {
        closed += 1;
        continue;
      }
      closed = 0;
      left -= 1;
      if (left === 0) return at;
    }
    throw new DomainError('no-open-hours', { side: step > 0 ? 'after' : 'before', date: dateOfDay(day), isFull: true });
  };

  /** Every interval of the next `days` days that ends after `from`, in order. */
  function* intervalsFrom(from: Instant, days = HORIZON_DAYS): Generator<OpenInterval> {
    const first = dayOf(from, timeZone);
    for (let day = first; day < first + days; day += 1) for (const interval of intervalsOf(day)) if (interval[1] > from) yield interval;
  }

  const ofBusinessDay = <Of>(date: PlainDate, part: Of | undefined): Of => {
    if (part === undefined) throw new DomainError('closed-day', { date });
    return part;
  };

  const nextOpening = (instant: Instant): Instant => {
    for (const [open] of intervalsFrom(instant)) return Math.max(open, instant);
    throw new DomainError('no-open-hours', { side: 'after', date: dateOfDay(dayOf(instant, timeZone)) });
  };

  return {
    timeZone,
    openIntervals: (date) => intervalsOf(dayNumber(date)),
    isBusinessDay: (date) => isOpenOn(dayNumber(date)),
    addBusinessDays: (date, n) => {
      if (n === 0) return date;
      const step = n > 0 ? 1 : -1;
      return dateOfDay(businessDayFrom(dayNumber(date) + step, step, Math.abs(n)));
    },
    roll: (date, how) => {
      const day = dayNumber(date);
      if (how === 'none' || isOpenOn(day)) return date;
      if (how === 'preceding') return dateOfDay(businessDayFrom(day, -1));
      const following = dateOfDay(businessDayFrom(day, 1));
      const isNextMonth = following.slice(0, 7) !== date.slice(0, 7);
      return how === 'modified-following' && isNextMonth ? dateOfDay(businessDayFrom(day, -1)) : following;
    },
    openingAfter: (date, n) => {
      const step = n > 0 ? 1 : -1;
      const day = dayNumber(date);
      return ofBusinessDay(date, intervalsOf(n === 0 ? day : businessDayFrom(day + step, step, Math.abs(n)))[0]?.[0]);
    },
    opening: (date) => ofBusinessDay(date, intervalsOf(dayNumber(date))[0]?.[0]),
    closing: (date) => ofBusinessDay(date, intervalsOf(dayNumber(date)).at(-1)?.[1]),
    closingTime: (date) => {
      const minutes = ofBusinessDay(date, hoursOf(dayNumber(date)).at(-1)?.[1]);
      return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    },
    nextOpening,
    openBetween: (from, to) => {
      let open = 0;
      if (to <= from) return open;
      const days = dayOf(to, timeZone) - dayOf(from, timeZone) + 1;
      if (days > HORIZON_DAYS) return refuseSpan();
      for (const [opens, closes] of intervalsFrom(from, days)) if (opens < to) open += Math.min(closes, to) - Math.max(opens, from);
      return open;
    },
    dueAfter: (from, openMs) => {
      if (openMs <= 0) return nextOpening(from);
      let left = openMs;
      let at = from;
      for (const [opens, closes] of intervalsFrom(from)) {
        const start = Math.max(opens, from);
        if (left <= closes - start) return start + left;
        left -= closes - start;
        at = closes;
      }
      // `nextOpening` throws where the calendar never opens again; otherwise the span is too long.
      nextOpening(at);
      return refuseSpan();
    },
    isPublished: (date) => publishedUntil === undefined || date <= publishedUntil,
  };
}

function refuseSpan(): never {
  throw new DomainError('span-too-long');
}

/**
 * Local hours of one day as instants. Where clocks go forward, intervals can overlap or end before they begin: overlaps are joined, and a day that
 * does not exist is closed.
 */
function placed(hours: readonly Minutes[], day: number, zone: string): readonly OpenInterval[] {
  const at = instantsOn(day, zone);
  const endOfDay = at(24 * 60);
  const intervals: OpenInterval[] = [];
  let closed = at(0);
  for (const [from, to] of hours.map(([open, close]) => [at(open), at(close)] as const).sort(([a], [b]) => a - b)) {
    const open = Math.max(from, closed);
    const close = Math.min(to, endOfDay);
    if (open >= close) continue;
    intervals.push([open, close]);
    closed = close;
  }
  return intervals;
}
