// The visit after a handover: when it may be, and the first hour at which whoever makes it is free (E2).
import { type Calendar, calendarOf } from '../time/calendar';
import { dateOf, dayNumber, type Instant, instantsOn, type PlainDate } from '../time/time';
import type { Occurrence, Terms } from './terms';
import type { Appointment } from './types';

const MINUTE = 60_000;
/** Minutes between two hours that may be proposed. */
const STEP = 30;
/** Minutes on the way from one visit to the next, where the days have room for them. */
const WAYS: readonly number[] = [STEP, 0];

/** Business days and hours at which a visit may be. */
export interface VisitWindow {
  readonly calendar: Calendar;
  /** From the rule's own day to the last one that it allows. */
  readonly days: readonly PlainDate[];
  /** Milliseconds of the day, in the calendar's zone, at which the rule would have it. */
  readonly preferred: Instant;
  readonly minutes: number;
}

/** When the visit `planned`, reckoned from the date `on`, may be; `undefined` where it is no meeting at an hour. */
export function visitWindow(planned: Occurrence, on: PlainDate, { calendar: definition, touchpoints }: Terms): VisitWindow | undefined {
  const { touchpoint, due, meeting: minutes } = planned;
  const rule = touchpoints.find(({ id }) => id === touchpoint)?.when;
  if (!minutes || !rule) return undefined;
  const calendar = calendarOf(definition);
  const first = dateOf(due, calendar.timeZone);
  const last = rule.latest === undefined ? first : calendar.addBusinessDays(on, rule.latest);
  const days = [first];
  for (let day = calendar.addBusinessDays(first, 1); day <= last; day = calendar.addBusinessDays(day, 1)) days.push(day);
  return { calendar, days, preferred: due, minutes };
}

/** Whether a visit may be at that hour, or, without an hour (0 minutes), on that day. */
export function isWithin({ calendar, days, minutes }: VisitWindow, { due, minutes: asked }: Appointment): boolean {
  const day = dateOf(due, calendar.timeZone);
  if (!days.includes(day)) return false;
  return asked === 0 ? due === calendar.closing(day) : asked === minutes && isOpen(calendar, day, due, minutes);
}

const isOpen = (calendar: Calendar, day: PlainDate, at: Instant, minutes: number): boolean =>
  calendar.openIntervals(day).some(([opens, closes]) => opens <= at && at + minutes * MINUTE <= closes);

/** The hours of a day that may be proposed: the rule's own and those after it, then those before it. */
function hoursOf({ calendar, preferred, minutes }: VisitWindow, day: PlainDate): Instant[] {
  const zone = calendar.timeZone;
  const minuteOf = (instant: Instant, date: PlainDate) => Math.round((instant - instantsOn(dayNumber(date), zone)(0)) / MINUTE);
  const at = instantsOn(dayNumber(day), zone);
  const own = minuteOf(preferred, dateOf(preferred, zone));
  const later = Array.from({ length: Math.ceil((24 * 60 - own) / STEP) }, (_, index) => own + index * STEP);
  const earlier = Array.from({ length: Math.floor(own / STEP) }, (_, index) => own - (index + 1) * STEP);
  return [...later, ...earlier].map(at).filter((instant) => isOpen(calendar, day, instant, minutes));
}

/**
 * The first hour after `now` that overlaps none of `taken`, day after day, each from the rule's own hour on; the half hour on the way is
 * left free while there is room. Where no hour is left: the day with fewest visits, its hour to be agreed on (0 minutes).
 */
export function firstFree(window: VisitWindow, taken: readonly Appointment[], now: Instant): Appointment {
  const { calendar, days, minutes } = window;
  for (const way of WAYS)
    for (const day of days)
      for (const due of hoursOf(window, day)) {
        const [from, until] = [due - way * MINUTE, due + (minutes + way) * MINUTE];
        if (due > now && taken.every((one) => one.due + one.minutes * MINUTE <= from || until <= one.due)) return { due, minutes };
      }
  const ahead = days.filter((day) => calendar.closing(day) > now);
  const visitsOn = (day: PlainDate) => taken.filter(({ due }) => dateOf(due, calendar.timeZone) === day).length;
  const [emptiest = days.at(-1) ?? ''] = ahead.toSorted((a, b) => visitsOn(a) - visitsOn(b));
  return { due: calendar.closing(emptiest), minutes: 0 };
}
