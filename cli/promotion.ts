// perennial account promote …: shows what it would cancel, then asks.
import type { Command } from 'commander';
import type { Account, FellDue } from '../api/accounts';
import { api } from './api';
import { answer, body, type Common, leaf, type Statement, say, text, withStatement } from './command';
import { confirmed, isAtTerminal } from './confirm';
import { day } from './moments';

interface Options extends Common, Statement {
  readonly to?: string;
  readonly undo?: true;
  readonly dryRun?: true;
  readonly yes?: true;
}

export function promotion(command: Command): void {
  const promote = leaf(
    command,
    'promote <id>',
    'Move to a later stage before its time, or take that back. Says what it cancels, and asks on a terminal.',
    'perennial account promote acme --to stable --dry-run',
    'perennial account promote acme --to stable --reason "delivered early"',
    'perennial account promote acme --undo --reason "a mistake"',
  );
  withStatement(promote)
    .option('--to <stage>', 'a later stage')
    .option('--undo', 'take the promotion back: what it cancelled is as it was')
    .option('--reason <text>', 'stays on record', text)
    .option('--dry-run', 'only say what would be cancelled, kept and restored')
    .option('--yes', 'do not ask')
    .action((id: string, options: Options) => {
      if ((options.to === undefined) === (options.undo === undefined)) promote.error('error: one of --to, --undo is needed');
      if (options.reason === undefined && !options.dryRun) promote.error('error: --reason is needed: it stays on record');
      return run(id, options);
    });
}

async function run(id: string, options: Options): Promise<void> {
  const { to, undo, dryRun, yes } = options;
  const send = (more: { readonly dryRun?: true }) => api('accounts')('promote', { id, to, undo, ...more, ...body(options) });
  const changesOf = (account: Account): string[] => changes(account);
  if (dryRun) {
    const foreseen = await send({ dryRun });
    return answer(options, foreseen, () => ['Dry run, nothing done.', ...changesOf(foreseen)].join('\n'));
  }
  if (!yes && isAtTerminal()) {
    const foreseen = await send({ dryRun: true });
    for (const line of changesOf(foreseen)) say(line);
    if (!(await confirmed(undo ? `Take the promotion of ${id} back?` : `Promote ${id} to ${to}?`))) {
      say('Nothing was done.');
      process.exitCode = 1;
      return;
    }
  }
  const after = await send({});
  const line = undo ? `The promotion of ${id} is taken back: its stage is ${after.stage}.` : `${id} is promoted to ${to}.`;
  answer(options, after, () => [line, ...changesOf(after)].join('\n'));
}

/** The effect on the agenda, one line for each task. */
function changes({ cancelled = [], kept = [], restored = [], zone }: Account): string[] {
  const lines = (tasks: readonly FellDue[], what: (task: FellDue) => string) =>
    tasks.map((task) => ({ due: task.due, line: `  ${day(task.due, zone)}  ${task.title.en}: ${what(task)}` }));
  const all = [
    ...lines(cancelled, () => 'cancelled'),
    ...kept.flatMap(({ why, ...task }) => lines([task], () => (why === 'open' ? 'stays, it is open' : 'stays, the contract promises it'))),
    ...lines(restored, () => 'back as it was'),
  ];
  if (all.length === 0) return [];
  const inOrder = all.toSorted((a, b) => Date.parse(a.due) - Date.parse(b.due)).map(({ line }) => line);
  return [`What becomes of the work of the other stages (dates in ${zone}):`, ...inOrder];
}
