// What is wrong in the definition of a calendar, and what to write instead.
import type { Text } from '../../domain/playbook/playbook';
import type { TimeProblems } from '../../domain/problems/times';

type InCalendar<Code extends keyof TimeProblems> = Extract<TimeProblems[Code], { readonly where: string }>;

export interface CalendarFault {
  readonly problem: Text;
  readonly remedy?: Text;
}

export const calendarFaults = {
  'bad-zone': ({ given }: InCalendar<'bad-zone'>): CalendarFault => ({
    problem: { en: `${given} is not a time zone`, zh: `${given} 不是时区` },
    remedy: { en: 'write a name such as Asia/Shanghai', zh: '请写 Asia/Shanghai 这样的名称' },
  }),
  'bad-date': ({ given, isYearly }: InCalendar<'bad-date'>): CalendarFault =>
    isYearly
      ? {
          problem: { en: `${given} is not a day of the year`, zh: `${given} 不是一年中的日期` },
          remedy: { en: 'write MM-DD', zh: '请写 MM-DD' },
        }
      : {
          problem: { en: `${given} is not a date`, zh: `${given} 不是日期` },
          remedy: { en: 'write YYYY-MM-DD', zh: '请写 YYYY-MM-DD' },
        },
  'bad-calendar': (of: InCalendar<'bad-calendar'>): CalendarFault => {
    switch (of.why) {
      case 'unknown-field':
        return {
          problem: { en: 'is not a field of a calendar', zh: '不是日历的字段' },
          remedy: { en: `these are: ${of.known.join(', ')}`, zh: `字段有：${of.known.join('、')}` },
        };
      case 'unknown-weekday':
        return {
          problem: { en: 'is not a weekday', zh: '不是星期' },
          remedy: { en: `write one of ${of.known.join(', ')}`, zh: `可写：${of.known.join('、')}` },
        };
      case 'not-an-object':
        return { problem: { en: `must be an object, but is ${of.given}`, zh: `须为对象，但为 ${of.given}` } };
      case 'not-a-list':
        return { problem: { en: `must be a list, but is ${of.given}`, zh: `须为列表，但为 ${of.given}` } };
    }
  },
  'bad-interval': ({ why, given }: InCalendar<'bad-interval'>): CalendarFault => {
    switch (why) {
      case 'not-a-list':
        return {
          problem: {
            en: `must be a list such as [["09:00","18:00"]], but is ${given}`,
            zh: `须为 [["09:00","18:00"]] 这样的列表，但为 ${given}`,
          },
        };
      case 'overlap':
        return { problem: { en: `two intervals overlap in ${given}`, zh: `${given} 中有两个时段重叠` } };
      case 'not-an-interval':
        return {
          problem: { en: `${given} is not an interval`, zh: `${given} 不是时段` },
          remedy: { en: 'write ["09:00","18:00"], where only an end may be 24:00', zh: '请写 ["09:00","18:00"]，只有结束可为 24:00' },
        };
      case 'reversed':
        return {
          problem: { en: `${given} ends before it begins`, zh: `${given} 的结束早于开始` },
          remedy: {
            en: 'write a night as two, one to 24:00, one from 00:00 on the next day',
            zh: '夜间请写成两段：一段至 24:00，次日从 00:00 起另一段',
          },
        };
    }
  },
};

/** The fault at its place: `calendar.week.mon[0]: … is not an interval; write ….` */
export function calendarSentence<Code extends keyof typeof calendarFaults>(code: Code, of: InCalendar<Code>): Text {
  const faultOf = calendarFaults[code] as (of: InCalendar<Code>) => CalendarFault;
  const { problem, remedy } = faultOf(of);
  return {
    en: `${of.where}: ${problem.en}${remedy ? `; ${remedy.en}` : ''}.`,
    zh: `${of.where}：${problem.zh}${remedy ? `；${remedy.zh}` : ''}。`,
  };
}
