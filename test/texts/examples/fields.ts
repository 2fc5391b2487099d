// Every problem of requests and files, once in each of its forms, as in entities.ts.
import type { FieldProblems } from '../../../domain/problems/fields';
import type { FileProblems } from '../../../domain/problems/files';
import type { ValueProblems } from '../../../domain/problems/values';
import type { Examples } from './examples';

const meant = { meant: 'my-meant' };
const known = { known: ['my-a', 'my-b'] };
const suggestions = [meant, known];
const readings = [
  { encoding: 'my-first', text: 'my-text' },
  { encoding: 'my-second', text: 'my-other' },
];
const strange = (['half-a-character', 'turn-of-direction', 'line-break', 'control-character'] as const).map((what) => ({
  what,
  character: 'my-character',
}));
const inner = { code: 'too-long', parameters: { longest: 1200 } };

export const fieldExamples: Examples<ValueProblems & FieldProblems & FileProblems> = {
  missing: [
    undefined,
    ...(['change', 'why', 'why-dropped', 'why-refused', 'why-succeeded', 'taker', 'contact-name'] as const).map((say) => ({ say })),
  ],
  'too-long': [{ longest: 1200 }],
  'too-deep': [undefined],
  'strange-character': strange,
  'bad-field-name': [undefined, ...strange],
  'not-text': [undefined],
  'not-true-or-false': [undefined],
  'not-yes-or-no': [undefined],
  'not-whole-number': [undefined],
  'out-of-range': [{ least: 1001 }, { least: 1001, most: 1002 }],
  'wrong-type': [{ expected: 'string' }, { expected: 'boolean' }, { expected: 'my-type' }],
  'unknown-code': suggestions,
  'not-an-id': [undefined],
  'like-another-id': [
    { kind: 'ticket-news', example: 'my-12' },
    { kind: 'absence', example: 'my-12' },
  ],
  'not-a-handle': [undefined],
  'not-a-mail-address': [undefined],
  'not-a-message-id': [undefined],
  'not-a-number': [undefined],
  'not-a-currency': [{}, meant],
  'not-a-zone': [{}, meant],
  'not-a-date': [undefined],
  'not-in-the-calendar': [{ what: 'date' }, { what: 'instant' }, { what: 'time' }],
  'not-an-instant': [undefined],
  'not-a-date-or-instant': [undefined],
  'outside-years': [{ first: 1900, last: 2199 }],
  'too-far-ahead': [{ years: 1020 }],
  'before-date': [{ date: 'my-date' }],
  'before-its-beginning': [undefined],
  'past-already': [undefined],
  'not-fitting': [{ said: 'my-message' }],

  'invalid-input': [{ errors: [{ column: 'my-column', value: '', ...inner }] }],
  'no-such-field': suggestions,
  'not-a-field-here': suggestions,
  'not-a-query-parameter': suggestions,
  'no-query-parameters': [undefined],
  'no-such-person': [
    { person: 'my-person', ...meant },
    { person: 'my-person', ...known },
    { person: 'my-person', known: [] },
    { person: 'my-person', isMany: true },
  ],
  'has-left': [{ person: 'my-person', on: 'my-day' }],
  'no-such-account': [
    { account: 'my-account', ...meant },
    { account: 'my-account', ...known },
    { account: 'my-account', isMany: true },
  ],
  'no-such-contact': [{ contact: 'my-contact', account: 'my-account' }],
  'nobody-themselves': [{ as: 'manager' }, { as: 'substitute' }, { as: 'successor' }],
  'goes-without-undo': [undefined],
  'ends-before-signed': [{ endsOn: 'my-end', signedOn: 'my-signing' }],
  'for-their-contacts': [undefined],
  'nobody-to-succeed': [{ role: 'my-role', account: 'my-account' }],
  'several-holders': [{ people: ['my-a', 'my-b'] }],
  'not-a-condition': [{ text: 'my-text', conditions: ['my-a', 'my-b'] }],
  'contact-recorded': [undefined],
  'contact-known': [
    { name: 'my-name', contact: 'my-contact', account: 'my-account', hasLeft: true },
    { name: 'my-name', contact: 'my-contact', account: 'my-account', hasLeft: false },
  ],
  'contact-being-recorded': [{ name: 'my-name', account: 'my-account' }],
  'signing-stays': [{ signedOn: 'my-signing' }],
  'role-under-way': [{ handover: 'my-handover' }],
  'no-such-column': [meant, { given: ['my-a', 'my-b'] }],
  'on-line-already': [{ line: 1002 }],
  'in-line-already': [{ line: 1002 }],
  'contact-on-another-line': [{ name: 'my-name', account: 'my-account' }],
  'primary-on-another-line': [{ account: 'my-account' }],
  'manager-stuck': [undefined],
  'values-and-columns': [{ values: 1001, columns: 1002 }],
  'open-quote': [undefined],
  'stray-quote': [undefined],

  'bad-csv': [
    { why: 'empty' },
    { why: 'twice', line: 1001, column: 'my-column' },
    { why: 'open-quote', line: 1001 },
    { why: 'stray-quote', line: 1001 },
  ],
  'bad-encoding': [
    { why: 'unknown', encoding: 'my-encoding' },
    { why: 'invalid', line: 1001, encoding: 'my-encoding' },
    { why: 'implausible', readings },
  ],
  'ambiguous-encoding': [{ readings }],
  'import-failed': [
    { file: 'my-file', of: inner },
    { file: 'my-file', of: inner, done: 1001, lines: 1002 },
  ],
  'bad-samples': [{ file: 'my-file', line: 1001, column: 'my-column', of: inner }],
  'bad-json': [undefined],
  'bad-request': [
    ...(['target-or-to', 'target', 'request', 'no-calendar', 'calendar', 'count', 'pauses'] as const).map((why) => ({ why })),
    { why: 'instant', field: 'my-field' },
    { why: 'pause', field: 'my-field' },
  ],
};
