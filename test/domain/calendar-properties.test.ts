// Properties of every calendar and clock, compared with a second, slow way to compute the same.
import * as fc from 'fast-check';
import { type CalendarDefinition, calendarOf } from '../../domain/time/calendar';
import { type Count, dueOf, elapsed, type Pause } from '../../domain/time/clock';
import { addDays, parseInstant, WEEKDAYS } from '../../domain/time/time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAYS = 24 * HOUR;
const FIRST = parseInstant('2026-01-01T00:00:00Z');

const time = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** One or two intervals between 04:00 and 24:00: clocks change earlier in the night. */
const hours = fc
  .uniqueArray(fc.integer({ min: 16, max: 96 }), { minLength: 2, maxLength: 4 })
  .map((quarters) => quarters.sort((a, b) => a - b).map((quarter) => time(quarter * 15)))
  .map(([a = '', b = '', c, d]) => (c && d ? [[a, b] as const, [c, d] as const] : [[a, b] as const]));
const someDate = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2025-11-01', days));
const definition: fc.Arbitrary<CalendarDefinition> = fc
  .record({
    timeZone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'),
    mon: hours,
    week: fc.dictionary(fc.constantFrom(...WEEKDAYS), hours),
    holidays: fc.array(someDate, { maxLength: 20 }),
    recurringHolidays: fc.subarray(['01-01', '12-25', '05-01']),
    shifts: fc.dictionary(someDate, fc.oneof(hours, fc.constant([])), { maxKeys: 8 }),
  })
  .map(({ mon, week, ...rest }) => ({ ...rest, week: { mon, ...week } }));
const calendars = definition.map(calendarOf);

const instants = fc.integer({ min: 0, max: 365 * 24 * 60 }).map((minutes) => FIRST + minutes * MINUTE);
const targets = fc.integer({ min: 0, max: 200 * 60 });
const asTarget = (minutes: number): string => `PT${minutes}M`;
const counts = fc.constantFrom<Count>('window', 'wall');
const pauses = fc.array(
  fc.tuple(instants, fc.integer({ min: 0, max: 20 * 24 * 60 })).map(([begin, minutes]): Pause => [begin, begin + minutes * MINUTE]),
  { maxLength: 5 },
);

/** Open minutes, counted minute by minute on a wall clock of the zone. */
class Wall {
  private readonly format: Intl.DateTimeFormat;
  constructor(private readonly definition: CalendarDefinition) {
    this.format = new Intl.DateTimeFormat('sv-SE', { timeZone: definition.timeZone, dateStyle: 'short', timeStyle: 'short' });
  }
  isOpen(instant: number): boolean {
    const { week, holidays = [], recurringHolidays = [], shifts = {} } = this.definition;
    const [date = '', clock = ''] = this.format.format(instant).split(' ');
    const isHoliday = holidays.includes(date) || recurringHolidays.includes(date.slice(5));
    const ordinary = isHoliday ? [] : (week[WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7] ?? 'mon'] ?? []);
    return (shifts[date] ?? ordinary).some(([open, close]) => open <= clock && clock < close);
  }
}

describe('minute by minute', () => {
  test('the same time is open', () =>
    fc.assert(
      fc.property(definition, instants, fc.integer({ min: 0, max: 4 * 24 * 60 }), (drawn, from, minutes) => {
        const wall = new Wall(drawn);
        let open = 0;
        for (let minute = 0; minute < minutes; minute += 1) if (wall.isOpen(from + minute * MINUTE)) open += MINUTE;
        expect(calendarOf(drawn).openBetween(from, from + minutes * MINUTE)).toBe(open);
      }),
      { numRuns: 40 },
    ));

  test('a clock with pauses ends at the same minute', () =>
    fc.assert(
      fc.property(definition, instants, fc.integer({ min: 1, max: 600 }), counts, pauses, (drawn, from, minutes, count, around) => {
        const wall = new Wall(drawn);
        // Pauses near the start, since others would rarely matter.
        const near = around.map(
          ([begin, end = begin]): Pause => [
            from + (begin % (3 * DAYS)) - DAYS,
            from + (begin % (3 * DAYS)) - DAYS + ((end - begin) % DAYS),
          ],
        );
        let left = minutes;
        let at = from;
        const until = from + 30 * DAYS;
        while (!wall.isOpen(at) && at < until) at += MINUTE;
        for (; left > 0 && at < until; at += MINUTE) {
          const isPaused = near.some(([begin, end = Infinity]) => begin <= at && at < end);
          if (!isPaused && (count === 'wall' || wall.isOpen(at))) left -= 1;
        }
        fc.pre(at < until);
        expect(dueOf({ calendar: calendarOf(drawn), from, target: asTarget(minutes), count, pauses: near }).due).toBe(at);
      }),
      { numRuns: 40 },
    ));
});

describe('for every calendar', () => {
  test('elapsed is what due was asked for', () =>
    fc.assert(
      fc.property(calendars, instants, targets, counts, pauses, (calendar, from, target, count, around) => {
        const { due: to } = dueOf({ calendar, from, target: asTarget(target), count, pauses: around });
        expect(to !== undefined && elapsed({ calendar, from, to, count, pauses: around })).toBe(target * MINUTE);
      }),
    ));
  test('more is due later', () =>
    fc.assert(
      fc.property(
        calendars,
        instants,
        targets,
        fc.integer({ min: 1, max: 600 }),
        counts,
        pauses,
        (calendar, from, target, more, count, around) => {
          const due = (minutes: number): number => dueOf({ calendar, from, target: asTarget(minutes), count, pauses: around }).due ?? 0;
          expect(due(target + more)).toBeGreaterThan(due(target));
        },
      ),
    ));
  test('business days are due later, the more there are', () =>
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 0, max: 20 }), pauses, (calendar, from, days, around) => {
        const due = (n: number): number => dueOf({ calendar, from, target: `P${n}D`, count: 'window', pauses: around }).due ?? 0;
        expect(due(days + 1)).toBeGreaterThanOrEqual(due(days));
      }),
    ));
  test('a pause of no length changes nothing', () =>
    fc.assert(
      fc.property(calendars, instants, targets, counts, pauses, instants, (calendar, from, target, count, around, at) => {
        const measure = { calendar, from, target: asTarget(target), count };
        expect(dueOf({ ...measure, pauses: [...around, [at, at]] })).toEqual(dueOf({ ...measure, pauses: around }));
      }),
    ));
  test('what was paused is what the due time moves by', () =>
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 12_000 }), counts, pauses, (calendar, from, target, count, around) => {
        const moved = dueOf({ calendar, from, target: asTarget(target), count, pauses: around });
        const longer = `PT${target * 60 + moved.pausedSeconds}S`;
        expect(moved.due).toBe(dueOf({ calendar, from, target: longer, count }).due);
      }),
    ));
  test('pauses in pieces, in any order, are the same pause', () =>
    fc.assert(
      fc.property(calendars, instants, targets, counts, fc.tuple(instants, instants, instants), (calendar, from, target, count, around) => {
        const [a = 0, b = 0, c = 0] = [...around].sort((x, y) => x - y);
        const measure = { calendar, from, target: asTarget(target), count };
        const { because: _, ...whole } = dueOf({ ...measure, pauses: [[a, c]] });
        expect(
          dueOf({
            ...measure,
            pauses: [
              [b, c],
              [a, b],
            ],
          }),
        ).toMatchObject(whole);
        expect(
          dueOf({
            ...measure,
            pauses: [
              [a, b],
              [a, c],
            ],
          }),
        ).toMatchObject(whole);
      }),
    ));
  test('open time adds up', () =>
    fc.assert(
      fc.property(calendars, fc.tuple(instants, instants, instants), (calendar, around) => {
        const [a = 0, b = 0, c = 0] = [...around].sort((x, y) => x - y);
        expect(calendar.openBetween(a, b) + calendar.openBetween(b, c)).toBe(calendar.openBetween(a, c));
      }),
    ));
  test('business days forth and back', () =>
    fc.assert(
      fc.property(calendars, someDate, fc.integer({ min: 0, max: 60 }), (calendar, date, n) => {
        const start = calendar.roll(date, 'following');
        const there = calendar.addBusinessDays(start, n);
        expect(calendar.isBusinessDay(there)).toBe(true);
        expect(calendar.addBusinessDays(there, -n)).toBe(start);
      }),
    ));
  test('the next opening is open, and nothing before it is', () =>
    fc.assert(
      fc.property(calendars, instants, (calendar, from) => {
        const opening = calendar.nextOpening(from);
        expect(calendar.openBetween(from, opening)).toBe(0);
        expect(calendar.openBetween(opening, opening + 1)).toBe(1);
      }),
    ));
});
