// Dates and times in mails and on pages.
import { TZDate } from '@date-fns/tz';
import { differenceInCalendarDays, format } from 'date-fns';
import { enGB, zhCN } from 'date-fns/locale';
import type { Instant, PlainDate } from '../../domain/time/time';
import { inLanguage, type Language } from '../language';

const english = {
  locale: enGB,
  /** A time of day. */
  time: 'HH:mm',
  /** A day in the coming or past weeks. */
  day: 'EEE d MMM',
  /** Such a day, with the time. */
  dayAndTime: 'EEE d MMM, HH:mm',
  /** A day in a letter. */
  letterDay: 'EEEE d MMMM',
  longDay: 'EEEE d MMMM yyyy',
  longMoment: 'EEEE d MMMM yyyy, HH:mm',
  /** A date in any year, without weekday. */
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

/** `instant` in `zone` (IANA), in a pattern. */
export const written = (language: Language, instant: Instant, zone: string, pattern: Pattern): string => {
  const formats = formatsIn(language);
  return format(new TZDate(instant, zone), formats[pattern], { locale: formats.locale });
};

/** A plain date. It is the same in every zone. */
export const writtenDate = (language: Language, date: PlainDate): string => written(language, Date.parse(date), 'UTC', 'date');

/** Calendar days from `now` to `due` in `zone`: 0 is today, negative is past. */
export const daysUntil = (due: Instant, now: Instant, zone: string): number =>
  differenceInCalendarDays(new TZDate(due, zone), new TZDate(now, zone));
