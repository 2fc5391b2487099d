import { checkCalendar } from '../../domain/time/calendar';
import { refusal } from '../support/refusal';

describe('a definition is refused', () => {
  const utc = { timeZone: 'UTC', week: { mon: [['09:00', '17:00']] } };
  test.each<[string, unknown, string, string]>([
    ['without a calendar', null, 'bad-calendar', 'calendar'],
    ['that is a list', [], 'bad-calendar', 'calendar'],
    ['without a week', { timeZone: 'UTC' }, 'bad-calendar', 'calendar.week'],
    ['with a week that is a list', { timeZone: 'UTC', week: [] }, 'bad-calendar', 'calendar.week'],
    ['with a field that nobody knows', { ...utc, holiday: ['2026-10-01'] }, 'bad-calendar', 'calendar.holiday'],
    ['with a weekday that nobody knows', { ...utc, week: { monday: [['09:00', '17:00']] } }, 'bad-calendar', 'calendar.week.monday'],
    ['without a zone', { week: utc.week }, 'bad-zone', 'calendar.timeZone'],
    ['with a zone that nobody knows', { ...utc, timeZone: 'Asia/Beijing' }, 'bad-zone', 'Asia/Beijing'],
    ['with an offset for a zone', { ...utc, timeZone: '+08:00' }, 'bad-zone', '+08:00'],
    ['with an interval reversed', { ...utc, week: { tue: [['17:00', '09:00']] } }, 'bad-interval', 'calendar.week.tue[0]'],
    ['with an empty interval', { ...utc, week: { tue: [['09:00', '09:00']] } }, 'bad-interval', 'calendar.week.tue[0]'],
    ['with an interval over midnight', { ...utc, week: { sat: [['22:00', '02:00']] } }, 'bad-interval', 'write a night as two'],
    ['with an hour that is none', { ...utc, week: { mon: [['09:00', '25:00']] } }, 'bad-interval', 'calendar.week.mon[0]'],
    ['with an hour written short', { ...utc, week: { mon: [['9:00', '12:00']] } }, 'bad-interval', 'calendar.week.mon[0]'],
    ['with a beginning at 24:00', { ...utc, week: { mon: [['24:00', '24:00']] } }, 'bad-interval', 'calendar.week.mon[0]'],
    ['with three times', { ...utc, week: { mon: [['09:00', '12:00', '13:00']] } }, 'bad-interval', 'calendar.week.mon[0]'],
    ['with an interval for a list', { ...utc, week: { mon: ['09:00', '12:00'] } }, 'bad-interval', 'calendar.week.mon[0]'],
    ['with hours for a list', { ...utc, week: { mon: '09:00-12:00' } }, 'bad-interval', 'calendar.week.mon'],
    [
      'with overlapping intervals',
      {
        ...utc,
        week: {
          wed: [
            ['13:00', '18:00'],
            ['09:00', '13:30'],
          ],
        },
      },
      'bad-interval',
      'calendar.week.wed',
    ],
    [
      'with overlapping hours in a shift',
      {
        ...utc,
        shifts: {
          '2026-02-14': [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      },
      'bad-interval',
      'calendar.shifts.2026-02-14',
    ],
    ['with a holiday that does not exist', { ...utc, holidays: ['2026-10-01', '2026-02-30'] }, 'bad-date', 'calendar.holidays[1]'],
    ['with holidays that are no list', { ...utc, holidays: '2026-10-01' }, 'bad-calendar', 'calendar.holidays'],
    ['with a shift on no date', { ...utc, shifts: { 'next monday': [] } }, 'bad-date', 'calendar.shifts'],
    ['with a recurring 30 February', { ...utc, recurringHolidays: ['02-30'] }, 'bad-date', 'calendar.recurringHolidays[0]'],
    ['with a recurring date of one year', { ...utc, recurringHolidays: ['2026-12-25'] }, 'bad-date', 'calendar.recurringHolidays[0]'],
    ['published until no date', { ...utc, publishedUntil: '2026' }, 'bad-date', 'calendar.publishedUntil'],
    ['with an empty week', { timeZone: 'UTC', week: {} }, 'no-open-hours', 'calendar.week'],
    [
      'with nothing but closed days',
      { timeZone: 'UTC', week: { mon: [] }, shifts: { '2026-01-01': [] } },
      'no-open-hours',
      'calendar.week',
    ],
  ])('%s', (_, definition, codeOf, where) => {
    const said = refusal(() => checkCalendar(definition));
    expect(said).toContain(`${codeOf}: `);
    expect(said).toContain(where);
  });

  test('but not for a recurring 29 February, hours in any order, or shifts alone', () => {
    expect(() =>
      checkCalendar({
        ...utc,
        recurringHolidays: ['02-29'],
        week: {
          mon: [
            ['13:00', '24:00'],
            ['09:00', '12:00'],
          ],
        },
      }),
    ).not.toThrow();
    expect(() => checkCalendar({ timeZone: 'UTC', week: {}, shifts: { '2026-01-01': [['09:00', '10:00']] } })).not.toThrow();
  });
});
