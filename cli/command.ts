// What all commands have in common: the options, and how they answer.
import { type Command, InvalidArgumentError } from 'commander';
import { instant } from './moments';
import { json, plain, printable } from './terminal';

export interface Common {
  readonly json?: true;
}

/** Who says something, when and why, as the API takes it. */
export interface Statement {
  readonly as?: string;
  readonly at?: string;
  readonly reason?: string;
}

/** A subcommand with `--json` and an example in its help. `usage` is the name and its arguments. */
export const leaf = (parent: Command, usage: string, summary: string, ...examples: string[]): Command =>
  described(parent.command(usage), summary, ...examples);

/** Gives `command` its summary, `--json` and its examples. */
export const described = (command: Command, summary: string, ...examples: string[]): Command =>
  command
    .description(summary)
    .option('--json', 'one JSON value on standard output')
    .addHelpText('after', `\nExample:\n${examples.map((example) => `  $ ${example}`).join('\n')}`);

/** `--as` and `--at`: who says so, and the time it speaks of. */
export const withStatement = (command: Command): Command =>
  command
    .option('--as <handle>', 'who says so')
    .option('--at <time>', "the time it speaks of, in the account's zone unless it has an offset, not after now (default: now)", instant);

/** An option that takes one or more of `codes`, with commas, or `all`. */
export const someOf =
  (codes: readonly string[]) =>
  (given: string): string => {
    const known = given === 'all' || given.split(',').every((code) => codes.includes(code));
    if (!known) throw new InvalidArgumentError(`Allowed are ${codes.join(', ')}, several with commas, or all.`);
    return given;
  };

/** An option's count. */
export function wholeNumber(given: string): number {
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new InvalidArgumentError('It is a whole number from 1.');
  return Number(given);
}

/** An option's text that may not be blank. */
export function text(given: string): string {
  if (given.trim() === '') throw new InvalidArgumentError('It may not be empty.');
  return given;
}

/** A statement whose reason must be given. */
export interface Reasoned extends Statement {
  readonly reason: string;
}

/** The fields of `--as`, `--at` and `--reason`. */
export const body = <S extends Statement>({ as, at, reason }: S): { readonly by?: string; readonly at?: string } & Pick<S, 'reason'> => ({
  ...(as === undefined ? {} : { by: as }),
  ...(at === undefined ? {} : { at }),
  ...(reason === undefined ? {} : { reason }),
});

/** Writes the answer: `value` as one JSON value under `--json`, otherwise what `human` makes of it. */
export function answer({ json: asJson }: Common, value: unknown, human: () => string): void {
  process.stdout.write(`${asJson ? json(value, process.stdout.isTTY ? 2 : undefined) : printable(human())}\n`);
}

/** Talk and progress, kept apart from the answer. */
export const say = (line: string): boolean => process.stderr.write(`${plain(line)}\n`);
