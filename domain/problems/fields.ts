// Problems of a request's fields and of a file's cells that follow from the data that exists already.
import type { ProblemData, Suggestion } from './coded';

/** A wrong field of a request, or a wrong cell of a file: its value, and its problem. */
export interface FieldError extends ProblemData {
  readonly column: string;
  readonly value: string;
}

export interface FieldProblems {
  'invalid-input': { readonly errors: readonly FieldError[] };
  'no-such-field': Suggestion;
  'not-a-field-here': Suggestion;
  'not-a-query-parameter': Suggestion;
  'no-query-parameters': undefined;
  /** `isMany`: there are too many people to name them. */
  'no-such-person': { readonly person: string } & (Suggestion | { readonly isMany: true });
  'has-left': { readonly person: string; readonly on: string };
  'no-such-account': { readonly account: string } & (Suggestion | { readonly isMany: true });
  'no-such-contact': { readonly contact: string; readonly account: string };
  'nobody-themselves': { readonly as: 'manager' | 'substitute' | 'successor' };
  'goes-without-undo': undefined;
  'ends-before-signed': { readonly endsOn: string; readonly signedOn: string };
  'for-their-contacts': undefined;
  'nobody-to-succeed': { readonly role: string; readonly account: string };
  'several-holders': { readonly people: readonly string[] };
  'not-a-condition': { readonly text: string; readonly conditions: readonly string[] };
  'contact-recorded': undefined;
  'contact-known': { readonly name: string; readonly contact: string; readonly account: string; readonly hasLeft: boolean };
  'contact-being-recorded': { readonly name: string; readonly account: string };
  'signing-stays': { readonly signedOn: string };
  'role-under-way': { readonly handover: string };
  /** Only in files. */
  'no-such-column': { readonly meant: string } | { readonly given: readonly string[] };
  'on-line-already': { readonly line: number };
  'in-line-already': { readonly line: number };
  'contact-on-another-line': { readonly name: string; readonly account: string };
  'primary-on-another-line': { readonly account: string };
  'manager-stuck': undefined;
  'values-and-columns': { readonly values: number; readonly columns: number };
  'open-quote': undefined;
  'stray-quote': undefined;
}
