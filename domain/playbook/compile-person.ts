// Compiles the terms of our people from a playbook. Not for workflows.

import type { PersonTerms } from '../person/terms';
import { calendarOf } from '../time/calendar';
import { nextMorning } from '../time/morning';
import { addDays, dateOf, type Instant, parseDuration, startOfDay } from '../time/time';
import { compileCalendar } from './compile';
import { contentHash } from './hash';
import { daysIn } from './period';
import { calendarFor, type Playbook } from './playbook';

/** Where a person works; `calendar` is the id of a calendar in the playbook. */
export interface Workplace {
  /** IANA zone. */
  readonly zone: string;
  readonly calendar: string | null;
}

/**
 * The terms of a person who works there, with the published holidays from `fromYear` on; `undefined` for a playbook without digests. A calendar
 * that the playbook lacks is replaced by the zone's. Equal content gives equal terms.
 */
export function compilePerson(playbook: Playbook, { zone, calendar }: Workplace, fromYear: number): PersonTerms | undefined {
  if (!playbook.digest) return undefined;
  const isKnown = calendar !== null && Object.hasOwn(playbook.calendars, calendar);
  const jitter = parseDuration(playbook.digest.jitter);
  const rest = {
    playbook: contentHash(playbook),
    calendar: { ...compileCalendar(playbook, isKnown ? calendar : calendarFor(playbook, zone), fromYear), timeZone: zone },
    jitter: 'milliseconds' in jitter ? jitter.milliseconds : 0,
  };
  return { id: contentHash(rest), ...rest };
}

/** The first year whose holidays a person needs. */
export const firstYearOf = (now: Instant): number => new Date(now).getUTCFullYear() - 1;

/**
 * What a digest at `now` covers. Work due before `next`, the next digest, is due today; work until `until`, the end of the last day ahead, is
 * coming.
 */
export function outlook(playbook: Playbook, terms: PersonTerms, now: Instant): { readonly next: Instant; readonly until: Instant } {
  const calendar = calendarOf(terms.calendar);
  const today = calendar.roll(dateOf(now, calendar.timeZone), 'following');
  const last = calendar.addBusinessDays(today, daysIn(playbook.digest?.coming ?? ''));
  return { next: nextMorning(calendar, now, terms.jitter), until: startOfDay(addDays(last, 1), calendar.timeZone) };
}
