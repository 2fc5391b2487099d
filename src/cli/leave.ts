// perennial leave …: one person leaves, and everything that they have goes to others.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { get, list, part, post } from './api';
import { answer, body, type Common, described, leaf, type Said, said, tell } from './command';
import { ownBackupLine } from './handover-page';
import { Progress } from './progress';
import type { Leave, LeavePlan } from './shapes';
import { count, paint, table } from './table';

interface Options extends Common {
  readonly to: string[];
  readonly reason?: string;
  readonly as?: string;
  readonly dryRun?: true;
  readonly wait: boolean;
}

/** Milliseconds between two looks at how far it is. */
const LOOK = 500;
const SHOWN = 15;

const collected = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

export function leave(command: Command): void {
  command.addHelpText(
    'after',
    '\nExample:\n  $ perennial leave li.wei --to wang.fang --dry-run\n  $ perennial leave li.wei --to wang.fang\n\n`perennial leave start --help` says all about it.',
  );
  const start = command.command('start <handle>', { isDefault: true });
  said(
    described(
      start,
      'Somebody leaves: hand over every account, task and case of theirs, with a clock of 24 hours for each account. See what moves first.',
      'perennial leave li.wei --to wang.fang --dry-run',
      'perennial leave anna.keller --to tom.reyes:segment=high-potential --to grace.miller:region=Europe --to marta.berg',
    ),
  )
    .requiredOption('--to <who>', 'a successor; HANDLE:CONDITION;… takes only accounts of that segment, level, stage or region', collected)
    .option('--reason <why>', 'a code of the playbook, or words (default: left)')
    .option('--dry-run', 'say what would go to whom, and do nothing')
    .option('--no-wait', 'answer at once; `perennial leave show` says how far it is')
    .action(begin);

  leaf(command, 'list', 'Departures, the latest first.', 'perennial leave list').action(async (options: Common) => {
    const all = await list<Leave>('/leaves');
    const rows = all.map((one) => [one.id, one.person, one.state, `${one.done} of ${one.total}`, String(one.failed), String(one.accepted)]);
    answer(options, all, () =>
      all.length === 0 ? 'Nobody has left.' : table(['id', 'who', 'state', 'handed over', 'refused', 'accepted'], rows),
    );
  });
  leaf(command, 'show <id>', 'How far a departure is, by its id or the handle.', 'perennial leave show li.wei').action(
    async (id: string, options: Common) => {
      const found = await get<Leave>(`/leaves/${part(id)}`);
      answer(options, found, () => report(found));
    },
  );
  said(leaf(command, 'accept <id>', 'The successor takes over all that awaits them.', 'perennial leave accept L-1 --as wang.fang')).action(
    async (id: string, options: Common & Said) => {
      const found = await post<Leave>(`/leaves/${part(id)}/accept`, body(options));
      answer(options, found, () => sentence(found));
    },
  );
  leaf(command, 'stop <id>', 'Begin no other account; those under way end.', 'perennial leave stop li.wei').action(
    async (id: string, options: Common) => {
      const found = await post<Leave>(`/leaves/${part(id)}/stop`);
      answer(options, found, () => `${sentence(found)} \`perennial leave resume ${found.id}\` goes on.`);
    },
  );
  leaf(command, 'resume <id>', 'Go on, also with what was refused.', 'perennial leave resume li.wei')
    .option('--to <who>', 'another successor for all that is not handed over yet; HANDLE:CONDITION;… as for `leave start`', collected)
    .action(async (id: string, options: Common & { readonly to?: string[] }) => {
      const found = await post<Leave>(`/leaves/${part(id)}/resume`, options.to === undefined ? {} : { to: options.to.join(',') });
      answer(options, found, () => sentence(found));
    });
}

async function begin(person: string, options: Options): Promise<void> {
  const { to, reason, as: by, dryRun, wait } = options;
  const fields = { person, to: to.join(','), ...(reason === undefined ? {} : { reason }), ...(by === undefined ? {} : { by }) };
  if (dryRun) {
    const plan = await post<LeavePlan>('/leaves/plan', fields);
    answer(options, plan, () => preview(plan));
    return;
  }
  let leaving = await post<Leave>('/leaves', fields);
  if (wait) {
    const progress = new Progress('handed over', leaving.total);
    while (leaving.state === 'running') {
      progress.reach(leaving.done + leaving.failed);
      await sleep(LOOK);
      leaving = await get<Leave>(`/leaves/${part(leaving.id)}`);
    }
    progress.end();
  }
  answer(options, leaving, () => report(leaving));
  if (leaving.state === 'failed') {
    tell(`perennial: ${count(leaving.failed, 'account')} refused: mend what is said, then \`perennial leave resume ${leaving.id}\``);
    process.exitCode = 1;
  }
}

/** The first of many rows, and how many more there are. */
const shortened = (head: string[], rows: string[][]): string =>
  rows.length <= SHOWN ? table(head, rows) : `${table(head, rows.slice(0, SHOWN))}\nand ${rows.length - SHOWN} more (--json has all).`;

const shares = (accounts: readonly { readonly to: string }[]): string => {
  const counts = new Map<string, number>();
  for (const { to } of accounts) counts.set(to, (counts.get(to) ?? 0) + 1);
  return Array.from(counts, ([to, accountsOf]) => `${count(accountsOf, 'account')} to ${to}`).join(', ');
};

const ownBackupLines = (all: LeavePlan['ownBackups']): string[] => [
  ...all.slice(0, SHOWN).map((one) => paint('yellow', ownBackupLine(one))),
  ...(all.length > SHOWN ? [paint('yellow', `and ${all.length - SHOWN} more accounts like that.`)] : []),
];

function preview({ person, accounts, reports, substitutes, away, ownBackups }: LeavePlan): string {
  if (accounts.length + reports.length + substitutes.length === 0) return `${person} has nothing that would have to go to somebody else.`;
  const rows = accounts.map(({ account, name, to, roles, tasks, cases }) => [
    account,
    name,
    to,
    roles.join(', '),
    String(tasks.length),
    String(cases.length),
  ]);
  return [
    ...(rows.length > 0 ? [shortened(['account', 'name', 'to', 'roles', 'tasks', 'cases'], rows), ''] : []),
    `${shares(accounts)}.`,
    ...reports.map((one) => `${one.person} will report to ${one.to ?? 'nobody'}.`),
    ...substitutes.map((one) => `${one.to ?? 'Nobody'} will stand in for ${one.person} instead (${one.absence}).`),
    ...ownBackupLines(ownBackups),
    ...away.map((one) => paint('yellow', `${one.person} is away until ${one.until.slice(0, 10)}.`)),
    '',
    `Nothing is done yet: the same command without --dry-run does it.`,
  ].join('\n');
}

const sentence = (one: Leave): string =>
  `${one.id}: ${one.person}, ${one.state}; ${one.done} of ${one.total} handed over${one.failed > 0 ? `, ${one.failed} refused` : ''}, ${one.accepted} accepted.`;

function report(one: Leave): string {
  const rows = one.accounts.map(({ account, name, to, roles, state, code, handover, handoverStatus }) => [
    account,
    name,
    to,
    roles.join(', '),
    state === 'failed' ? paint('red', `refused: ${code ?? ''}`) : state,
    handover === null ? '' : `${handover}${handoverStatus === null ? '' : ` ${handoverStatus}`}`,
  ]);
  const listed = rows.length > 0 ? `${shortened(['account', 'name', 'to', 'roles', 'state', 'handover'], rows)}\n\n` : '';
  return [`${listed}${sentence(one)}`, ...ownBackupLines(one.ownBackups)].join('\n');
}
