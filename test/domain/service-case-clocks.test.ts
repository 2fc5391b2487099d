// Every level with every calendar and pause, compared with a simulation that goes minute by minute.
import { compileService } from '../../domain/playbook/compile-service';
import { usedAt } from '../../domain/service-case/clocks';
import type { CalendarDefinition } from '../../domain/time/calendar';
import { formatInstant, type Instant } from '../../domain/time/time';
import { SECOND_PLAYBOOK } from '../support/second-playbook';
import { CALENDARS, type CalendarId, serviceTerms } from '../support/service-terms';
import { at, CaseLife } from './service-case-life';

const MINUTE = 60_000;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** A wall clock in the calendar's zone, by the platform's own zone data. */
const wallClock = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
  return (instant: Instant) => {
    const [date = '', time = ''] = format.format(instant).split(', ');
    return { date, time, day: DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sun' };
  };
};

const isOpenIn = (calendar: CalendarDefinition) => {
  const read = wallClock(calendar.timeZone);
  const known = new Map<Instant, boolean>();
  return (instant: Instant): boolean => {
    const there = known.get(instant);
    if (there !== undefined) return there;
    const { date, time, day } = read(instant);
    const hours = calendar.shifts?.[date] ?? (calendar.holidays?.includes(date) ? [] : (calendar.week[day] ?? []));
    const isOpen = hours.some(([open, close]) => open <= time && time < close);
    known.set(instant, isOpen);
    return isOpen;
  };
};

const opened = new Map<CalendarId, (instant: Instant) => boolean>();
const openness = (id: CalendarId) => {
  const there = opened.get(id) ?? isOpenIn(CALENDARS[id]);
  opened.set(id, there);
  return there;
};

/** Minute by minute: the clock starts when the window opens. A minute counts unless it is paused, or closed where only open time counts. */
function walked(
  id: CalendarId,
  count: 'wall' | 'window',
  from: Instant,
  minutes: number,
  pauses: readonly (readonly [Instant, Instant])[],
): Instant {
  const isOpen = openness(id);
  let now = from;
  while (!isOpen(now)) now += MINUTE;
  for (let left = minutes; left > 0; now += MINUTE) {
    const counts = (count === 'wall' || isOpen(now)) && !pauses.some(([begin, end]) => begin <= now && now < end);
    if (counts) left -= 1;
  }
  return now;
}

const LEVELS = { platinum: [8, 'wall'], gold: [12, 'wall'], silver: [24, 'wall'], standard: [36, 'window'] } as const;
type Level = keyof typeof LEVELS;

// The time of the diagnosis, then the pauses.
const STORIES: Readonly<Record<string, readonly [diagnosed: string, ...pauses: (readonly [string, string])[]]>> = {
  'inside the window, undisturbed': ['2026-09-15T02:10:00Z'],
  'outside the window': ['2026-09-18T20:45:00Z'],
  'a pause across a closing': ['2026-09-15T08:30:00Z', ['2026-09-15T09:30:00Z', '2026-09-16T02:00:00Z']],
  'a pause across a weekend': ['2026-09-11T07:00:00Z', ['2026-09-11T08:00:00Z', '2026-09-14T03:00:00Z']],
  'two pauses, the second across a holiday week': [
    '2026-09-30T02:00:00Z',
    ['2026-09-30T02:30:00Z', '2026-09-30T03:00:00Z'],
    ['2026-09-30T04:00:00Z', '2026-10-08T02:00:00Z'],
  ],
  'a pause across the end of summer time': ['2026-10-23T12:00:00Z', ['2026-10-23T13:00:00Z', '2026-10-26T14:00:00Z']],
  'a pause in America’s hour that comes twice': ['2026-10-30T19:00:00Z', ['2026-11-01T05:30:00Z', '2026-11-01T06:45:00Z']],
};

const windowOf = (level: Level, business: CalendarId): CalendarId => (level === 'platinum' || level === 'gold' ? 'always' : business);

const CASES = (Object.keys(LEVELS) as Level[]).flatMap((level) =>
  (Object.keys(CALENDARS) as CalendarId[]).flatMap((business) => Object.keys(STORIES).map((story) => [level, business, story] as const)),
);

test('there are at least a hundred of them', () => expect(CASES.length).toBeGreaterThanOrEqual(100));

test.each(CASES)('%s, %s: %s', (level, business, story) => {
  const [diagnosed = '', ...pauses] = STORIES[story] ?? [];
  const life = new CaseLife('2026-09-01T00:00:00Z', { level }, serviceTerms(business));
  life.now = at(diagnosed);
  life.command('diagnose', { visit: true });
  const real: [Instant, Instant][] = [];
  const [hours, count] = LEVELS[level];
  for (const [begin, end] of pauses) {
    // Only a running clock can be paused: the simulation says until when.
    const due = life.state.milestones['on-site']?.due ?? 0;
    if (at(begin) >= due) break;
    real.push([at(begin), at(end)]);
    life.now = at(begin);
    life.command('wait');
    expect(life.stands('on-site')).toBe('paused');
    life.now = at(end);
    life.command('resume');
  }
  expect(life.due('on-site')).toBe(formatInstant(walked(windowOf(level, business), count, at(diagnosed), hours * 60, real)));
});

test('of a clock that was given up under a calendar which newer terms have not, nothing is said', () => {
  const terms = (calendarId: string) => compileService(SECOND_PLAYBOOK, { calendarId, fromYear: 2025 });
  const life = new CaseLife(
    '2026-01-05T09:00:00Z',
    { level: 'day-shift', severity: 'trucks-wait', kind: 'breakdown', stage: 'move-in', team: { 'client-partner': 'p-1' } },
    terms('england'),
  );
  life.command('diagnose', { visit: true });
  life.command('diagnose', { visit: false });
  life.command('adoptTerms', { terms: terms('always') });
  expect(life.state.milestones['on-site']).toMatchObject({ state: 'cancelled', calendar: 'england' });
  expect(usedAt(life.state, 'on-site', life.now, terms('always'))).toBe(0);
});
