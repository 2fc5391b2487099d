// The characters that no text from outside may contain.
import type { StrangeCharacter } from './problems/values';

/** On one line: control characters, halves of a surrogate pair, line separators, and marks that reverse the order of what follows. */
const NOT_ON_A_LINE = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
/** In several lines: the same, except tabs, line ends and marks of direction. */
const NOT_IN_PROSE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

/** The first forbidden character of `text`; `undefined` where there is none. */
export function strangeIn(text: string, lines: 'one' | 'many'): StrangeCharacter | undefined {
  const found = (lines === 'one' ? NOT_ON_A_LINE : NOT_IN_PROSE).exec(text)?.[0];
  if (found === undefined) return undefined;
  const code = found.codePointAt(0) ?? 0;
  const character = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code >= 0xd800 && code <= 0xdfff) return { what: 'half-a-character', character };
  if (code >= 0x202a) return { what: 'turn-of-direction', character };
  return { what: code === 10 || code === 13 || code >= 0x2028 ? 'line-break' : 'control-character', character };
}
