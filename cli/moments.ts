// Times as people write and read them. Requests and answers carry ISO 8601 UTC.
import { InvalidArgumentError } from 'commander';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const SPAN = /^(\d{1,4})([hdw])$/;
const HOURS = { h: 1, d: 24, w: 168 };

/** Reads an option's date `YYYY-MM-DD`, which must exist. Throws `InvalidArgumentError`. */
export function date(text: string): string {
  if (!DATE.test(text) || new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) !== text) {
    throw new InvalidArgumentError('A date looks like 2026-11-15.');
  }
  return text;
}

const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads an option's time. With an offset it becomes ISO 8601 UTC. Without one it stays local: the API reads it in the zone of its subject, never
 * this computer's.
 */
export function instant(text: string): string {
  if (TIME.test(text) && !OFFSET.test(text)) return localTime(text).replace(' ', 'T');
  const parsed = TIME.test(text) ? new Date(text.replace(' ', 'T')) : undefined;
  if (parsed === undefined || Number.isNaN(parsed.getTime()))
    throw new InvalidArgumentError('A time looks like 2026-11-15T09:00, or 2026-11-15T01:00Z.');
  return parsed.toJSON().replace('.000Z', 'Z');
}

/** Checks an option's time and leaves it as it is. Without an offset it is local time for the API. */
export function localTime(text: string): string {
  if (!TIME.test(text)) throw new InvalidArgumentError('A time looks like 2026-11-15T09:00, or 2026-11-15T01:00Z.');
  return text;
}

/** Checks an option's date, time or span such as `3d` or `4h`, and leaves it for `resolve`. */
export function moment(text: string): string {
  if (SPAN.test(text)) return text;
  return DATE.test(text) ? date(text) : instant(text);
}

/** A text that `moment` accepted, as ISO 8601 UTC. A span counts from `now` (ISO 8601); a date means `time` in `zone`. */
export async function resolve(text: string, now: string, zone: string, time = '09:00'): Promise<string> {
  const [, count, unit] = SPAN.exec(text) ?? [];
  if (count !== undefined) return new Date(Date.parse(now) + Number(count) * HOURS[unit as keyof typeof HOURS] * 3_600_000).toJSON();
  const [day = '', local] = text.split('T');
  if (!DATE.test(text) && OFFSET.test(local ?? '')) return text;
  const { toInstant, formatInstant } = await import('../domain/time/time.js');
  return formatInstant(toInstant(day, local?.slice(0, 5) ?? time, zone));
}

/** `, spoken of at 2026-11-24 09:00 (Asia/Shanghai)`: a command's time in its subject's zone; empty where it had none. */
export function spoken(at: string | undefined, zone = 'UTC'): string {
  if (at === undefined) return '';
  const shown = OFFSET.test(at) ? when(at, zone).slice(4) : at.slice(0, 16).replace('T', ' ');
  return `, spoken of at ${shown} (${zone})`;
}

/** This computer's zone. */
export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(iso: string, timeZone: string): Record<string, string> {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}

/** `Thu 2026-01-22 18:00`, in `zone`. */
export function when(iso: string, zone: string): string {
  const p = parts(iso, zone);
  return `${p['weekday']} ${p['year']}-${p['month']}-${p['day']} ${p['hour']}:${p['minute']}`;
}

/** `Thu 2026-01-22`, in `zone`. */
export const day = (iso: string, zone: string): string => when(iso, zone).slice(0, 14);

/** The distance from `now` to `iso` in the largest whole unit: `in 3 days`, `2 hours ago`, `now`. */
export function distance(iso: string, now: string): string {
  const minutes = Math.round((Date.parse(iso) - Date.parse(now)) / 60_000);
  const size = Math.abs(minutes);
  const [count, unit] = size >= 2880 ? [Math.floor(size / 1440), 'day'] : size >= 60 ? [Math.floor(size / 60), 'hour'] : [size, 'minute'];
  if (count === 0) return 'now';
  const words = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return minutes < 0 ? `${words} ago` : `in ${words}`;
}
