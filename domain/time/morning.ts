// When a working day begins: digests go then, and what is due before the next one cannot wait for it.
import type { Calendar } from './calendar';
import { dateOf, type Instant } from './time';

/** The first opening of a business day, `delay` milliseconds later, that lies after `instant`. Throws `DomainError('no-open-hours')`. */
export function nextMorning(calendar: Calendar, instant: Instant, delay = 0): Instant {
  const today = calendar.roll(dateOf(instant, calendar.timeZone), 'following');
  const morning = calendar.opening(today) + delay;
  return morning > instant ? morning : calendar.opening(calendar.addBusinessDays(today, 1)) + delay;
}
