// Small terms for tests of the decider: plain weeks in Shanghai and a few touchpoints.

import type { Terms, TouchpointTerms } from '../../domain/account/terms';
import { CODES } from './roles';

const hours = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const;

export const touchpoint = (id: string, when: TouchpointTerms['when'], more: Partial<TouchpointTerms> = {}): TouchpointTerms => ({
  id,
  when,
  roll: 'following',
  remind: [3, 0],
  owner: 'account-manager',
  catchUp: 'once',
  ...more,
});

export const terms = (touchpoints: readonly TouchpointTerms[], more: Partial<Terms> = {}): Terms => ({
  id: 'tm-test',
  playbook: 'pb-test',
  ...CODES,
  calendarId: 'test',
  calendar: { timeZone: 'Asia/Shanghai', week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } },
  stages: [
    { id: 'onboarding', from: 'P0D' },
    { id: 'stable', from: 'P3M' },
    { id: 'deep-binding', from: 'P1Y' },
    { id: 'value-symbiosis', from: 'P3Y' },
  ],
  touchpoints,
  ...more,
});

export const weekly = touchpoint('weekly-sync', { anchor: 'signing', every: 'P1W', times: 4 }, { stages: ['onboarding'] });
export const monthly = touchpoint('data-review', { anchor: 'signing', every: 'P1M' });
export const quarterly = touchpoint('usage-review', { anchor: 'signing', every: 'P3M' }, { stages: ['stable'] });
