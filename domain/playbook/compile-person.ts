// From a playbook to the terms that one of our people lives by. Not for workflows.

import type { PersonTerms } from '../person/terms';
import { calendarOf } from '../time/calendar';
import { nextMorning } from '../time/morning';
import { addDays, dateOf, type Instant, parseDuration, startOfDay } from '../time/time';
import { compileCalendar } from './compile';
import { contentHash } from './hash';
import { periodParts } from './period';
import { calendarFor, type Playbook } from './playbook';

/** Where somebody works; `calendar` is the id of one of the playbook's. */
export interface Workplace {
  /** IANA. */
  readonly zone: string;
  readonly calendar: string | null;
}

/**
 * The terms of a person who works there, with the holidays from `fromYear` on as far as they are published; `undefined` where the playbook
 * sends no digests. A calendar that this playbook does not know gives way to that of the zone. Equal content gives equal terms.
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

/** The first year of holidays that a person needs. */
export const firstYearOf = (now: Instant): number => new Date(now).getUTCFullYear() - 1;

/** How far a digest of `now` looks: until the `next` one, before which what is due is due today, and to the end of the last of the days that come. */
export function outlook(playbook: Playbook, terms: PersonTerms, now: Instant): { readonly next: Instant; readonly until: Instant } {
  const calendar = calendarOf(terms.calendar);
  const today = calendar.roll(dateOf(now, calendar.timeZone), 'following');
  const last = calendar.addBusinessDays(today, periodParts(playbook.digest?.coming ?? '').days);
  return { next: nextMorning(calendar, now, terms.jitter), until: startOfDay(addDays(last, 1), calendar.timeZone) };
}
