// Every problem of accounts, cases, handovers, people and their lives, once in each of its forms. Free texts begin with `my-`, free numbers
// are above a thousand: both must be found in the sentence.
import type { AccountProblems } from '../../../domain/problems/accounts';
import type { CaseProblems } from '../../../domain/problems/cases';
import type { HandoverProblems } from '../../../domain/problems/handovers';
import type { KindProblems } from '../../../domain/problems/kinds';
import type { LifeProblems } from '../../../domain/problems/lives';
import type { PeopleProblems } from '../../../domain/problems/people';
import { kindProblems } from '../../../texts/problems/kinds';
import type { Examples } from './examples';

const code = { code: 'my-code', known: ['my-a', 'my-b'] };
const id = { id: 'my-id' };
const some = { accounts: ['my-a', 'my-b'], more: 7 };

/** Most problems of a kind have only the entity's id as parameter. The others are listed by hand. */
const kindExamples: Examples<KindProblems> = {
  ...(Object.fromEntries(Object.keys(kindProblems).map((code) => [code, [id]])) as unknown as Examples<KindProblems>),
  'unknown-person': [id, { handle: 'my-handle', meant: 'my-meant' }, { handle: 'my-handle', known: ['my-a', 'my-b'] }],
  'handover-done': [undefined, id],
  'handover-withdrawn': [undefined, id],
  'person-left': [undefined, id],
};

export const entityExamples: Examples<AccountProblems & CaseProblems & HandoverProblems & KindProblems & LifeProblems & PeopleProblems> = {
  'no-account-manager': [
    { role: 'my-role', of: 'account' },
    { role: 'my-role', of: 'terms' },
  ],
  'already-signed': [{ on: 'my-day' }],
  'not-signed': [undefined],
  'signed-in-future': [{ on: 'my-day' }],
  'ends-before-signing': [{ endsOn: 'my-end', signedOn: 'my-signing' }],
  'until-before-signing': [{ until: 'my-end', signedOn: 'my-signing' }],
  'unknown-stage': [{ stage: 'my-stage' }, { stage: 'my-stage', known: ['my-a', 'my-b'] }],
  'unknown-segment': [code],
  'unknown-role': [code],
  'unknown-phase': [code],
  'stage-held': [
    { stage: 'my-stage', then: 'already' },
    { stage: 'my-stage', then: 'release' },
  ],
  'not-held': [undefined],
  'not-later': [{ stage: 'my-stage', to: 'my-next' }],
  'not-promoted': [undefined],
  'promotion-over': [{ stage: 'my-stage' }],
  'nothing-assessed': [undefined],
  'not-active': [{ status: 'my-status' }],
  'not-paused': [{ status: 'my-status' }],
  'not-allowed': [{ from: 'my-from', to: 'my-to', allowed: ['my-a', 'my-b'] }],
  'account-closed': [undefined, { account: 'my-account', then: 'contacts-stay' }, { account: 'my-account', then: 'nobody-added' }],
  'identity-used': [{ account: 'my-account', then: 'there' }, { account: 'my-account', then: 'being-started' }, { entity: 'my-entity' }],
  'unknown-task': [{ key: 'my-key' }, { id: 'my-id' }],
  'task-closed': [{ task: 'my-task', state: 'my-state' }],
  'task-open': [{ task: 'my-task', state: 'my-state' }],
  'task-cancelled': [{ task: 'my-task' }],
  'case-there': [{ case: 'my-case' }],
  'bad-link': [{ why: 'gone' }, { why: 'broken' }],
  'expired-link': [undefined],
  'unknown-mail': [{ mail: 'my-mail' }],

  'case-closed': [undefined],
  'case-resolved': [undefined],
  'case-waiting': [undefined],
  'case-open': [{ allowed: ['my-a', 'my-b'] }],
  'unknown-severity': [{ severity: 'my-severity', known: ['my-a', 'my-b'] }],
  'unknown-kind': [{ kind: 'my-kind', known: ['my-a', 'my-b'] }],
  'unknown-level': [{ level: 'my-level', known: ['my-a', 'my-b'] }, code],
  'already-answered': [undefined],
  'nothing-promised': [undefined],
  'already-diagnosed': [{ visit: true }, { visit: false }],
  'no-visit': [undefined],
  'already-arrived': [undefined],
  'no-service': [undefined, { account: 'my-account' }],
  'unknown-ticket': [{ ticket: 'my-ticket' }],
  'ticket-resolved': [{ ticket: 'my-ticket', state: 'my-state' }],
  'unknown-ticket-news': [id],
  'ticket-news-behind': [{ id: 'my-id', first: 'my-first' }],
  'ticket-news-over': [{ id: 'my-id', state: 'my-state' }],
  'message-id-used': [id],

  'handover-refused': [undefined],
  'already-accepted': [undefined],
  'nothing-to-accept': [undefined],
  'no-such-step': [{ step: 'my-step', known: ['my-a', 'my-b'] }],
  'step-done': [{ step: 'my-step' }],
  'handover-there': [{ handover: 'my-handover' }],
  'handover-under-way': [
    { handover: 'my-handover', role: 'my-role' },
    { handover: 'my-handover', roles: ['my-a', 'my-b'] },
  ],
  'same-person': [undefined],
  'not-theirs': [
    { who: 'succeeded', from: 'my-from' },
    { who: 'succeeded', from: 'my-from', account: 'my-account', name: 'my-name' },
    { who: 'holder', from: 'my-from' },
    { who: 'holder', from: 'my-from', role: 'my-role' },
    { who: 'asked', from: 'my-from', roles: ['my-a', 'my-b'], account: 'my-account' },
    { who: 'successor', to: 'my-to', role: 'my-role' },
  ],
  'unknown-offboarding': [{ offboarding: 'my-offboarding' }],
  'offboarding-under-way': [{ person: 'my-person', offboarding: 'my-offboarding' }],
  'offboarding-ended': [{ offboarding: 'my-offboarding' }],
  'successor-left': [{ successor: 'my-successor' }, { ...some, successors: ['my-c'], offboarding: 'my-offboarding' }],
  'no-successor-of-it': [{ offboarding: 'my-offboarding', person: 'my-person', successors: ['my-a', 'my-b'] }],
  'no-successor': [some],

  ...kindExamples,

  'already-started': [{ of: 'account' }, { of: 'case' }],
  'not-started': [{ of: 'handover' }, { of: 'person' }],
  'bad-arguments': [{ found: 'my-finding' }],
  'in-the-future': [{ at: 'my-time', now: 'my-now' }],
  'before-it-began': [
    { at: 'my-time', since: 'my-since' },
    ...(['account', 'campaign', 'case', 'handover', 'person', 'hold', 'wait'] as const).map((of) => ({
      at: 'my-time',
      since: 'my-since',
      of,
    })),
    { at: 'my-time', since: 'my-since', of: { stage: 'my-stage' } },
    { at: 'my-time', since: 'my-since', of: { status: 'my-status' } },
  ],
  'not-in-the-future': [
    { time: 'my-time', then: 'snooze' },
    { time: 'my-time', then: 'move' },
  ],

  'person-exists': [{ handle: 'my-handle' }],
  'unknown-absence': [{ which: 'my-absence' }],
  'away-already': [{ person: 'my-person', from: 'my-from', until: 'my-until', absence: 'my-absence' }],
  'ring-of-substitutes': [{ people: ['my-a', 'my-b'] }],
  'contact-exists': [
    { account: 'my-account', contact: 'my-contact', hasLeft: true },
    { account: 'my-account', contact: 'my-contact', hasLeft: false },
  ],
  'no-digest': [undefined],
};
