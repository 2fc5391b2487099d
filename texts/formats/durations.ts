// Lengths of time in words.
import type { Text } from '../../domain/playbook/playbook';
import { inLanguage, type Language, textKey } from '../language';
import { counted } from './counts';

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/** Business days; or hours, minutes and seconds, each with an optional fraction. */
const DURATION = /^P(?:(\d+)D|T(?=\d)(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)$/;

const number = (text = '0'): number => Number(text.replace(',', '.'));

/** `PT90M` as `1 h 30 min` and `1 小时 30 分钟`, `P5D` as `5 business days` and `5 个工作日`. Any other text is returned as it is. */
export function durationWords(duration: string): Text {
  const found = DURATION.exec(duration);
  if (!found) return { en: duration, zh: duration };
  const [, days, hours, minutes, rest] = found;
  if (days !== undefined) return { en: counted(Number(days), 'business day'), zh: `${Number(days)} 个工作日` };
  const seconds = Math.round((number(hours) * 60 + number(minutes)) * 60 + number(rest));
  const parts = [
    [Math.floor(seconds / 3600), 'h', '小时'],
    [Math.floor(seconds / 60) % 60, 'min', '分钟'],
    [seconds % 60, 's', '秒'],
  ] as const;
  const worded = parts.filter(([count, unit]) => count > 0 || (unit === 's' && seconds === 0));
  return {
    en: worded.map(([count, unit]) => `${count} ${unit}`).join(' '),
    zh: worded.map(([count, , unit]) => `${count} ${unit}`).join(' '),
  };
}

const spansIn = inLanguage(
  {
    moments: 'less than a minute',
    days: (days: number, hours: number): string => [counted(days, 'day'), ...(hours === 0 ? [] : [`${hours} h`])].join(' '),
  },
  {
    moments: '不到 1 分钟',
    days: (days, hours) => (hours === 0 ? `${days} 天` : `${days} 天 ${hours} 小时`),
  },
);

/** A length of time to the minute. From three days on it is given in days and hours; targets of 24 and 48 hours are known by their hours. */
export const span = (language: Language, milliseconds: number): string => {
  const words = spansIn(language);
  const minutes = Math.round(milliseconds / MINUTE);
  if (minutes === 0) return words.moments;
  if (minutes < 3 * DAY) return durationWords(`PT${minutes}M`)[textKey(language)];
  return words.days(Math.floor(minutes / DAY), Math.floor((minutes % DAY) / HOUR));
};
