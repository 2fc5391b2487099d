// Every problem of the running processes and of their settings, once in each of its forms, as in entities.ts.
import type { PlaybookProblems } from '../../../domain/problems/playbooks';
import type { RunningProblems } from '../../../domain/problems/running';
import type { SettingProblems } from '../../../domain/problems/settings';
import type { StartingProblems } from '../../../domain/problems/starting';
import type { StoreProblems } from '../../../domain/problems/stores';
import type { TicketingProblems } from '../../../domain/problems/ticketing';
import type { TimeProblems } from '../../../domain/problems/times';
import type { Examples } from './examples';

const setting = 'my-setting';
const pair = { pair: 'my-pair', states: ['my-a', 'my-b'] };
const inCalendar = { where: 'calendar.my-place', given: 'my-value' };
const listed = { where: 'calendar.my-place', known: ['my-a', 'my-b'] };

export const machineryExamples: Examples<
  RunningProblems & StoreProblems & TicketingProblems & StartingProblems & SettingProblems & TimeProblems & PlaybookProblems
> = {
  refused: [undefined],
  'command-refused': [undefined],
  'entity-not-running': [{ entity: 'my-entity' }, { entity: 'my-entity', query: 'my-query' }],
  'entity-terminated': [{ entity: 'my-entity', revive: 'my-command' }],
  'entity-in-trouble': [{ entity: 'my-entity', code: 'my-code', revive: 'my-command' }],
  'entity-ended': [{ kind: 'my-kind', id: 'my-id' }],
  'revival-under-way': [{ kind: 'my-kind', id: 'my-id' }],
  'temporal-unavailable': [undefined, { address: 'my-address' }, { namespace: 'my-namespace', missing: ['my-a', 'my-b'] }],
  'temporal-refused': [{ details: 'my-details' }],
  'no-worker': [
    { waits: 'states' },
    { waits: 'pages', taskQueue: 'my-queue' },
    { waits: 'command', workers: 0, seconds: 10 },
    { waits: 'command', workers: 2, seconds: 1010 },
    { waits: 'start', workers: 0, title: 'my-title' },
    { waits: 'start', workers: 2, title: 'my-title' },
  ],
  'zone-rules-differ': [{ running: [{ version: 'my-version', who: ['my-a', 'my-b'] }] }],
  'rules-too-new': [{ entity: 'my-entity', rules: 1002, known: 1001 }],
  'bad-page-turn': [undefined],
  'journal-differs': [undefined],
  'journal-behind': [
    { account: 'my-account', handover: 'my-handover' },
    { entity: 'my-entity', sequence: 1003 },
    { events: 1004, unwritten: 1005 },
  ],
  'journal-gap': [{ entity: 'my-entity', last: 1001, from: 1003 }],
  'journal-conflict': [{ entity: 'my-entity', sequence: 1003, there: 'my-event', type: 'my-type' }],
  'unknown-effect': [{ key: 'my-key' }, { key: 'my-key', isUnclaimed: true }],
  'effect-over': [{ key: 'my-key', state: 'my-state' }],
  'key-reused': [{ key: 'my-key' }],
  'answer-erased': [undefined],

  'store-locked': [{ path: 'my-path', pid: 4711 }],
  'store-of-older-build': [
    { place: 'my-place', engine: 'server' },
    { place: 'my-place', engine: 'embedded' },
  ],
  'store-unreachable': [
    { why: 'refused', place: 'my-place', code: 'my-code' },
    { why: 'silent', place: 'my-place', code: 'my-code' },
    { why: 'bad-url' },
  ],
  'store-failed': [{ codes: ['my-a', 'my-b'] }, { codes: ['my-a'], details: 'my-details' }],

  'ticketing-slow': [{ seconds: 1030 }],
  'ticketing-unreachable': [undefined],
  'wrong-token': [{ status: 1401 }],
  'ticketing-failed': [{ status: 1500 }, { system: 'redmine' }],
  'ticketing-refused': [
    { why: 'redmine-answer', status: 1422, method: 'my-method' },
    { why: 'redmine-project', project: 'my-project' },
    { why: 'redmine-no-field', project: 'my-project', field: 'my-field' },
    { why: 'redmine-rights', project: 'my-project', missing: ['my-a', 'my-b'] },
    { why: 'redmine-no-filter', field: 'my-field' },
    { why: 'redmine-cursor' },
    { why: 'redmine-tracker', issue: 'my-issue', field: 'my-field' },
    { why: 'redmine-note', issue: 'my-issue' },
    { why: 'tracker-answer', status: 1422 },
    { why: 'tracker-version' },
    { why: 'tracker-address' },
    { why: 'tracker-unchanged', ticket: 'my-ticket', fields: ['my-a', 'my-b'] },
    { why: 'tracker-field', queue: 'my-queue', field: 'my-field' },
    { why: 'tracker-queue', queue: 'my-queue' },
    { why: 'webhook', status: 1422, type: 'my-type' },
  ],
  'no-such-status': [
    { system: 'redmine', status: 'my-status', state: 'my-state' },
    { system: 'redmine-workflow', issue: 'my-issue', to: 'my-status' },
    { system: 'request-tracker' },
    { system: 'webhook' },
  ],
  'no-such-ticket': [
    { system: 'embedded', ticket: 'my-ticket' },
    { system: 'redmine', ticket: 'my-ticket' },
    { system: 'request-tracker', ticket: 'my-ticket' },
    { system: 'webhook', status: 1404 },
  ],
  'no-such-system': [{ system: 'my-system' }],
  'bad-signature': [{ why: 'incomplete' }, { why: 'unsigned' }],
  'stale-signature': [undefined],
  'no-webhook': [undefined],

  'not-built': [undefined, { route: 'my-route' }],
  'port-in-use': [{ host: 'my-host', port: 8080 }],
  'port-taken': [{ host: 'my-host', port: 8080, code: 'my-code' }],
  'bad-address': [{ host: 'my-host', port: 8080, code: 'my-code' }],
  'bad-token-file': [{ file: 'my-file', why: 'my-reason' }],
  'bad-speed': [{ text: 'my-text' }],
  'no-temporal-server': [
    { why: 'nowhere', cached: 'my-place', module: 'my-module' },
    { why: 'broken', details: 'my-details' },
    { why: 'silent', port: 7233 },
  ],
  'temporal-server-ended': [{ code: 'my-code', port: 7233 }],
  'worker-failed': [{}, { details: 'my-details' }],
  'wrong-clock': [{ store: 'real' }, { store: 'demo', speed: 1440 }, { store: 'untested' }, { store: 'tested', start: 'my-time' }],
  'not-running': [{ home: 'my-home' }, { url: 'my-url' }],
  'no-answer': [{ url: 'my-url', seconds: 1030 }],
  unreachable: [{ url: 'my-url', code: 'my-code' }],
  unauthorised: [{ origin: 'my-origin' }],
  'not-an-api': [
    { url: 'my-url', status: 1502 },
    { path: 'my-path', list: 'my-list' },
  ],
  'cannot-read': [
    { file: 'my-file', code: 'ENOENT' },
    { file: 'my-file', code: 'my-code' },
  ],
  'cannot-write': [{ file: 'my-file', code: 'my-code' }],
  'no-html': [{ mail: 'my-mail' }],
  'mail-server-refuses': [undefined],

  'bad-configuration': [
    ...(['not-true-or-false', 'not-a-mail-port', 'not-a-port', 'not-a-test-clock'] as const).map((why) => ({
      setting,
      why,
      text: 'my-text',
    })),
    ...(['not-a-url', 'not-smtp', 'not-a-sender', 'test-clock-in-production'] as const).map((why) => ({ setting, why })),
    ...(['redmine-url', 'redmine-key', 'redmine-project', 'redmine-field', 'redmine-zone'] as const).map((why) => ({ setting, why })),
    ...(['tracker-url', 'tracker-token', 'tracker-queue', 'tracker-address'] as const).map((why) => ({ setting, why })),
    ...(['redmine-statuses', 'tracker-statuses'] as const).map((why) => ({ setting, why, ...pair })),
    ...(['webhook-url', 'webhook-secret'] as const).map((why) => ({ setting, why })),
    // One sentence serves every webhook: ours, and those of other systems.
    { setting: 'TICKET_WEBHOOK_SECRET', why: 'short-secret', bytes: 1024 },
    { setting, why: 'not-configured', system: 'my-system' },
    { setting, why: 'unknown-system', system: 'my-system', known: ['my-a', 'my-b'] },
  ],

  'bad-calendar': [
    { ...inCalendar, why: 'not-an-object' },
    { ...inCalendar, why: 'not-a-list' },
    { ...listed, why: 'unknown-field' },
    { ...listed, why: 'unknown-weekday' },
  ],
  'bad-interval': (['not-a-list', 'not-an-interval', 'reversed', 'overlap'] as const).map((why) => ({ ...inCalendar, why })),
  'bad-instant': [{ text: 'my-text' }],
  'bad-date': [
    { date: 'my-date' },
    ...(['signing', 'promised-delivery', 'contract-end'] as const).map((of) => ({ date: 'my-date', of })),
    inCalendar,
    { ...inCalendar, isYearly: true },
  ],
  'date-out-of-range': [undefined],
  'bad-period': [{ text: 'my-text' }],
  'bad-time': [{ text: 'my-text' }],
  'bad-duration': [{ text: 'my-text' }],
  'bad-zone': [{ zone: 'my-zone' }, inCalendar],
  'unknown-zone': [{ zone: 'my-zone' }],
  'no-open-hours': [{ side: 'after', date: 'my-date' }, { side: 'before', date: 'my-date', isFull: true }, { where: 'calendar.week' }],
  'closed-day': [{ date: 'my-date' }],
  'span-too-long': [undefined],
  'bad-pause': [undefined],

  'bad-playbook': [
    { problems: [{ file: 'my-file', line: 1001, column: 1002, field: 'my-field', code: 'unknown-key', parameters: { meant: 'my-key' } }] },
    { file: 'my-file', count: 1 },
    { file: 'my-file', count: 1003 },
  ],
  'no-playbook': [undefined],
  'unknown-playbook': [{ hash: 'my-hash' }],
  'unknown-calendar': [
    { calendar: 'my-calendar' },
    { calendar: 'my-calendar', meant: 'my-meant' },
    { calendar: 'my-calendar', known: ['my-a', 'my-b'] },
  ],
  'holidays-unknown': [{ first: 2001, last: 2002, from: 2003, to: 2004 }],
  'unknown-terms': [{ entity: 'my-entity' }],
};
