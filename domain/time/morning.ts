// The working morning: digests are sent then, and work due before the next one cannot wait for it.
import type { Calendar } from './calendar';
import { dateOf, type Instant } from './time';

/** The first instant after `instant` that is `delay` milliseconds after a business day's opening. Throws `DomainError('no-open-hours')`. */
export function nextMorning(calendar: Calendar, instant: Instant, delay = 0): Instant {
  const today = calendar.roll(dateOf(instant, calendar.timeZone), 'following');
  const morning = calendar.opening(today) + delay;
  return morning > instant ? morning : calendar.opening(calendar.addBusinessDays(today, 1)) + delay;
}
