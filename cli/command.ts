// The common parts of commands: options and output.
import { type Command, InvalidArgumentError } from 'commander';
import { given } from '../domain/given';
import { instant } from './moments';
import { json, plain, printable } from './terminal';

/** The options of every command. */
export interface Common {
  readonly json?: true;
}

/** The options of a statement: who says something, when and why. */
export interface Statement {
  readonly as?: string;
  readonly at?: string;
  readonly reason?: string;
}

/** Adds a subcommand with `--json` and examples in its help. `usage`: its name and arguments. */
export const leaf = (parent: Command, usage: string, summary: string, ...examples: string[]): Command =>
  described(parent.command(usage), summary, ...examples);

/** Gives `command` a summary, `--json` and examples. */
export const described = (command: Command, summary: string, ...examples: string[]): Command =>
  command
    .description(summary)
    .option('--json', 'one JSON value on standard output')
    .addHelpText('after', `\nExample:\n${examples.map((example) => `  $ ${example}`).join('\n')}`);

/** Adds `--as` and `--at`: who says so, and the time it speaks of. */
export const withStatement = (command: Command): Command =>
  command
    .option('--as <handle>', 'who says so')
    .option('--at <time>', "the time it speaks of, in the account's zone unless it has an offset, not after now (default: now)", instant);

/** Reads an option's codes, one or more separated by commas, or `all`. */
export const someOf =
  (codes: readonly string[]) =>
  (given: string): string => {
    const known = given === 'all' || given.split(',').every((code) => codes.includes(code));
    if (!known) throw new InvalidArgumentError(`Allowed are ${codes.join(', ')}, several with commas, or all.`);
    return given;
  };

/** Reads an option's whole number, from 1. Throws `InvalidArgumentError`. */
export function wholeNumber(given: string): number {
  if (!/^[1-9]\d{0,8}$/.test(given)) throw new InvalidArgumentError('It is a whole number from 1.');
  return Number(given);
}

/** Reads an option's text. Throws `InvalidArgumentError` for a blank one. */
export function text(given: string): string {
  if (given.trim() === '') throw new InvalidArgumentError('It may not be empty.');
  return given;
}

/** A statement with a required reason. */
export interface Reasoned extends Statement {
  readonly reason: string;
}

/** The request fields of `--as`, `--at` and `--reason`. */
export const body = <S extends Statement>({ as, at, reason }: S): { readonly by?: string; readonly at?: string } & Pick<S, 'reason'> => ({
  ...given({ by: as, at, reason }),
});

/** Prints the answer: with `--json`, `value` as one JSON value; otherwise the text of `human`. */
export function answer({ json: asJson }: Common, value: unknown, human: () => string): void {
  process.stdout.write(`${asJson ? json(value, process.stdout.isTTY ? 2 : undefined) : printable(human())}\n`);
}

/** Prints a line of talk or progress to standard error, apart from the answer. */
export const say = (line: string): boolean => process.stderr.write(`${plain(line)}\n`);
