// At night only a breach gets a mail of its own. Everything else waits for the reader's next digest (decision 11).

import type { CaseInfo, Warning } from '../../../domain/service-case/types';
import { calendarOf } from '../../../domain/time/calendar';
import { nextMorning } from '../../../domain/time/morning';
import { dateOf, type Instant } from '../../../domain/time/time';
import { type people, personLives, type Store } from '../../../store';
import type { Hours } from '../../working-hours';

/** The outcome of a mail that is left to the reader's digest, because it is night. */
export const LEFT_TO_DIGEST = { ok: true, value: 'digest' } as const;

const USED_UP = 100;

export const nightWatch =
  (store: Store, hours: Hours) =>
  /** `until`: the next digest of a `reader` who is outside working hours; `undefined` in working hours, and for a reader without digests. */
  async (reader: people.Person, now: Instant): Promise<{ readonly until: Instant } | undefined> => {
    const life = await personLives.get(store, reader.id);
    const hash = life?.status === 'active' ? life.state.terms?.playbook : undefined;
    const terms = hash === undefined ? undefined : await hours(hash, reader, now);
    if (!terms) return undefined;
    const calendar = calendarOf(terms.calendar);
    const today = dateOf(now, calendar.timeZone);
    // A break at noon is not night.
    if (calendar.isBusinessDay(today) && calendar.opening(today) <= now && now < calendar.closing(today)) return undefined;
    const next = life?.next ?? 0;
    return { until: next > now ? next : nextMorning(calendar, now, terms.jitter) };
  };

/** Whether a case is breached, or will be before the reader's next digest at `until`. */
export const isBreach = ({ clocks }: CaseInfo, warnings: readonly Warning[], until: Instant): boolean =>
  warnings.some(({ thresholds }) => thresholds.includes(USED_UP)) ||
  clocks.some(({ state, due }) => state === 'running' && due !== undefined && due < until);

/** Whether a handover is overdue, or will be before the reader's next digest at `until`. */
export const isOverrun = (due: Instant, thresholds: readonly number[], until: Instant): boolean =>
  thresholds.includes(USED_UP) || due < until;
