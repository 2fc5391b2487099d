#!/usr/bin/env node
// The `perennial` command. It loads only the topic that is asked for, so that small commands start fast.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { DomainError } from '../domain/decider/decider';
import type { Language } from '../domain/playbook/playbook';
import { projectRoot } from '../project-root';
import { onOneLine, plain } from './terminal';
import { TOPICS } from './topics';

async function run(argv: readonly string[]): Promise<number> {
  const program = new Command('perennial')
    .description("Runs the life of a company's key accounts: what is due to each customer, when, by whom.")
    .version((JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }).version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`perennial: ${plain(onOneLine(text.trim().replace(/^error: /, '')))}\n`) })
    .addHelpText(
      'after',
      '\nExample:\n  $ perennial account list --stage onboarding\n\nEvery command has --help with an example, and --json.',
    );
  const words = argv.filter((word) => !word.startsWith('-'));
  const asked = words[0] === 'help' ? words[1] : words[0];
  try {
    for (const [name, summary, load] of TOPICS) {
      const command = program.command(name).summary(summary).description(summary);
      if (name === asked) (await load())(command);
    }
    await program.parseAsync(argv, { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  } catch (error) {
    // Printing help on request is success; printing it because no command was given is wrong use.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`perennial: ${plain(await explained(error, languageIn(argv)))}\n`);
    return 1;
  }
}

const oneLine = (text: string) => onOneLine(text.trim());

/** The language that `--language` names; English without it. */
const languageIn = (argv: readonly string[]): Language =>
  argv.some((word, at) => word === '--language=zh' || (word === '--language' && argv[at + 1] === 'zh')) ? 'zh' : 'en';

/** The sentence of an error. Sentences are loaded only when needed. */
async function explained(error: unknown, language: Language): Promise<string> {
  if (error instanceof DomainError) {
    const { problemWords } = await import('../texts/problems/words.js');
    return oneLine(problemWords(error, language));
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (process.env['PERENNIAL_DEBUG']) return stack;
  return `unexpected: ${oneLine(error instanceof Error ? error.message : stack)} (PERENNIAL_DEBUG=1 shows where)`;
}

// A closed pipe, as with `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // A connection attempt may still be pending. These commands have stopped everything else: exit.
  if (['up', 'worker', 'server'].includes(process.argv[2] ?? '')) process.exit();
});
