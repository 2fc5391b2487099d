// Targets as people say them.

import { parseDuration } from '../time/time';
import type { Text } from './playbook';

/** `PT90M` as `1 h 30 min` and `1 小时 30 分钟`, `P5D` as `5 business days` and `5 个工作日`. Throws `DomainError('bad-duration')`. */
export function durationWords(duration: string): Text {
  const parsed = parseDuration(duration);
  if ('days' in parsed) return { en: `${parsed.days} business day${parsed.days === 1 ? '' : 's'}`, zh: `${parsed.days} 个工作日` };
  const seconds = Math.round(parsed.milliseconds / 1000);
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
