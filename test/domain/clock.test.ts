import { type CalendarDefinition, calendarOf } from '../../domain/time/calendar';
import { type Count, dueOf, elapsed, type Pause } from '../../domain/time/clock';
import { formatInstant, parseInstant } from '../../domain/time/time';

const DAY = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const;
const weekdays = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY };
/** Open 01:00-04:00Z and 05:00-10:00Z. */
const shanghai: CalendarDefinition = {
  timeZone: 'Asia/Shanghai',
  week: weekdays,
  holidays: ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'],
  shifts: { '2026-02-14': DAY, '2026-03-03': [['09:00', '11:00']], '2026-03-05': [['14:00', '18:00']] },
};
const newYork: CalendarDefinition = { timeZone: 'America/New_York', week: { ...weekdays, sun: [['00:00', '24:00']] } };
const always: CalendarDefinition = {
  timeZone: 'UTC',
  week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']] as const])),
};

const code = (codeOf: string): Error => expect.objectContaining({ name: 'DomainError', code: codeOf }) as Error;
type Spoken = readonly [begin: string, end: string | null];
const pausesOf = (pauses: readonly Spoken[]): Pause[] =>
  pauses.map(([begin, end]) => [parseInstant(begin), end === null ? undefined : parseInstant(end)]);
const ask = (calendar: CalendarDefinition, from: string, target: string, count: Count = 'window', pauses: readonly Spoken[] = []) =>
  dueOf({ calendar: calendarOf(calendar), from: parseInstant(from), target, count, pauses: pausesOf(pauses) });
const due = (...asked: Parameters<typeof ask>): string | null => {
  const found = ask(...asked).due;
  return found === undefined ? null : formatInstant(found);
};

// 2026-01-05 is a Monday.
describe('without pauses', () => {
  test.each<[string, CalendarDefinition, string, string, Count, string]>([
    ['inside one morning', shanghai, '2026-01-05T01:30:00Z', 'PT1H', 'window', '2026-01-05T02:30:00Z'],
    ['to the second', shanghai, '2026-01-05T01:30:15Z', 'PT90S', 'window', '2026-01-05T01:31:45Z'],
    ['over noon', shanghai, '2026-01-05T03:30:00Z', 'PT1H', 'window', '2026-01-05T05:30:00Z'],
    ['used up exactly at closing', shanghai, '2026-01-05T08:00:00Z', 'PT2H', 'window', '2026-01-05T10:00:00Z'],
    ['a second more than that', shanghai, '2026-01-05T08:00:00Z', 'PT2H1S', 'window', '2026-01-06T01:00:01Z'],
    ['reported on Friday evening', shanghai, '2026-01-09T12:00:00Z', 'PT4H', 'window', '2026-01-12T06:00:00Z'],
    ['three days of eight hours', shanghai, '2026-01-05T01:00:00Z', 'PT24H', 'window', '2026-01-07T10:00:00Z'],
    ['over the Spring Festival', shanghai, '2026-02-14T09:00:00Z', 'PT4H', 'window', '2026-02-24T04:00:00Z'],
    ['nothing, while open', shanghai, '2026-01-05T02:00:00Z', 'PT0S', 'window', '2026-01-05T02:00:00Z'],
    ['nothing, at closing', shanghai, '2026-01-05T10:00:00Z', 'PT0S', 'window', '2026-01-06T01:00:00Z'],
    ['wall time while open', shanghai, '2026-01-05T02:00:00Z', 'PT24H', 'wall', '2026-01-06T02:00:00Z'],
    ['wall time from the opening on', shanghai, '2026-01-09T12:00:00Z', 'PT24H', 'wall', '2026-01-13T01:00:00Z'],
    ['wall time runs over the weekend', shanghai, '2026-01-09T09:00:00Z', 'PT48H', 'wall', '2026-01-11T09:00:00Z'],
    ['wall time over noon', shanghai, '2026-01-05T04:10:00Z', 'PT30M', 'wall', '2026-01-05T05:30:00Z'],
    ['a Sunday of 23 hours', newYork, '2026-03-08T05:00:00Z', 'PT24H', 'window', '2026-03-09T14:00:00Z'],
    ['a Sunday of 25 hours', newYork, '2026-11-01T04:00:00Z', 'PT25H', 'window', '2026-11-02T05:00:00Z'],
    ['wall time does not care', newYork, '2026-03-08T05:00:00Z', 'PT24H', 'wall', '2026-03-09T05:00:00Z'],
  ])('%s', (_, calendar, from, target, count, expected) => expect(due(calendar, from, target, count)).toBe(expected));

  test.each<[string, CalendarDefinition, string, string, string]>([
    ['the next day', shanghai, '2026-01-05T02:15:00Z', 'P1D', '2026-01-06T02:15:00Z'],
    ['Friday to Monday', shanghai, '2026-01-09T02:15:30Z', 'P1D', '2026-01-12T02:15:30Z'],
    ['a week of five', shanghai, '2026-01-05T02:15:00Z', 'P5D', '2026-01-12T02:15:00Z'],
    ['from the opening, reported at night', shanghai, '2026-01-05T16:30:00Z', 'P1D', '2026-01-07T01:00:00Z'],
    ['from the opening, reported on Saturday', shanghai, '2026-01-10T02:15:00Z', 'P1D', '2026-01-13T01:00:00Z'],
    ['onto a make-up Saturday', shanghai, '2026-02-13T02:15:00Z', 'P1D', '2026-02-14T02:15:00Z'],
    ['over the Spring Festival', shanghai, '2026-02-13T02:15:00Z', 'P2D', '2026-02-24T02:15:00Z'],
    ['a short day is over by then', shanghai, '2026-03-02T06:00:00Z', 'P1D', '2026-03-04T01:00:00Z'],
    ['a short day closes just then', shanghai, '2026-03-02T03:00:00Z', 'P1D', '2026-03-03T03:00:00Z'],
    ['a late day has not begun', shanghai, '2026-03-04T02:00:00Z', 'P1D', '2026-03-05T06:00:00Z'],
    ['nothing', shanghai, '2026-01-10T02:15:00Z', 'P0D', '2026-01-12T01:00:00Z'],
    ['the same local time in summer', newYork, '2026-03-06T15:00:00Z', 'P2D', '2026-03-09T14:00:00Z'],
    ['a local time that does not exist', newYork, '2026-03-01T07:30:00Z', 'P6D', '2026-03-08T07:30:00Z'],
    ['a local time that exists twice', newYork, '2026-10-25T05:30:00Z', 'P6D', '2026-11-01T05:30:00Z'],
  ])('in business days: %s', (_, calendar, from, target, expected) => {
    expect(due(calendar, from, target)).toBe(expected);
    expect(due(calendar, from, target, 'wall')).toBe(expected);
  });
});

describe('with pauses', () => {
  test.each<[string, Count, string, Spoken[], string, number]>([
    ['one inside', 'window', 'PT4H', [['2026-01-05T02:00:00Z', '2026-01-05T03:00:00Z']], '2026-01-05T07:00:00Z', 3600],
    ['over noon', 'window', 'PT4H', [['2026-01-05T03:30:00Z', '2026-01-05T05:30:00Z']], '2026-01-05T07:00:00Z', 3600],
    ['over a night', 'window', 'PT4H', [['2026-01-05T05:30:00Z', '2026-01-06T02:00:00Z']], '2026-01-06T02:30:00Z', 5.5 * 3600],
    ['only while closed', 'window', 'PT10H', [['2026-01-05T10:00:00Z', '2026-01-06T01:00:00Z']], '2026-01-06T03:00:00Z', 0],
    ['before the start', 'window', 'PT4H', [['2026-01-04T01:00:00Z', '2026-01-05T01:00:00Z']], '2026-01-05T06:00:00Z', 0],
    ['begun before the start', 'window', 'PT4H', [['2026-01-04T01:00:00Z', '2026-01-05T02:00:00Z']], '2026-01-05T07:00:00Z', 3600],
    ['begun when due', 'window', 'PT4H', [['2026-01-05T06:00:00Z', '2026-01-05T09:00:00Z']], '2026-01-05T06:00:00Z', 0],
    ['begun a second before', 'window', 'PT4H', [['2026-01-05T05:59:59Z', '2026-01-05T09:00:00Z']], '2026-01-05T09:00:01Z', 10_801],
    ['at closing, used up', 'window', 'PT8H', [['2026-01-05T10:00:00Z', '2026-01-07T01:00:00Z']], '2026-01-05T10:00:00Z', 0],
    ['until exactly closing', 'window', 'PT8H', [['2026-01-05T09:00:00Z', '2026-01-05T10:00:00Z']], '2026-01-06T02:00:00Z', 3600],
    ['of no length', 'window', 'PT4H', [['2026-01-05T02:00:00Z', '2026-01-05T02:00:00Z']], '2026-01-05T06:00:00Z', 0],
    [
      'overlapping, once',
      'window',
      'PT4H',
      [
        ['2026-01-05T02:30:00Z', '2026-01-05T03:30:00Z'],
        ['2026-01-05T02:00:00Z', '2026-01-05T03:00:00Z'],
      ],
      '2026-01-05T07:30:00Z',
      5400,
    ],
    [
      'one in another',
      'window',
      'PT4H',
      [
        ['2026-01-05T02:00:00Z', '2026-01-05T04:00:00Z'],
        ['2026-01-05T02:30:00Z', '2026-01-05T03:00:00Z'],
      ],
      '2026-01-05T08:00:00Z',
      7200,
    ],
    [
      'one brings another before the due time',
      'window',
      'PT4H',
      [
        ['2026-01-05T02:00:00Z', '2026-01-05T03:00:00Z'],
        ['2026-01-05T06:30:00Z', '2026-01-05T07:30:00Z'],
      ],
      '2026-01-05T08:00:00Z',
      7200,
    ],
    ['wall: over noon and all', 'wall', 'PT4H', [['2026-01-05T03:30:00Z', '2026-01-05T05:30:00Z']], '2026-01-05T07:00:00Z', 7200],
    ['wall: at night', 'wall', 'PT24H', [['2026-01-05T12:00:00Z', '2026-01-05T14:00:00Z']], '2026-01-06T03:00:00Z', 7200],
    ['wall: begun before the start', 'wall', 'PT4H', [['2026-01-05T00:00:00Z', '2026-01-05T02:00:00Z']], '2026-01-05T06:00:00Z', 3600],
    ['wall: begun when due', 'wall', 'PT4H', [['2026-01-05T05:00:00Z', '2026-01-05T09:00:00Z']], '2026-01-05T05:00:00Z', 0],
    ['days: moved by open time', 'window', 'P1D', [['2026-01-05T03:00:00Z', '2026-01-05T06:00:00Z']], '2026-01-06T03:00:00Z', 7200],
    ['days: a night moves nothing', 'window', 'P1D', [['2026-01-05T10:00:00Z', '2026-01-06T01:00:00Z']], '2026-01-06T01:00:00Z', 0],
    ['days: open time in wall time too', 'wall', 'P1D', [['2026-01-05T09:00:00Z', '2026-01-05T23:00:00Z']], '2026-01-06T02:00:00Z', 3600],
  ])('%s', (_, count, target, pauses, expected, pausedSeconds) => {
    const found = ask(shanghai, '2026-01-05T00:30:00Z', target, count, pauses);
    expect({ ...found, due: found.due && formatInstant(found.due) }).toMatchObject({ due: expected, paused: false, pausedSeconds });
  });

  test.each<[string, string, Spoken[], string | null, number]>([
    ['no due time', 'PT4H', [['2026-01-05T02:00:00Z', null]], null, 0],
    ['in business days neither', 'P1D', [['2026-01-05T12:00:00Z', null]], null, 0],
    ['begun before the start', 'PT4H', [['2026-01-02T02:00:00Z', null]], null, 0],
    [
      'after one that ended',
      'PT4H',
      [
        ['2026-01-05T02:00:00Z', '2026-01-05T03:00:00Z'],
        ['2026-01-05T06:00:00Z', null],
      ],
      null,
      3600,
    ],
    [
      'in the midst of another',
      'PT4H',
      [
        ['2026-01-05T03:00:00Z', null],
        ['2026-01-05T02:00:00Z', '2026-01-05T03:30:00Z'],
      ],
      null,
      0,
    ],
    ['begun when due: too late', 'PT4H', [['2026-01-05T06:00:00Z', null]], '2026-01-05T06:00:00Z', 0],
    ['begun at closing, used up', 'PT8H', [['2026-01-05T10:00:00Z', null]], '2026-01-05T10:00:00Z', 0],
  ])('still open: %s', (_, target, pauses, expected, pausedSeconds) => {
    expect(due(shanghai, '2026-01-05T01:00:00Z', target, 'window', pauses)).toBe(expected);
    expect(ask(shanghai, '2026-01-05T01:00:00Z', target, 'window', pauses)).toMatchObject({ paused: expected === null, pausedSeconds });
  });

  test('reversed is refused', () =>
    expect(() => ask(shanghai, '2026-01-05T01:00:00Z', 'PT4H', 'window', [['2026-01-05T03:00:00Z', '2026-01-05T02:00:00Z']])).toThrow(
      code('bad-pause'),
    ));
});

describe('elapsed seconds', () => {
  test.each<[string, CalendarDefinition, Count, string, string, Spoken[], number]>([
    ['a morning', shanghai, 'window', '2026-01-05T01:00:00Z', '2026-01-05T04:00:00Z', [], 3 * 3600],
    ['a working day', shanghai, 'window', '2026-01-05T00:00:00Z', '2026-01-05T12:00:00Z', [], 8 * 3600],
    ['a weekend', shanghai, 'window', '2026-01-09T10:00:00Z', '2026-01-12T01:00:00Z', [], 0],
    ['backwards', shanghai, 'window', '2026-01-06T02:00:00Z', '2026-01-05T02:00:00Z', [], 0],
    ['backwards on the wall', shanghai, 'wall', '2026-01-06T02:00:00Z', '2026-01-05T02:00:00Z', [], 0],
    ['on the wall, from the opening', shanghai, 'wall', '2026-01-10T00:00:00Z', '2026-01-12T02:00:00Z', [], 3600],
    ['on the wall, not opened yet', shanghai, 'wall', '2026-01-10T00:00:00Z', '2026-01-11T00:00:00Z', [], 0],
    ['on the wall, over the weekend', shanghai, 'wall', '2026-01-09T09:00:00Z', '2026-01-12T00:00:00Z', [], 63 * 3600],
    [
      'with a pause over noon',
      shanghai,
      'window',
      '2026-01-05T01:00:00Z',
      '2026-01-05T10:00:00Z',
      [['2026-01-05T03:00:00Z', '2026-01-05T06:00:00Z']],
      6 * 3600,
    ],
    [
      'on the wall, with a pause over noon',
      shanghai,
      'wall',
      '2026-01-05T01:00:00Z',
      '2026-01-05T10:00:00Z',
      [['2026-01-05T03:00:00Z', '2026-01-05T06:00:00Z']],
      6 * 3600,
    ],
    [
      'with a pause that lasts',
      shanghai,
      'window',
      '2026-01-05T01:00:00Z',
      '2026-01-05T10:00:00Z',
      [['2026-01-05T03:00:00Z', null]],
      2 * 3600,
    ],
    [
      'with a pause before and one after',
      shanghai,
      'window',
      '2026-01-05T02:00:00Z',
      '2026-01-05T03:00:00Z',
      [
        ['2026-01-05T01:00:00Z', '2026-01-05T02:15:00Z'],
        ['2026-01-05T03:30:00Z', null],
      ],
      2700,
    ],
    [
      'all paused',
      shanghai,
      'window',
      '2026-01-05T02:00:00Z',
      '2026-01-05T03:00:00Z',
      [['2026-01-01T01:00:00Z', '2026-02-01T01:00:00Z']],
      0,
    ],
    ['a Sunday of 23 hours', newYork, 'window', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', [], 23 * 3600],
    ['always open', always, 'window', '2026-01-01T00:00:00Z', '2026-01-31T00:00:00Z', [], 30 * 24 * 3600],
  ])('%s', (_, calendar, count, from, to, pauses, seconds) =>
    expect(
      elapsed({ calendar: calendarOf(calendar), from: parseInstant(from), to: parseInstant(to), count, pauses: pausesOf(pauses) }) / 1000,
    ).toBe(seconds),
  );

  test('a calendar that never opens again has nothing to add', () => {
    const past = calendarOf({ timeZone: 'UTC', week: {}, shifts: { '2020-01-01': [['09:00', '10:00']] } });
    const [from, to] = [parseInstant('2026-01-01T00:00:00Z'), parseInstant('2026-02-01T00:00:00Z')];
    expect(elapsed({ calendar: past, from, to, count: 'wall' })).toBe(0);
    expect(() => dueOf({ calendar: past, from, target: 'PT1H', count: 'wall' })).toThrow(code('no-open-hours'));
  });
});

test('a due time says why', () => {
  const monday = '2026-01-05T10:00:00Z';
  const { because } = ask(shanghai, '2026-01-05T00:00:00Z', 'PT7H', 'window', [['2026-01-05T02:00:00Z', '2026-01-05T03:00:00Z']]);
  expect(because).toEqual([
    ['clock-from', parseInstant('2026-01-05T00:00:00Z')],
    ['clock-opens', parseInstant('2026-01-05T01:00:00Z')],
    ['clock-target', 'PT7H', 'window'],
    ['clock-pause', parseInstant('2026-01-05T02:00:00Z'), parseInstant('2026-01-05T03:00:00Z'), 3600],
    ['clock-at-closing', parseInstant(monday)],
  ]);
});

test.each(['-PT1H', 'PT', '4h', '', 'P1M', 'P1DT1H'])('the target %j is refused', (target) =>
  expect(() => ask(shanghai, '2026-01-05T01:00:00Z', target)).toThrow(code('bad-duration')),
);
