#!/usr/bin/env node
// The `perennial` command. Only the topic that is asked for is loaded, so that the small commands start fast.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { DomainError } from '../domain/decider';

type Define = (command: Command) => void;

const TOPICS: readonly (readonly [name: string, summary: string, load: () => Promise<Define>])[] = [
  ['up', 'start everything on embedded defaults, until Ctrl-C', async () => (await import('./start.js')).up],
  ['worker', 'run a worker only', async () => (await import('./start.js')).worker],
  ['server', 'run the HTTP API only', async () => (await import('./start.js')).server],
  ['doctor', 'check every part, with remedies', async () => (await import('./operations.js')).doctor],
  ['import', 'bring in accounts, people or contacts from a CSV file', async () => (await import('./import.js')).importFiles],
  ['account', 'the customers: start, list, show, agenda, pause, promote …', async () => (await import('./account.js')).account],
  ['task', 'what is to be done: list, show, done, snooze, skip, reassign, reopen', async () => (await import('./task.js')).task],
  [
    'case',
    'what customers reported: open, list, show, take, diagnose, wait, resolve, report …',
    async () => (await import('./case.js')).serviceCase,
  ],
  ['why', 'the reasons for every due time of an account, a task, a case or a handover', async () => (await import('./why.js')).why],
  ['mail', 'the mails that were sent', async () => (await import('./mail.js')).mail],
  ['people', 'our people', async () => (await import('./people.js')).people],
  ['absence', 'who is away, and who stands in: list, add, end', async () => (await import('./absence.js')).absence],
  ['leave', 'somebody leaves: all they have goes to others', async () => (await import('./leave.js')).leave],
  ['contact', "the customers' people, and who succeeds whom: list, add, change", async () => (await import('./contact.js')).contact],
  ['handover', 'what passes to a successor: list, show, accept, refuse, complete', async () => (await import('./handover.js')).handover],
  ['ticket', 'tickets of the embedded ticketing system', async () => (await import('./ticket.js')).ticket],
  ['effects', 'mails, tickets and the like that are still to be made', async () => (await import('./operations.js')).effects],
  ['playbook', 'check, preview, publish and list playbooks', async () => (await import('./playbook.js')).playbook],
  ['clock', 'due and elapsed times for any calendar, NDJSON in and out', async () => (await import('./clock-command.js')).clockCommand],
  ['upgrade', "have everything live by this release's rules", async () => (await import('./upgrade.js')).upgrade],
  ['journal', 'rebuild or verify the read models', async () => (await import('./operations.js')).journal],
];

async function run(argv: readonly string[]): Promise<number> {
  const program = new Command('perennial')
    .description("Runs the life of a company's key accounts: what is due to each customer, when, by whom.")
    .version((JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }).version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`perennial: ${oneLine(text.replace(/^error: /, ''))}\n`) })
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
    // Asked for help is fine; help because nothing was asked is wrong use.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`perennial: ${explained(error)}\n`);
    return 1;
  }
}

const oneLine = (text: string) => text.trim().replace(/\s*\n\s*/g, ' ');

function explained(error: unknown): string {
  if (error instanceof DomainError) return oneLine(error.message);
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (process.env['PERENNIAL_DEBUG']) return stack;
  return `unexpected: ${oneLine(error instanceof Error ? error.message : stack)} (PERENNIAL_DEBUG=1 shows where)`;
}

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
  // A connection that never came about still tries; whoever is done with their parts is done.
  if (['up', 'worker', 'server'].includes(process.argv[2] ?? '')) process.exit();
});
