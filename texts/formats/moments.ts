// Dates and times as people read them in mails and on pages.
import { TZDate } from '@date-fns/tz';
import { differenceInCalendarDays, format } from 'date-fns';
import { enGB, zhCN } from 'date-fns/locale';
import type { Instant, PlainDate } from '../../domain/time/time';
import { inLanguage, type Language } from '../language';

const english = {
  locale: enGB,
  /** The hour alone. */
  time: 'HH:mm',
  /** A day of these weeks. */
  day: 'EEE d MMM',
  /** A day of these weeks, and its hour. */
  dayAndTime: 'EEE d MMM, HH:mm',
  /** A day, as letters write it. */
  letterDay: 'EEEE d MMMM',
  longDay: 'EEEE d MMMM yyyy',
  longMoment: 'EEEE d MMMM yyyy, HH:mm',
  /** A date of any year, without its weekday. */
  date: 'd MMMM yyyy',
};

const chinese: typeof english = {
  locale: zhCN,
  time: 'HH:mm',
  day: 'M月d日（EEE）',
  dayAndTime: 'M月d日（EEE）HH:mm',
  letterDay: 'M月d日（EEEE）',
  longDay: 'yyyy年M月d日 EEEE',
  longMoment: 'yyyy年M月d日 EEEE HH:mm',
  date: 'yyyy年M月d日',
};

const formatsIn = inLanguage(english, chinese);

export type Pattern = Exclude<keyof typeof english, 'locale'>;

/** `instant` in `zone` (IANA), by a pattern. */
export const written = (language: Language, instant: Instant, zone: string, pattern: Pattern): string => {
  const formats = formatsIn(language);
  return format(new TZDate(instant, zone), formats[pattern], { locale: formats.locale });
};

/** A date, which is no instant: it reads the same in every zone. */
export const writtenDate = (language: Language, date: PlainDate): string => written(language, Date.parse(date), 'UTC', 'date');

/** Calendar days from `now` to `due` as people in `zone` count them: 0 is today, negative is past. */
export const daysUntil = (due: Instant, now: Instant, zone: string): number =>
  differenceInCalendarDays(new TZDate(due, zone), new TZDate(now, zone));
