// Terms of service for tests: the levels of requirement D1 with five calendars.

import type { ServiceTerms, TargetRule } from '../../domain/service-case/terms';
import type { CalendarDefinition } from '../../domain/time/calendar';
import { FIRST_LINE } from './roles';

const day = (...hours: [string, string][]): [string, string][] => hours;
const weekdays = (hours: [string, string][]) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });

export const CALENDARS = {
  always: {
    timeZone: 'UTC',
    week: { ...weekdays(day(['00:00', '24:00'])), sat: day(['00:00', '24:00']), sun: day(['00:00', '24:00']) },
  },
  china: {
    timeZone: 'Asia/Shanghai',
    week: weekdays(day(['09:00', '12:00'], ['13:00', '18:00'])),
    holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    shifts: { '2026-09-20': day(['09:00', '12:00'], ['13:00', '18:00']), '2026-10-10': day(['09:00', '12:00'], ['13:00', '18:00']) },
  },
  'new-york': { timeZone: 'America/New_York', week: weekdays(day(['09:00', '17:00'])), holidays: ['2026-11-26'] },
  berlin: { timeZone: 'Europe/Berlin', week: weekdays(day(['09:00', '12:30'], ['13:30', '17:30'])) },
  night: {
    timeZone: 'America/New_York',
    week: { sat: day(['18:00', '24:00']), sun: day(['00:00', '06:00']), wed: day(['01:00', '05:00']) },
  },
} as const satisfies Record<string, CalendarDefinition>;

export type CalendarId = keyof typeof CALENDARS;

export const LEVEL_RULES: readonly TargetRule[] = [
  { id: 'level/platinum', levels: ['platinum'], targets: { 'on-site': 'PT8H' } },
  { id: 'level/gold', levels: ['gold'], targets: { 'on-site': 'PT12H' } },
  { id: 'level/silver', levels: ['silver'], targets: { 'on-site': 'PT24H' } },
  { id: 'level/standard', levels: ['standard'], targets: { 'on-site': 'PT36H' } },
];

export const RULES: readonly TargetRule[] = [
  ...LEVEL_RULES,
  { id: 'severity/high', severities: ['high'], targets: { diagnosis: 'PT4H', resolution: 'PT72H' } },
  { id: 'promise/feedback', stages: ['onboarding'], targets: { response: 'PT24H', resolution: 'PT48H' } },
  { id: 'promise/green-channel', stages: ['stable', 'deep-binding', 'value-symbiosis'], targets: { response: 'PT1H' } },
  { id: 'promise/complaint', kinds: ['complaint'], targets: { response: 'PT30M', diagnosis: 'PT1H', resolution: 'PT12H' } },
];

/** `business`: the calendar of the 5x8 levels. */
export const serviceTerms = (business: CalendarId = 'china', changes: Partial<ServiceTerms> = {}): ServiceTerms => ({
  id: `service-${business}`,
  playbook: 'hash',
  calendars: CALENDARS,
  levels: {
    platinum: { window: 'always', count: 'wall' },
    gold: { window: 'always', count: 'wall' },
    silver: { window: business, count: 'wall' },
    standard: { window: business, count: 'window' },
  },
  firstLine: FIRST_LINE,
  severities: ['high', 'low'],
  kinds: ['problem', 'complaint'],
  rules: RULES,
  thresholds: [50, 75, 100],
  notify: {
    opened: ['engineer'],
    50: ['engineer'],
    75: ['engineer', 'sales-manager'],
    100: ['engineer', 'sales-manager', 'executive-sponsor'],
  },
  reopenDays: 14,
  ...changes,
});
