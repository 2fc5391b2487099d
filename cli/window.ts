// Lists that may be long: options for a part of the rows, and a line about the rows that are shown.
import { type Command, InvalidArgumentError } from 'commander';
import { wholeNumber } from './command';

export interface Window {
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

function from0(given: string): number {
  if (!/^\d{1,9}$/.test(given)) throw new InvalidArgumentError('It is a whole number from 0.');
  return Number(given);
}

/** Adds `--limit` and `--offset`. */
export const withWindow = (command: Command): Command =>
  command.option('--limit <n>', 'at most so many', wholeNumber).option('--offset <n>', 'leave out the first so many', from0);

const number = (count: number): string => count.toLocaleString('en');

/** A list; where only a part is shown, a line below says which rows these are: `1-50 of 1,240`. */
export function cutOff({ offset = 0 }: Window, shown: number, total: number, whole: () => string): string {
  if (shown === total) return whole();
  if (shown === 0) return `There are ${number(total)}: none after the first ${number(offset)}.`;
  return `${whole()}\n\n${number(offset + 1)}-${number(offset + shown)} of ${number(total)}`;
}
