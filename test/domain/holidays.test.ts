import { CHINA_COVERAGE, chinaHolidays } from '../../domain/playbook/holidays';
import { calendarOf } from '../../domain/time/calendar';

const HOURS = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const;
const week = { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS };
const china = calendarOf({ timeZone: 'Asia/Shanghai', week, ...chinaHolidays(2024, HOURS) });

describe("China's holidays and make-up days", () => {
  // As published by the State Council for 2026, and for 2024 and 2025.
  test.each<[string, boolean]>([
    ['2026-01-01', false],
    ['2026-01-02', false],
    ['2026-01-03', false],
    ['2026-01-04', true],
    ['2026-02-13', true],
    ['2026-02-14', true],
    ['2026-02-15', false],
    ['2026-02-16', false],
    ['2026-02-17', false],
    ['2026-02-18', false],
    ['2026-02-19', false],
    ['2026-02-20', false],
    ['2026-02-21', false],
    ['2026-02-22', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-02-28', true],
    ['2026-04-06', false],
    ['2026-05-01', false],
    ['2026-05-05', false],
    ['2026-05-09', true],
    ['2026-06-19', false],
    ['2026-09-20', true],
    ['2026-09-25', false],
    ['2026-10-07', false],
    ['2026-10-10', true],
    ['2025-01-26', true],
    ['2025-02-08', true],
    ['2025-10-08', false],
    ['2024-02-04', true],
    ['2024-02-17', false],
    ['2024-02-18', true],
  ])('%s: worked %s', (date, isWorked) => expect(china.isBusinessDay(date)).toBe(isWorked));

  test('a make-up day has the ordinary hours', () => expect(china.closingTime('2026-02-14')).toBe('18:00'));

  test('are known from 2004, and as far as they say', () => {
    expect(CHINA_COVERAGE.first).toBe(2004);
    expect(CHINA_COVERAGE.last).toBeGreaterThanOrEqual(2026);
    const { publishedUntil } = chinaHolidays(2026, HOURS);
    expect(publishedUntil).toBe(`${CHINA_COVERAGE.last}-12-31`);
    expect(china.isPublished(publishedUntil)).toBe(true);
    expect(china.isPublished(`${CHINA_COVERAGE.last + 1}-01-01`)).toBe(false);
  });
  test('of some years are of those years only', () => {
    const { holidays, shifts, publishedUntil } = chinaHolidays(2024, HOURS, 2025);
    const years = [...holidays, ...Object.keys(shifts)].map((date) => date.slice(0, 4));
    expect([...new Set(years)].sort()).toEqual(['2024', '2025']);
    expect(publishedUntil).toBe('2025-12-31');
  });
  test.each([1999, CHINA_COVERAGE.last + 1])('of %i are not guessed', (year) =>
    expect(() => chinaHolidays(year, HOURS)).toThrow(expect.objectContaining({ code: 'holidays-unknown' }) as Error),
  );
});
