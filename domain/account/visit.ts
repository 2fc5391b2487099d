// The visit after a handover: its possible days and hours, and the first hour at which whoever makes it is free (E2).
import { type Calendar, calendarOf } from '../time/calendar';
import { dateOf, dayNumber, type Instant, instantsOn, type PlainDate } from '../time/time';
import type { Occurrence, Terms } from './terms';
import type { Appointment } from './types';

const MINUTE = 60_000;
/** Minutes between two possible hours. */
const STEP = 30;
/** Minutes of travel between two visits: first with travel time, then without. */
const WAYS: readonly number[] = [STEP, 0];

/** The business days and hours at which a visit may be. */
export interface VisitWindow {
  readonly calendar: Calendar;
  /** From the day of the rule to the last day that it allows. */
  readonly days: readonly PlainDate[];
  /** The rule's own hour: milliseconds of the day in the calendar's zone. */
  readonly preferred: Instant;
  readonly minutes: number;
}

/** The window of the visit `planned`, whose rule counts from `on`; `undefined` where it is not a meeting with an hour. */
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

/** Whether a visit may be at that hour; with 0 minutes: on that day. */
export function isWithin({ calendar, days, minutes }: VisitWindow, { due, minutes: asked }: Appointment): boolean {
  const day = dateOf(due, calendar.timeZone);
  if (!days.includes(day)) return false;
  return asked === 0 ? due === calendar.closing(day) : asked === minutes && isOpen(calendar, day, due, minutes);
}

const isOpen = (calendar: Calendar, day: PlainDate, at: Instant, minutes: number): boolean =>
  calendar.openIntervals(day).some(([opens, closes]) => opens <= at && at + minutes * MINUTE <= closes);

/** The possible hours of a day: the rule's own and later ones, then earlier ones. */
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
 * The first hour after `now` that overlaps none of `taken`: day by day, on each day from the rule's own hour on, with half an hour of travel where
 * there is room. Where every hour is taken: the day with fewest visits, its hour still to be agreed (0 minutes).
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
