// Every fault of a playbook and every remedy, once in each of its forms, as in entities.ts.
import type { Named, PlaybookFaults, PlaybookRemedies } from '../../../domain/problems/playbook-faults';
import type { Examples } from './examples';

const suggestions = [{ meant: 'my-meant' }, { known: ['my-a', 'my-b'] }];
const remedy = ['whole-days', { example: 'my-example' }] as const;
const named: readonly Named[] = [
  ...(['role', 'stage', 'segment', 'service-level', 'level', 'contact-level', 'touchpoint', 'severity', 'case-kind', 'calendar'] as const),
];
const given = [...(['empty-list', 'list', 'nothing', 'group'] as const).map((is) => ({ is })), { value: 'my-value' }];
const inCalendar = { where: 'calendar.week', given: 'my-value' };

export const remedyExamples: Examples<PlaybookRemedies> = {
  id: [undefined],
  text: [undefined],
  period: [undefined],
  target: [undefined],
  hour: [undefined],
  'hour-or-midnight': [undefined],
  date: [undefined],
  'month-and-day': [undefined],
  interval: [undefined],
  holidays: [undefined],
  anchor: [undefined],
  'name-one': (['stage', 'segment', 'service-level', 'severity', 'case-kind'] as const).map((what) => ({ what })),
  'name-a-role': [{ or: 'step' }, { or: 'entry' }],
  language: [undefined],
  'whole-number': [undefined],
  'at-least': [{ least: 1001 }],
  'whole-business-days': [undefined],
  'reminder-before': [undefined],
  'reminder-ahead': [{ most: 1030 }],
  'hours-and-minutes': [undefined],
  'whole-hours': [undefined],
  'up-to-two-hours': [undefined],
  'whole-days': [{ example: 'my-example' }],
  'business-days': [undefined],
  'iso-business-days': [undefined],
  'used-up': [undefined],
  'opened-or-used-up': [undefined],
  other: [{ said: 'my-message' }],
};

export const faultExamples: Examples<PlaybookFaults> = {
  'no-such-file': [undefined],
  unreadable: [undefined],
  'empty-file': [undefined],
  tab: [undefined],
  'key-twice': [undefined],
  'bad-indentation': [undefined],
  'second-document': [undefined],
  'dangling-alias': [undefined],
  'broken-yaml': [{ said: 'my-message' }],
  'unknown-key': suggestions,
  'is-missing': [undefined],
  'bad-key': [{ remedy }],
  'wrong-shape': [...given.map((one) => ({ given: one, expected: 'string' })), { given: { is: 'list' }, expected: 'my-type' }],
  'unknown-value': given.map((one) => ({ given: one, meant: 'my-meant' })),
  'not-fitting': given.map((one) => ({ given: one, remedy })),
  'text-missing': [{ language: 'en' }, { language: 'zh' }],
  'language-unknown': [{ language: 'en' }, { language: 'zh' }],
  'unknown-name': [
    ...named.map((what) => ({ what, name: 'my-name', meant: 'my-meant' })),
    { what: 'role', name: 'my-name', known: ['my-a'] },
  ],
  'written-twice': [{ value: 'my-value' }],
  'nothing-to-choose': [undefined],
  'number-taken': [
    { number: 1001, field: 'urgency', of: 'my-severity', what: 'severity' },
    { number: 1001, field: 'rank', of: 'my-role', what: 'role' },
  ],
  'kind-taken': [{ role: 'my-role', kind: 'my-kind' }],
  'nobody-answers': [undefined],
  'name-of-a-field': [{ name: 'my-name' }],
  'name-of-a-part': [{ name: 'my-name' }],
  'no-stage': [undefined],
  'first-stage': [{ from: 'my-from' }],
  'stage-order': [{ from: 'my-from', before: 'my-stage', begins: 'my-begin' }],
  'endless-series': [{ every: 'my-period' }],
  'not-a-series': [undefined],
  'waits-for-itself': [{ ring: ['my-a', 'my-b', 'my-a'] }],
  'step-order': [{ after: 'my-after', before: 'my-before' }],
  'missing-for-cases': [undefined],
  'nobody-notified': [undefined],
  'promises-nothing': [undefined],
  'reminder-order': [{ inOrder: [1003, 1001] }],
  'not-a-zone': [{ zone: 'my-zone' }],
  'zone-without-calendar': [{ zone: 'my-zone' }],
  calendar: [
    { of: { code: 'bad-zone', parameters: inCalendar } },
    { of: { code: 'bad-date', parameters: inCalendar } },
    { of: { code: 'bad-calendar', parameters: { ...inCalendar, why: 'not-a-list' } } },
    { of: { code: 'bad-interval', parameters: { ...inCalendar, why: 'reversed' } } },
    { of: { code: 'no-open-hours', parameters: { where: 'calendar.week' } } },
  ],
};
