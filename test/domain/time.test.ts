import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill/implementation';
import {
  addDays,
  addPeriod,
  addPeriods,
  dateOf,
  dateOfDay,
  dayNumber,
  daysBetween,
  formatInstant,
  instantsOn,
  isPlainDate,
  isZone,
  parseDuration,
  parseInstant,
  startOfDay,
  timeOfDay,
  toInstant,
  weekday,
} from '../../domain/time/time';

const code = (codeOf: string): Error => expect.objectContaining({ name: 'DomainError', code: codeOf }) as Error;

describe('an instant', () => {
  test.each([
    ['2026-01-22T10:00:00Z', '2026-01-22T10:00:00Z'],
    ['2026-01-22T10:00Z', '2026-01-22T10:00:00Z'],
    ['2026-01-22T18:00:00+08:00', '2026-01-22T10:00:00Z'],
    ['2026-01-22T18:00:00+0800', '2026-01-22T10:00:00Z'],
    ['2026-01-22T18:00:00+08', '2026-01-22T10:00:00Z'],
    ['2026-01-22T05:30:00-04:30', '2026-01-22T10:00:00Z'],
    ['2026-01-22T10:00:00.250Z', '2026-01-22T10:00:00.25Z'],
    ['2026-01-22T10:00:00.000Z', '2026-01-22T10:00:00Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
  ])('%s is %s', (text, expected) => expect(formatInstant(parseInstant(text))).toBe(expected));

  test.each([
    '',
    'now',
    '2026-01-22',
    '2026-01-22T10:00:00',
    '2026-02-30T10:00:00Z',
    '2026-01-22T25:00:00Z',
    '2026-01-22T10:00:00Z[UTC]',
    '22.01.2026 10:00',
  ])('%j is refused', (text) => expect(() => parseInstant(text)).toThrow(code('bad-instant')));
});

describe('a date', () => {
  test.each(['2026-01-01', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) =>
    expect(isPlainDate(text)).toBe(true),
  );
  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-01',
    '2026-04-31',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00',
    '',
    7,
    null,
  ])('%j does not', (text) => expect(isPlainDate(text)).toBe(false));
  test.each([
    ['1970-01-01', 'thu'],
    ['1969-12-31', 'wed'],
    ['2026-02-14', 'sat'],
    ['2024-02-29', 'thu'],
    ['2026-11-01', 'sun'],
  ])('%s is a %s', (date, day) => expect(weekday(date)).toBe(day));

  test('any day has one date and any date one day, as the platform counts them', () =>
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
        const date = dateOfDay(day);
        expect(date).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumber(date)).toBe(day);
      }),
    ));
  test('leaves the years 0 to 9999 only with an error', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(code('date-out-of-range'));
    expect(() => addDays('2026-02-30', 1)).toThrow(code('bad-date'));
  });
});

describe('a period', () => {
  test.each([
    ['2026-01-31', 'P1M', 1, '2026-02-28'],
    ['2024-01-31', 'P1M', 1, '2024-02-29'],
    ['2026-01-31', 'P1M', 2, '2026-03-31'],
    ['2026-01-31', 'P1M', 3, '2026-04-30'],
    ['2026-03-31', '-P1M', 1, '2026-02-28'],
    ['2024-02-29', 'P1Y', 1, '2025-02-28'],
    ['2024-02-29', 'P1Y', 4, '2028-02-29'],
    ['2026-01-15', 'P3M', 4, '2027-01-15'],
    ['2026-11-30', 'P3M', 1, '2027-02-28'],
    ['2026-01-15', 'P2W', 3, '2026-02-26'],
    ['2026-12-31', '-P90D', 1, '2026-10-02'],
    ['2026-01-30', 'P1M1D', 1, '2026-03-01'],
    ['2026-01-15', 'P1Y2M3W4D', 1, '2027-04-09'],
    ['2026-05-05', 'P0D', 9, '2026-05-05'],
    ['2026-01-31', 'P1M', -2, '2025-11-30'],
  ])('%s + %s x %i = %s', (date, period, times, expected) => expect(addPeriod(date, period, times)).toBe(expected));

  test('several are one addition: the month end is clamped once', () => {
    expect(addPeriods('2026-01-31', ['P1M', 1], ['P1M', 1])).toBe('2026-03-31');
    expect(addPeriods('2026-01-31', ['P1M', 1], ['P2W', 2])).toBe('2026-03-28');
    expect(addPeriods('2026-12-31', ['-P2D', 1], ['P1M', 2])).toBe('2027-02-26');
  });
  test.each(['', 'P', 'P1.5M', 'PT1H', '1M', 'P1D1M', 'P-1D', 'monthly'])('%j is refused', (period) =>
    expect(() => addPeriod('2026-01-01', period)).toThrow(code('bad-period')),
  );
  test('counts days both ways', () => {
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
    expect(daysBetween('2028-03-01', '2028-02-28')).toBe(-2);
  });
});

describe('a target', () => {
  test.each([
    ['PT24H', { milliseconds: 86_400_000 }],
    ['PT1H30M', { milliseconds: 5_400_000 }],
    ['PT0.5H', { milliseconds: 1_800_000 }],
    ['PT90S', { milliseconds: 90_000 }],
    ['PT0S', { milliseconds: 0 }],
    ['P2D', { days: 2 }],
  ])('%s is %j', (text, expected) => expect(parseDuration(text)).toEqual(expected));
  test.each(['', 'P', 'PT', '-PT1H', 'PT-1H', '24h', 'P1M', 'P1DT2H', 'P0.5D', 'PT1S1H'])('%j is refused', (text) =>
    expect(() => parseDuration(text)).toThrow(code('bad-duration')),
  );
});

describe('a local time', () => {
  test.each([
    ['2026-01-22', '18:00', 'Asia/Shanghai', '2026-01-22T10:00:00Z'],
    ['2026-01-22', '24:00', 'Asia/Shanghai', '2026-01-22T16:00:00Z'],
    ['2026-01-22', '09:00', 'Asia/Kathmandu', '2026-01-22T03:15:00Z'],
    // New York, 8 March 2026: clocks go from 02:00 to 03:00.
    ['2026-03-07', '09:00', 'America/New_York', '2026-03-07T14:00:00Z'],
    ['2026-03-08', '01:59', 'America/New_York', '2026-03-08T06:59:00Z'],
    ['2026-03-08', '02:00', 'America/New_York', '2026-03-08T07:00:00Z'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00Z'],
    ['2026-03-08', '03:00', 'America/New_York', '2026-03-08T07:00:00Z'],
    ['2026-03-08', '09:00', 'America/New_York', '2026-03-08T13:00:00Z'],
    // 1 November 2026: 01:00 to 02:00 exist twice.
    ['2026-11-01', '00:59', 'America/New_York', '2026-11-01T04:59:00Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
    ['2026-11-01', '02:00', 'America/New_York', '2026-11-01T07:00:00Z'],
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['2026-10-25', '03:00', 'Europe/Berlin', '2026-10-25T02:00:00Z'],
    // Lord Howe moves by half an hour.
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
    ['2026-10-04', '02:30', 'Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z'],
    ['2026-04-05', '02:00', 'Australia/Lord_Howe', '2026-04-04T15:30:00Z'],
    // Samoa had no 30 December 2011 at all.
    ['2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T19:00:00Z'],
    ['2011-12-31', '09:00', 'Pacific/Apia', '2011-12-30T19:00:00Z'],
  ])('%s %s in %s is %s', (date, time, zone, expected) => expect(formatInstant(toInstant(date, time, zone))).toBe(expected));

  test('a day that begins at one o’clock', () => {
    // Cairo, 24 April 2026: clocks go from 00:00 to 01:00.
    expect(formatInstant(startOfDay('2026-04-24', 'Africa/Cairo'))).toBe('2026-04-23T22:00:00Z');
    expect(dateOf(parseInstant('2026-04-23T21:59:59Z'), 'Africa/Cairo')).toBe('2026-04-23');
    expect(dateOf(parseInstant('2026-04-23T22:00:00Z'), 'Africa/Cairo')).toBe('2026-04-24');
  });
  test.each(['9:00', '24:01', '25:00', '09:60', '', 'noon'])('%j is refused', (time) =>
    expect(() => toInstant('2026-01-01', time, 'UTC')).toThrow(code('bad-time')),
  );
  test.each(['Asia/Beijing', '+08:00', '', '2026-01-01T00:00Z[UTC]', 'Mars/Olympus'])('%j is no zone', (zone) => {
    expect(isZone(zone)).toBe(false);
    expect(() => dateOf(0, zone)).toThrow(code('bad-zone'));
  });

  const ZONES = [
    'Asia/Shanghai',
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Africa/Cairo',
    'America/Sao_Paulo',
    'UTC',
  ];
  test('agrees with the Temporal standard, everywhere and always', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: dayNumber('2005-01-01'), max: dayNumber('2045-01-01') }),
        fc.integer({ min: 0, max: 24 * 60 - 1 }),
        (zone, day, minutes) => {
          const date = dateOfDay(day);
          const instant = instantsOn(day, zone)(minutes);
          const zoned = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes }).toZonedDateTime(zone);
          expect(instant).toBe(zoned.epochMilliseconds);
          expect(dateOf(instant, zone)).toBe(zoned.toPlainDate().toString());
          expect(timeOfDay(instant, zone)).toBe((zoned.hour * 60 + zoned.minute) * 60_000);
        },
      ),
      { numRuns: 1000 },
    ));
  test('agrees with the Temporal standard minute by minute where clocks change', () => {
    for (const [zone, date] of [
      ['America/New_York', '2026-03-08'],
      ['America/New_York', '2026-11-01'],
      ['Europe/Berlin', '2026-03-29'],
      ['Europe/Berlin', '2026-10-25'],
      ['Australia/Lord_Howe', '2026-04-05'],
      ['Australia/Lord_Howe', '2026-10-04'],
      ['Africa/Cairo', '2026-04-24'],
      ['Pacific/Apia', '2011-12-30'],
      ['America/Goose_Bay', '2010-11-07'],
    ] as const)
      for (let minutes = -1440; minutes < 2880; minutes += 15) {
        const zoned = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes }).toZonedDateTime(zone);
        expect([zone, minutes, instantsOn(dayNumber(date), zone)(minutes)]).toEqual([zone, minutes, zoned.epochMilliseconds]);
      }
  });
});
