// Aligned columns, with a little colour on terminals.
import { styleText } from 'node:util';
import Table from 'cli-table3';
import { onOneLine } from './terminal';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

const colourful = Boolean(process.stdout.isTTY) && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';

/** `text` in a style, where standard output is a terminal and `NO_COLOR` is not set. */
export const paint = (style: Style, text: string): string => (colourful && text !== '' ? styleText(style, text) : text);

const none = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
};
const inner = { left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' };

/** Columns without lines; a Chinese character counts as two. `right`: the columns aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const drawn = new Table({
    ...(head.length > 0 ? { head: head.map((name) => paint('dim', name.toUpperCase())) } : {}),
    chars: { ...none, ...inner },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: (rows[0] ?? head).map((_, i) => (right.includes(i) ? 'right' : 'left')),
  });
  drawn.push(...rows.map((row) => row.map(onOneLine)));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** `3 tasks`, `1 task`. */
export const count = (n: number, noun: string, plural = `${noun}s`): string => `${n} ${n === 1 ? noun : plural}`;
