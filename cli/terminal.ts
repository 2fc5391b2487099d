// Makes printed text harmless to a terminal. Everything that the command line prints passes through here.

/** The escape sequences of `paint`. */
const STYLE = '\\u001b\\[(?:1|2|22|31|32|33|36|39)m';
/** Control characters except line end and tab, halves of surrogate pairs, and marks that reverse text. */
const UNPRINTABLE = new RegExp(`(${STYLE})|(?![\\n\\t])[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]`, 'gu');

/** `text` without characters that a terminal acts on. Lines and tabs stay. */
export const plain = (text: string): string => text.replace(UNPRINTABLE, '');

/** The same, but with the styles of `paint`. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, (_, style: string | undefined) => style ?? '');

/** The same on one line, for a cell of a table. */
export const onOneLine = (text: string): string => printable(text.replace(/\s*[\r\n\t\u2028\u2029]+\s*/g, ' '));

/** `value` as JSON with the same data. Characters that a terminal acts on are written as escapes. */
export const json = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
