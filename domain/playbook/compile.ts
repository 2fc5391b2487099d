// Compiles the terms of an account from a playbook: rules, codes, one calendar with the years it needs. Not for workflows.

import type { Anchor, LadderStep, LateEntry, NominalRule, Terms, TouchpointTerms } from '../account/terms';
import { DomainError } from '../decider/decider';
import { type CalendarDefinition, checkCalendar, type Hours } from '../time/calendar';
import { parseDuration, WEEKDAYS, weekday } from '../time/time';
import { levelsOf, phasesOf, rolesOf, segmentsOf } from './codes';
import { contentHash } from './hash';
import { CHINA_COVERAGE, chinaHolidays, type Holidays } from './holidays';
import { meantOrKnown } from './nearest';
import { daysIn, roughDays } from './period';
import type { Playbook } from './playbook';

type PlaybookCalendar = Playbook['calendars'][string];
type PlaybookTouchpoint = Playbook['touchpoints'][string];

/**
 * The terms of accounts with the calendar `calendarId`, with its published holidays from `fromYear` on. Equal content gives equal terms. Throws
 * `DomainError('unknown-calendar')`.
 */
export function compileTerms(playbook: Playbook, options: { readonly calendarId: string; readonly fromYear: number }): Terms {
  const { calendarId, fromYear } = options;
  const rest = {
    playbook: contentHash(playbook),
    ...codesOf(playbook),
    calendarId,
    calendar: compileCalendar(playbook, calendarId, fromYear),
    // Sorted: the order of keys in a file means nothing, and a store may not keep it.
    stages: Object.entries(playbook.stages)
      .map(([id, { from }]) => ({ id, from }))
      .sort((a, b) => roughDays(a.from) - roughDays(b.from)),
    touchpoints: Object.entries(playbook.touchpoints)
      .map(([id, touchpoint]) => compileTouchpoint(id, touchpoint, playbook.defaults))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    ...(playbook.handover && { handover: { standIn: playbook.handover['stand-in'] } }),
    ...(playbook.digest && { digest: true as const }),
    ...(playbook.ladder && { ladder: playbook.ladder.map(compileStep) }),
    lateEntry: compileLateEntry(playbook['late-entry']),
  };
  return { id: contentHash(rest), ...rest };
}

/** The playbook's roles, levels, segments and phases. */
const codesOf = (playbook: Playbook): Pick<Terms, 'roles' | 'levels' | 'defaultLevel' | 'segments' | 'phases'> => ({
  roles: rolesOf(playbook),
  levels: levelsOf(playbook),
  defaultLevel: playbook['default-level'],
  segments: segmentsOf(playbook),
  phases: phasesOf(playbook),
});

/** Throws a `DomainError` for an impossible calendar. China's published holidays need no check. */
export function checkCalendarOf({ holidays, ...calendar }: PlaybookCalendar): void {
  checkCalendar(Array.isArray(holidays) ? { ...calendar, holidays } : calendar);
}

function compileTouchpoint(id: string, touchpoint: PlaybookTouchpoint, defaults: Playbook['defaults']): TouchpointTerms {
  const { stages, segments, levels, when, roll, time, meeting, remind, owner, ticket } = touchpoint;
  return {
    id,
    ...(stages && { stages }),
    ...(segments && { segments }),
    ...(levels && { levels }),
    when: compileRule(when),
    roll: roll ?? defaults.roll,
    ...(time !== undefined && { time }),
    remind: remind ?? (meeting ? defaults['meeting-remind'] : defaults.remind),
    owner,
    catchUp: touchpoint['catch-up'] ?? defaults['catch-up'],
    ...(ticket && { ticket: true as const }),
    ...((touchpoint.contractual ?? CONTRACT_DATES.includes(when.anchor)) && { contractual: true as const }),
    ...(meeting && { meeting: minutesOf(touchpoint.duration ?? defaults['meeting-duration'] ?? AN_HOUR) }),
  };
}

/** Anchors that are dates of the contract: touchpoints that count from them are contractual, unless the playbook says otherwise. */
const CONTRACT_DATES: readonly string[] = ['promised-delivery', 'contract-end'] satisfies Anchor[];

/** The default of playbooks older than the field `meeting-duration`. */
const AN_HOUR = 'PT1H';

function minutesOf(duration: string): number {
  const parsed = parseDuration(duration);
  return 'milliseconds' in parsed ? parsed.milliseconds / 60_000 : 0;
}

/** The default of playbooks without `late-entry`. */
const LATE_ENTRY: LateEntry = { signedWithin: 'P90D', dueWithin: 'P30D' };

const compileLateEntry = (given: Playbook['late-entry']): LateEntry => ({
  signedWithin: given?.['signed-within'] ?? LATE_ENTRY.signedWithin,
  dueWithin: given?.['due-within'] ?? LATE_ENTRY.dueWithin,
});

const compileStep = ({ after, notify, by }: NonNullable<Playbook['ladder']>[number]): LadderStep => ({
  after: daysIn(after),
  notify,
  ...(by === 'at-once' && { atOnce: true as const }),
});

function compileRule({ 'business-days': businessDays, anchor, ...rule }: PlaybookTouchpoint['when']): NominalRule {
  // The schema accepts only anchors here.
  return { anchor: anchor as Anchor, ...rule, ...(businessDays !== undefined && { businessDays }) };
}

/** One calendar of a playbook, with its published holidays from `fromYear` on. Throws `DomainError('unknown-calendar')`. */
export function compileCalendar(playbook: Playbook, id: string, fromYear: number): CalendarDefinition {
  const calendar = Object.hasOwn(playbook.calendars, id) ? playbook.calendars[id] : undefined;
  if (!calendar) throw new DomainError('unknown-calendar', { calendar: id, ...meantOrKnown(id, Object.keys(playbook.calendars)) });
  const { holidays, shifts, ...rest } = calendar;
  const given =
    Array.isArray(holidays) || !holidays ? { holidays: holidays ?? [], shifts: {} } : knownHolidays(fromYear, usualHours(calendar));
  const isNeeded = (date: string): boolean => Number(date.slice(0, 4)) >= fromYear;
  const allShifts = Object.entries({ ...given.shifts, ...shifts }).filter(([date]) => isNeeded(date));
  // A holiday on a day that is closed anyway is left out.
  const isOpenAnyway = (date: string): boolean => (rest.week[weekday(date)] ?? []).length > 0;
  const allHolidays = given.holidays.filter((date) => isNeeded(date) && isOpenAnyway(date));
  return {
    ...('publishedUntil' in given && { publishedUntil: given.publishedUntil }),
    ...rest,
    ...(allHolidays.length > 0 && { holidays: allHolidays.sort() }),
    ...(allShifts.length > 0 && { shifts: Object.fromEntries(allShifts.sort(([a], [b]) => (a < b ? -1 : 1))) }),
  };
}

/** China's published holidays. For a year that is not published, the result says so. */
const knownHolidays = (fromYear: number, hours: Hours): Holidays =>
  chinaHolidays(Math.min(Math.max(fromYear, CHINA_COVERAGE.first), CHINA_COVERAGE.last), hours);

/** The hours of make-up days: those of the first working day of the week. */
const usualHours = ({ week }: PlaybookCalendar): Hours => WEEKDAYS.map((day) => week[day] ?? []).find((hours) => hours.length > 0) ?? [];
