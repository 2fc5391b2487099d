// The service clock: when a target is used up, and how much of it has been used (D1, D2, D4). Pure.

import { DomainError } from '../domain-error';
import type { Calendar } from './calendar';
import type { Reason } from './reason';
import { dateOf, dayNumber, type Instant, instantsOn, parseDuration, timeOfDay } from './time';

/** `window`: only open time counts. `wall`: all time counts, once the window has opened. */
export type Count = 'window' | 'wall';

/** `[begin, end)`; without an end the pause is still open. */
export type Pause = readonly [begin: Instant, end: Instant | undefined];

export interface Measure {
  readonly calendar: Calendar;
  readonly from: Instant;
  readonly count: Count;
  readonly pauses?: readonly Pause[];
}

export interface Due {
  /** `undefined` while paused. */
  readonly due: Instant | undefined;
  readonly paused: boolean;
  /** Seconds of closed pauses that would have counted; an open pause adds none. */
  readonly pausedSeconds: number;
  readonly because: readonly ClockReason[];
}

/** The reasons that a clock gives for its due time. */
type ClockReason = Extract<Reason, readonly [`clock-${string}`, ...unknown[]]>;

/**
 * When `target`, or `percent` of it, is used up. The clock starts at `from`, or at the window's next opening. `PT24H` counts milliseconds as
 * `count` says; used up at closing, it is due at closing. `P1D` counts business days: the same local time on the n-th next business day, or its
 * next opening. A pause that begins before the due time moves it by the pause's counted time; for business days that is open time, whatever `count`
 * says. Throws `DomainError('bad-duration' | 'bad-pause' | 'no-open-hours' | 'span-too-long')`.
 */
export function dueOf(measure: Measure & { readonly target: string; readonly percent?: number }): Due {
  const { calendar, from, target, count, percent = 100 } = measure;
  const duration = parseDuration(target);
  const start = calendar.nextOpening(from);
  const meter = 'days' in duration ? openTime(calendar) : meterOf(calendar, count);
  const because: ClockReason[] = [['clock-from', from]];
  if (start > from) because.push(['clock-opens', start]);
  because.push(['clock-target', target, 'days' in duration ? 'days' : count]);

  let due = 'days' in duration ? businessDaysAfter(calendar, start, duration.days) : meter.advance(start, duration.milliseconds);
  if (percent !== 100) due = meter.advance(start, Math.round((meter.between(start, due) * percent) / 100));
  let pausedMs = 0;
  for (const [begins, end] of joined(measure.pauses ?? [])) {
    const begin = Math.max(begins, start);
    if (begin >= due) break;
    if (end === undefined) {
      because.push(['clock-paused-since', begins]);
      return { due: undefined, paused: true, pausedSeconds: pausedMs / 1000, because };
    }
    const counted = meter.between(begin, end);
    if (counted === 0) continue;
    due = meter.advance(due, counted);
    pausedMs += counted;
    because.push(['clock-pause', begins, end, counted / 1000]);
  }
  if (isClosing(calendar, due)) because.push(['clock-at-closing', due]);
  return { due, paused: false, pausedSeconds: pausedMs / 1000, because };
}

/** Milliseconds that counted in [from, to); 0 where `to` is earlier. Throws `DomainError('bad-pause' | 'span-too-long')`. */
export function elapsed(measure: Measure & { readonly to: Instant }): number {
  const { calendar, from, to, count } = measure;
  const pauses = joined(measure.pauses ?? []);
  // Before the first opening the clock has not started, not even one of wall time.
  if (calendar.openBetween(from, to) === 0) return 0;
  const meter = meterOf(calendar, count);
  const start = calendar.nextOpening(from);
  const paused = pauses.map(([begin, end = to]) => meter.between(Math.max(begin, start), Math.min(end, to)));
  return paused.reduce((left, ms) => left - ms, meter.between(start, to));
}

/** A way of counting: by open time or by all time. */
interface Meter {
  readonly between: (from: Instant, to: Instant) => number;
  readonly advance: (from: Instant, milliseconds: number) => Instant;
}

const wallTime: Meter = {
  between: (from, to) => Math.max(0, to - from),
  advance: (from, milliseconds) => from + milliseconds,
};

const openTime = (calendar: Calendar): Meter => ({ between: calendar.openBetween, advance: calendar.dueAfter });

const meterOf = (calendar: Calendar, count: Count): Meter => (count === 'wall' ? wallTime : openTime(calendar));

function businessDaysAfter(calendar: Calendar, start: Instant, days: number): Instant {
  if (days === 0) return start;
  const { timeZone } = calendar;
  const date = calendar.addBusinessDays(dateOf(start, timeZone), days);
  const time = timeOfDay(start, timeZone);
  const minutes = Math.floor(time / 60_000);
  const sameTime = instantsOn(dayNumber(date), timeZone)(minutes) + (time - minutes * 60_000);
  return isClosing(calendar, sameTime) ? sameTime : calendar.nextOpening(sameTime);
}

const isClosing = (calendar: Calendar, instant: Instant): boolean =>
  // The millisecond before closing belongs to the closing day, even where closing is midnight.
  calendar.openIntervals(dateOf(instant - 1, calendar.timeZone)).some(([, close]) => close === instant);

/** Pauses in order, with overlapping ones joined. */
function joined(pauses: readonly Pause[]): readonly Pause[] {
  const found: Pause[] = [];
  for (const [begin, end] of [...pauses].sort(([a], [b]) => a - b)) {
    if (end !== undefined && end < begin) throw new DomainError('bad-pause');
    const last = found.at(-1);
    if (!last || (last[1] !== undefined && last[1] < begin)) found.push([begin, end]);
    else if (last[1] !== undefined) found[found.length - 1] = [last[0], end === undefined ? undefined : Math.max(last[1], end)];
  }
  return found;
}
