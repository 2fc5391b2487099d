import { type CalendarDefinition, calendarOf, type Roll } from '../../domain/time/calendar';
import { formatInstant, parseInstant } from '../../domain/time/time';

const DAY = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const;
const weekdays = (hours: CalendarDefinition['week']['mon'] & object) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });
const everyDay = (hours: CalendarDefinition['week']['mon'] & object) => ({ ...weekdays(hours), sat: hours, sun: hours });

const HOUR = 3_600_000;
const code = (codeOf: string): Error => expect.objectContaining({ name: 'DomainError', code: codeOf }) as Error;
const spoken = (intervals: readonly (readonly [number, number])[]) =>
  intervals.map(([open, close]) => `${formatInstant(open)}/${formatInstant(close)}`);

/** Shanghai around the Spring Festival of 2026: closed 15 to 23 February, Saturday the 14th and the 28th are worked. */
const shanghai: CalendarDefinition = {
  timeZone: 'Asia/Shanghai',
  week: weekdays(DAY),
  holidays: ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23', '2026-10-01'],
  recurringHolidays: ['01-01', '02-29'],
  shifts: { '2026-02-14': DAY, '2026-02-28': DAY, '2026-10-01': [['10:00', '11:00']], '2026-03-04': [] },
  publishedUntil: '2026-12-31',
};
const newYork: CalendarDefinition = { timeZone: 'America/New_York', week: weekdays([['09:00', '17:00']]) };
const newYorkNights: CalendarDefinition = { timeZone: 'America/New_York', week: everyDay([['00:00', '04:00']]) };
const berlinAlways: CalendarDefinition = { timeZone: 'Europe/Berlin', week: everyDay([['00:00', '24:00']]) };
const lordHowe: CalendarDefinition = { timeZone: 'Australia/Lord_Howe', week: everyDay([['01:00', '05:00']]) };

describe('open hours', () => {
  test.each<[string, CalendarDefinition, string, string[]]>([
    ['two intervals', shanghai, '2026-01-05', ['2026-01-05T01:00:00Z/2026-01-05T04:00:00Z', '2026-01-05T05:00:00Z/2026-01-05T10:00:00Z']],
    ['none at the weekend', shanghai, '2026-01-10', []],
    ['none on a holiday', shanghai, '2026-02-16', []],
    ['none on a recurring holiday', shanghai, '2027-01-01', []],
    ['none on a shift without hours', shanghai, '2026-03-04', []],
    [
      'a make-up Saturday',
      shanghai,
      '2026-02-14',
      ['2026-02-14T01:00:00Z/2026-02-14T04:00:00Z', '2026-02-14T05:00:00Z/2026-02-14T10:00:00Z'],
    ],
    ['a shift beats a holiday', shanghai, '2026-10-01', ['2026-10-01T02:00:00Z/2026-10-01T03:00:00Z']],
    ['a leap day as a holiday', shanghai, '2028-02-29', []],
    [
      'the day before it',
      shanghai,
      '2028-02-28',
      ['2028-02-28T01:00:00Z/2028-02-28T04:00:00Z', '2028-02-28T05:00:00Z/2028-02-28T10:00:00Z'],
    ],
    ['winter in New York', newYork, '2026-03-06', ['2026-03-06T14:00:00Z/2026-03-06T22:00:00Z']],
    ['summer in New York', newYork, '2026-03-09', ['2026-03-09T13:00:00Z/2026-03-09T21:00:00Z']],
    ['a night that loses an hour', newYorkNights, '2026-03-08', ['2026-03-08T05:00:00Z/2026-03-08T08:00:00Z']],
    ['a night that gains an hour', newYorkNights, '2026-11-01', ['2026-11-01T04:00:00Z/2026-11-01T09:00:00Z']],
    ['a day of 23 hours', berlinAlways, '2026-03-29', ['2026-03-28T23:00:00Z/2026-03-29T22:00:00Z']],
    ['a day of 25 hours', berlinAlways, '2026-10-25', ['2026-10-24T22:00:00Z/2026-10-25T23:00:00Z']],
    ['half an hour lost', lordHowe, '2026-10-04', ['2026-10-03T14:30:00Z/2026-10-03T18:00:00Z']],
    ['half an hour gained', lordHowe, '2026-04-05', ['2026-04-04T14:00:00Z/2026-04-04T18:30:00Z']],
    [
      'hours that begin in the gap',
      { ...newYork, week: { sun: [['02:30', '04:00']] } },
      '2026-03-08',
      ['2026-03-08T07:30:00Z/2026-03-08T08:00:00Z'],
    ],
    [
      'hours inside the gap move on',
      { ...newYork, week: { sun: [['02:00', '02:30']] } },
      '2026-03-08',
      ['2026-03-08T07:00:00Z/2026-03-08T07:30:00Z'],
    ],
    ['hours that end before they begin, in the gap', { ...newYork, week: { sun: [['02:30', '03:15']] } }, '2026-03-08', []],
    [
      'hours moved onto others count once',
      {
        ...newYork,
        week: {
          sun: [
            ['02:00', '02:30'],
            ['03:00', '03:45'],
          ],
        },
      },
      '2026-03-08',
      ['2026-03-08T07:00:00Z/2026-03-08T07:30:00Z', '2026-03-08T07:30:00Z/2026-03-08T07:45:00Z'],
    ],
    [
      'twice the same hour: open the first time',
      { ...newYork, week: { sun: [['00:30', '01:30']] } },
      '2026-11-01',
      ['2026-11-01T04:30:00Z/2026-11-01T05:30:00Z'],
    ],
    [
      'adjacent hours are one',
      {
        ...newYork,
        week: {
          mon: [
            ['12:00', '17:00'],
            ['09:00', '12:00'],
          ],
        },
      },
      '2026-01-05',
      ['2026-01-05T14:00:00Z/2026-01-05T22:00:00Z'],
    ],
    ['a day that was skipped', { timeZone: 'Pacific/Apia', week: everyDay([['09:00', '17:00']]) }, '2011-12-30', []],
    [
      'the day after the skipped one',
      { timeZone: 'Pacific/Apia', week: everyDay([['09:00', '17:00']]) },
      '2011-12-31',
      ['2011-12-30T19:00:00Z/2011-12-31T03:00:00Z'],
    ],
  ])('%s', (_, definition, date, expected) => expect(spoken(calendarOf(definition).openIntervals(date))).toEqual(expected));

  test('a business day opens, and closes, once; a closed day does neither', () => {
    const calendar = calendarOf(shanghai);
    expect(formatInstant(calendar.opening('2026-02-14'))).toBe('2026-02-14T01:00:00Z');
    expect(formatInstant(calendar.closing('2026-02-14'))).toBe('2026-02-14T10:00:00Z');
    expect(calendar.closingTime('2026-10-01')).toBe('11:00');
    expect(calendarOf(berlinAlways).closingTime('2026-10-25')).toBe('24:00');
    for (const ask of [calendar.opening, calendar.closing, calendar.closingTime])
      expect(() => ask('2026-02-15')).toThrow(code('closed-day'));
  });
  test('dates are provisional after the last published one', () => {
    const calendar = calendarOf(shanghai);
    expect([calendar.isPublished('2026-12-31'), calendar.isPublished('2027-01-01'), calendarOf(newYork).isPublished('2099-01-01')]).toEqual(
      [true, false, true],
    );
  });
  test('one definition is one calendar', () => expect(calendarOf(newYork)).toBe(calendarOf(newYork)));
});

describe('business days', () => {
  test.each<[string, number, string]>([
    ['2026-01-05', 0, '2026-01-05'],
    ['2026-01-05', 1, '2026-01-06'],
    ['2026-01-05', 4, '2026-01-09'],
    ['2026-01-05', 5, '2026-01-12'],
    ['2026-01-09', 1, '2026-01-12'],
    ['2026-01-10', 1, '2026-01-12'],
    ['2026-01-11', 1, '2026-01-12'],
    ['2026-01-10', 2, '2026-01-13'],
    ['2026-01-10', -1, '2026-01-09'],
    ['2026-01-10', 0, '2026-01-10'],
    ['2026-01-12', -1, '2026-01-09'],
    ['2026-01-12', -6, '2026-01-02'],
    ['2026-01-05', -2, '2025-12-31'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-02-18', 1, '2026-02-24'],
    ['2026-02-18', -1, '2026-02-14'],
    ['2026-02-24', -1, '2026-02-14'],
    ['2026-02-27', 1, '2026-02-28'],
    ['2026-02-27', 2, '2026-03-02'],
    ['2026-03-03', 1, '2026-03-05'],
    ['2026-09-30', 1, '2026-10-01'],
    ['2028-02-28', 1, '2028-03-01'],
    // 50 weeks, less seven closed weekdays, plus two worked Saturdays.
    ['2026-01-05', 250, '2026-12-28'],
  ])('%s %i -> %s', (date, n, expected) => expect(calendarOf(shanghai).addBusinessDays(date, n)).toBe(expected));

  test.each<[string, Roll, string]>([
    ['2026-01-06', 'following', '2026-01-06'],
    ['2026-01-10', 'following', '2026-01-12'],
    ['2026-01-10', 'preceding', '2026-01-09'],
    ['2026-01-10', 'modified-following', '2026-01-12'],
    ['2026-01-10', 'none', '2026-01-10'],
    ['2026-01-31', 'following', '2026-02-02'],
    ['2026-01-31', 'modified-following', '2026-01-30'],
    ['2026-02-15', 'following', '2026-02-24'],
    ['2026-02-15', 'preceding', '2026-02-14'],
    ['2026-02-14', 'preceding', '2026-02-14'],
    ['2026-02-28', 'modified-following', '2026-02-28'],
    ['2026-03-01', 'preceding', '2026-02-28'],
    ['2026-03-01', 'modified-following', '2026-03-02'],
    ['2026-05-31', 'modified-following', '2026-05-29'],
    ['2026-10-01', 'following', '2026-10-01'],
    ['2027-01-01', 'preceding', '2026-12-31'],
    ['2027-01-01', 'following', '2027-01-04'],
    ['2028-02-29', 'modified-following', '2028-02-28'],
  ])('%s rolled %s is %s', (date, how, expected) => expect(calendarOf(shanghai).roll(date, how)).toBe(expected));

  test('make-up days are business days, holidays are none', () => {
    const open = [
      '2026-02-13',
      '2026-02-14',
      '2026-02-15',
      '2026-02-16',
      '2026-02-20',
      '2026-02-23',
      '2026-02-24',
      '2026-02-28',
      '2026-03-01',
    ];
    expect(open.map((date) => calendarOf(shanghai).isBusinessDay(date))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('open time', () => {
  const at = parseInstant;
  test.each<[string, CalendarDefinition, string, string]>([
    ['before opening', shanghai, '2026-01-05T00:00:00Z', '2026-01-05T01:00:00Z'],
    ['at opening', shanghai, '2026-01-05T01:00:00Z', '2026-01-05T01:00:00Z'],
    ['while open', shanghai, '2026-01-05T02:34:56Z', '2026-01-05T02:34:56Z'],
    ['a millisecond before noon', shanghai, '2026-01-05T03:59:59.999Z', '2026-01-05T03:59:59.999Z'],
    ['at noon', shanghai, '2026-01-05T04:00:00Z', '2026-01-05T05:00:00Z'],
    ['at closing', shanghai, '2026-01-05T10:00:00Z', '2026-01-06T01:00:00Z'],
    ['on Friday evening', shanghai, '2026-01-09T12:00:00Z', '2026-01-12T01:00:00Z'],
    ['in the Spring Festival', shanghai, '2026-02-18T02:00:00Z', '2026-02-24T01:00:00Z'],
    ['before a make-up Saturday', shanghai, '2026-02-13T10:00:00Z', '2026-02-14T01:00:00Z'],
    ['over the change to summer', newYork, '2026-03-06T22:00:00Z', '2026-03-09T13:00:00Z'],
    ['over the change to winter', newYork, '2026-10-30T21:00:00Z', '2026-11-02T14:00:00Z'],
    ['at midnight, always open', berlinAlways, '2026-10-24T22:00:00Z', '2026-10-24T22:00:00Z'],
  ])('next opens: %s', (_, definition, from, expected) =>
    expect(formatInstant(calendarOf(definition).nextOpening(at(from)))).toBe(expected),
  );

  test.each<[string, CalendarDefinition, string, string, number]>([
    ['a whole day', shanghai, '2026-01-04T16:00:00Z', '2026-01-05T16:00:00Z', 8],
    ['over noon', shanghai, '2026-01-05T03:00:00Z', '2026-01-05T06:00:00Z', 2],
    ['inside noon', shanghai, '2026-01-05T04:00:00Z', '2026-01-05T05:00:00Z', 0],
    ['an instant', shanghai, '2026-01-05T02:00:00Z', '2026-01-05T02:00:00Z', 0],
    ['backwards', shanghai, '2026-01-06T02:00:00Z', '2026-01-05T02:00:00Z', 0],
    ['a weekend', shanghai, '2026-01-09T10:00:00Z', '2026-01-12T01:00:00Z', 0],
    ['Friday to Monday', shanghai, '2026-01-09T09:00:00Z', '2026-01-12T02:00:00Z', 2],
    ['over the Spring Festival', shanghai, '2026-02-13T09:00:00Z', '2026-02-24T02:00:00Z', 10],
    ['February 2026', shanghai, '2026-01-31T16:00:00Z', '2026-02-28T16:00:00Z', 16 * 8],
    ['a week with a change to summer', newYork, '2026-03-06T14:00:00Z', '2026-03-13T13:00:00Z', 40],
    ['a night that loses an hour', newYorkNights, '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', 3],
    ['a night that gains an hour', newYorkNights, '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z', 5],
    ['March in Berlin', berlinAlways, '2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z', 31 * 24 - 1],
    ['October in Berlin', berlinAlways, '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z', 31 * 24 + 1],
    ['half an hour lost on Lord Howe', lordHowe, '2026-10-02T14:30:00Z', '2026-10-04T14:00:00Z', 7.5],
    ['half an hour gained on Lord Howe', lordHowe, '2026-04-03T14:00:00Z', '2026-04-05T14:30:00Z', 8.5],
  ])('between: %s', (_, definition, from, to, hours) => expect(calendarOf(definition).openBetween(at(from), at(to)) / HOUR).toBe(hours));

  test.each<[string, CalendarDefinition, string, number, string]>([
    ['inside the morning', shanghai, '2026-01-05T01:00:00Z', 2, '2026-01-05T03:00:00Z'],
    ['used up exactly at noon', shanghai, '2026-01-05T01:00:00Z', 3, '2026-01-05T04:00:00Z'],
    ['over noon', shanghai, '2026-01-05T01:00:00Z', 4, '2026-01-05T06:00:00Z'],
    ['used up exactly at closing', shanghai, '2026-01-05T01:00:00Z', 8, '2026-01-05T10:00:00Z'],
    ['two days, exactly', shanghai, '2026-01-08T01:00:00Z', 16, '2026-01-09T10:00:00Z'],
    ['over the weekend', shanghai, '2026-01-09T09:00:00Z', 2, '2026-01-12T02:00:00Z'],
    ['over the Spring Festival', shanghai, '2026-02-13T09:00:00Z', 10, '2026-02-24T02:00:00Z'],
    ['nothing, while closed', shanghai, '2026-01-10T00:00:00Z', 0, '2026-01-12T01:00:00Z'],
    ['nothing, while open', shanghai, '2026-01-05T02:00:00Z', 0, '2026-01-05T02:00:00Z'],
    ['nothing, at closing', shanghai, '2026-01-05T10:00:00Z', 0, '2026-01-06T01:00:00Z'],
    ['through a day of 23 hours', berlinAlways, '2026-03-28T12:00:00Z', 24, '2026-03-29T12:00:00Z'],
    ['through the change to summer', newYork, '2026-03-06T21:00:00Z', 2, '2026-03-09T14:00:00Z'],
  ])('used up: %s', (_, definition, from, hours, expected) =>
    expect(formatInstant(calendarOf(definition).dueAfter(at(from), hours * HOUR))).toBe(expected),
  );

  describe('that never comes again is an error, not an endless search', () => {
    const past = calendarOf({ timeZone: 'UTC', week: {}, shifts: { '2020-01-01': [['09:00', '10:00']] } });
    const everyDate = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(5, 10));
    const swallowed = calendarOf({ timeZone: 'UTC', week: everyDay([['09:00', '17:00']]), recurringHolidays: everyDate });
    const now = at('2026-01-01T00:00:00Z');
    test.each<[string, () => unknown]>([
      ['next opening', () => past.nextOpening(now)],
      ['due', () => past.dueAfter(now, HOUR)],
      ['more than is left', () => past.dueAfter(at('2020-01-01T00:00:00Z'), 2 * HOUR)],
      ['business day', () => past.addBusinessDays('2026-01-01', 1)],
      ['roll', () => past.roll('2026-01-01', 'following')],
      ['holidays everywhere', () => swallowed.nextOpening(now)],
      ['holidays everywhere, before', () => swallowed.roll('2026-01-01', 'preceding')],
    ])('%s', (_, ask) => expect(ask).toThrow(code('no-open-hours')));
    test('while what lies before is found', () => {
      expect(past.addBusinessDays('2026-01-01', -1)).toBe('2020-01-01');
      expect(past.openBetween(now, at('2027-01-01T00:00:00Z'))).toBe(0);
      expect(formatInstant(past.dueAfter(at('2019-01-01T00:00:00Z'), HOUR))).toBe('2020-01-01T10:00:00Z');
    });
    test('and a century is enough', () => {
      expect(() => calendarOf(newYork).dueAfter(now, 1e6 * HOUR)).toThrow(code('span-too-long'));
      expect(() => calendarOf(newYork).openBetween(now, at('2200-01-01T00:00:00Z'))).toThrow(code('span-too-long'));
    });
  });
});
