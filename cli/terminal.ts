// What is printed to a terminal does nothing but being read, wherever it comes from: everything that the command line writes goes through here.

/** The styles that `paint` gives. */
const STYLE = '\\u001b\\[(?:1|2|22|31|32|33|36|39)m';
/** Control characters but the end of a line and a tab, halves of characters, and what turns the direction of writing. */
const UNPRINTABLE = new RegExp(`(${STYLE})|(?![\\n\\t])[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]`, 'gu');

/** `text` without what a terminal would obey; its lines and tabs stay. */
export const plain = (text: string): string => text.replace(UNPRINTABLE, '');

/** The same, and our own styles stay: for what we have painted. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, (_, style: string | undefined) => style ?? '');

/** The same on one line, as in a cell of a table that may be painted. */
export const onOneLine = (text: string): string => printable(text.replace(/\s*[\r\n\t\u2028\u2029]+\s*/g, ' '));

/** `value` as JSON: the very same data, where what a terminal would obey is written as an escape. */
export const json = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
