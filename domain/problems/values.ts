// Problems of one value by itself: a field of a request, or a cell of a file.
import type { Suggestion } from './coded';

/** A character that no text may hold; `character`: such as `U+0000`. */
export interface StrangeCharacter {
  readonly what: 'half-a-character' | 'turn-of-direction' | 'line-break' | 'control-character';
  readonly character: string;
}

export interface ValueProblems {
  /** `say`: the subject of the missing text. */
  missing: undefined | { readonly say: 'change' | 'why' | 'why-dropped' | 'why-refused' | 'why-succeeded' | 'taker' | 'contact-name' };
  'too-long': { readonly longest: number };
  'too-deep': undefined;
  'strange-character': StrangeCharacter;
  /** A strange character in the name; without one, the name is too long. */
  'bad-field-name': undefined | StrangeCharacter;
  'not-text': undefined;
  'not-true-or-false': undefined;
  'not-yes-or-no': undefined;
  'not-whole-number': undefined;
  'out-of-range': { readonly least: number; readonly most?: number };
  /** `expected`: a type of JSON. */
  'wrong-type': { readonly expected: string };
  'unknown-code': Suggestion;
  'not-an-id': undefined;
  /** `kind`: the kind of entity whose ids look like this id; `example`: such an id. */
  'like-another-id': { readonly kind: string; readonly example: string };
  'not-a-handle': undefined;
  'not-a-mail-address': undefined;
  'not-a-message-id': undefined;
  'not-a-number': undefined;
  'not-a-currency': { readonly meant?: string };
  'not-a-zone': { readonly meant?: string };
  'not-a-date': undefined;
  'not-in-the-calendar': { readonly what: 'date' | 'instant' | 'time' };
  'not-an-instant': undefined;
  'not-a-date-or-instant': undefined;
  /** `first` and `last` are years. */
  'outside-years': { readonly first: number; readonly last: number };
  'too-far-ahead': { readonly years: number };
  'before-date': { readonly date: string };
  'before-its-beginning': undefined;
  'past-already': undefined;
  /** `said`: a library's own message. */
  'not-fitting': { readonly said: string };
}
