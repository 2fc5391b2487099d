import type { TimeProblems } from '../../domain/problems/times';
import { calendarSentence } from './calendars';
import type { Sentences } from './sentences';

const DATES = {
  signing: { en: 'signing', zh: '签约日期' },
  'promised-delivery': { en: 'promised delivery', zh: '承诺交付日期' },
  'contract-end': { en: 'contract end', zh: '合同到期日期' },
} as const;

export const timeProblems: Sentences<TimeProblems> = {
  'bad-calendar': (of) => calendarSentence('bad-calendar', of),
  'bad-interval': (of) => calendarSentence('bad-interval', of),
  'bad-instant': ({ text }) => ({
    en: `"${text}" is not an instant: write date, time and Z or offset, such as 2026-01-22T10:00:00Z.`,
    zh: `“${text}”不是时间点：请写日期、时间和 Z 或时差，例如 2026-01-22T10:00:00Z。`,
  }),
  'bad-date': (bad) => {
    if ('where' in bad) return calendarSentence('bad-date', bad);
    const { date, of } = bad;
    return of === undefined
      ? {
          en: `"${date}" is not a date: write YYYY-MM-DD, such as 2026-01-22.`,
          zh: `“${date}”不是日期：请写 YYYY-MM-DD，例如 2026-01-22。`,
        }
      : { en: `the date of ${DATES[of].en} "${date}" is not a date YYYY-MM-DD`, zh: `${DATES[of].zh}“${date}”不是 YYYY-MM-DD 格式的日期` };
  },
  'date-out-of-range': () => ({
    en: 'A date lies outside the years 0 to 9999: give a shorter period.',
    zh: '日期超出公元 0 至 9999 年：请缩短时间段。',
  }),
  'bad-period': ({ text }) => ({
    en: `"${text}" is not a period: write whole years, months, weeks, days, such as P3M or -P90D.`,
    zh: `“${text}”不是时间段：请写整年、整月、整周或整日，例如 P3M 或 -P90D。`,
  }),
  'bad-time': ({ text }) => ({
    en: `"${text}" is not a time of day: write HH:MM, such as 09:00.`,
    zh: `“${text}”不是一天中的时间：请写 HH:MM，例如 09:00。`,
  }),
  'bad-duration': ({ text }) => ({
    en: `"${text}" is not a duration: write hours, minutes, seconds as PT24H or PT1H30M, or business days as P2D.`,
    zh: `“${text}”不是时长：小时、分、秒写作 PT24H 或 PT1H30M，工作日写作 P2D。`,
  }),
  'bad-zone': (of) =>
    'where' in of
      ? calendarSentence('bad-zone', of)
      : {
          en: `"${of.zone}" is not a time zone: write a name such as Asia/Shanghai.`,
          zh: `“${of.zone}”不是时区：请写 Asia/Shanghai 这样的名称。`,
        },
  'unknown-zone': ({ zone }) => ({
    en: `no time zone is called "${zone}"; use one such as Asia/Shanghai`,
    zh: `没有名为“${zone}”的时区，请使用 Asia/Shanghai 这样的名称`,
  }),
  'no-open-hours': (of) => {
    if ('where' in of)
      return {
        en: `The calendar has not one open hour: give ${of.where} some.`,
        zh: `日历中没有任何工作时间：请在 ${of.where} 中填写。`,
      };
    const { side, date, isFull = false } = of;
    return {
      en: `The calendar has no open hour ${side} ${date}${isFull ? ': its holidays swallow all' : ''}.`,
      zh: `${date} ${side === 'after' ? '之后' : '之前'}日历中没有工作时间${isFull ? '：全部被节假日占用' : ''}。`,
    };
  },
  'closed-day': ({ date }) => ({
    en: `${date} is no business day of the calendar: roll it first.`,
    zh: `${date} 在此日历中不是工作日，请先顺延。`,
  }),
  'span-too-long': () => ({
    en: 'The time asked for reaches over more than a hundred years: ask for less.',
    zh: '所求时间跨度超过一百年，请缩短。',
  }),
  'bad-pause': () => ({
    en: 'A pause ends before it begins: give it as [begin, end], or [begin, null] while it lasts.',
    zh: '暂停的结束早于开始：请写 [开始, 结束]，尚未结束时写 [开始, null]。',
  }),
};
