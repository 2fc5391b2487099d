// perennial offboarding …: a person leaves, and others take over everything that they have.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Offboarding, OffboardingPlan } from '../api/offboardings';
import { given } from '../domain/given';
import { type AskedOf, api } from './api';
import { answer, body, type Common, leaf, type Statement, say, withStatement } from './command';
import { ownBackupLine } from './handover-page';
import { Progress } from './progress';
import { count, paint, table } from './table';
import { cutOff, type Window, withWindow } from './window';

interface Options extends Common {
  readonly to: string[];
  readonly reason?: string;
  readonly as?: string;
}

const offboardings = api('offboardings');

/** Milliseconds between two looks at the progress. */
const LOOK = 500;
const SHOWN = 15;

const collected = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

/** The common options of `plan` and `start`. */
const asked = (command: Command): Command =>
  withStatement(command)
    .requiredOption('--to <who>', 'a successor; HANDLE:CONDITION;… takes only accounts of that segment, level, stage or region', collected)
    .option('--reason <why>', 'a code of the playbook, or words (default: left)');

export function offboarding(command: Command): void {
  asked(
    leaf(
      command,
      'plan <handle>',
      'What would go to whom if somebody left; nothing is done.',
      'perennial offboarding plan li.wei --to wang.fang',
    ),
  ).action(async (person: string, options: Options) => {
    const plan = await offboardings('plan', fieldsOf(person, options));
    answer(options, plan, () => planPage(plan));
  });
  asked(
    leaf(
      command,
      'start <handle>',
      'Somebody leaves: hand over every account, task and case of theirs, with a clock of 24 hours for each account. See the `plan` first.',
      'perennial offboarding start li.wei --to wang.fang',
      'perennial offboarding start anna.keller --to tom.reyes:segment=high-potential --to grace.miller:region=Europe --to marta.berg',
    ),
  )
    .option('--no-wait', 'answer at once; `perennial offboarding show` says how far it is')
    .action(start);

  const list = withWindow(leaf(command, 'list', 'Offboardings, the latest first.', 'perennial offboarding list'));
  list.action(async ({ limit, offset, ...options }: Common & Window) => {
    const { offboardings: all, total } = await offboardings('list', { limit, offset });
    const rows = all.map((one) => [one.id, one.person, one.state, `${one.done} of ${one.total}`, String(one.failed), String(one.accepted)]);
    const whole = () => (all.length === 0 ? 'Nobody has left.' : table(['id', 'who', 'state', 'handed over', 'refused', 'accepted'], rows));
    answer(options, all, () => cutOff({ offset }, all.length, total, whole));
  });
  leaf(command, 'show <id>', 'How far an offboarding is, by its id or the handle.', 'perennial offboarding show li.wei').action(
    async (id: string, options: Common) => {
      const found = await offboardings('show', { id });
      answer(options, found, () => report(found));
    },
  );
  withStatement(
    leaf(command, 'accept <id>', 'The successor takes over all that awaits them.', 'perennial offboarding accept OB-1 --as wang.fang'),
  ).action(async (id: string, options: Common & Statement) => {
    const found = await offboardings('accept', { id, ...body(options) });
    answer(options, found, () => sentence(found));
  });
  leaf(command, 'stop <id>', 'Begin no other account; those under way end.', 'perennial offboarding stop li.wei').action(
    async (id: string, options: Common) => {
      const found = await offboardings('stop', { id });
      answer(options, found, () => `${sentence(found)} \`perennial offboarding resume ${found.id}\` goes on.`);
    },
  );
  leaf(command, 'resume <id>', 'Go on, also with what was refused.', 'perennial offboarding resume li.wei')
    .option('--to <who>', 'another successor for all that is not handed over yet; HANDLE:CONDITION;… as for `offboarding start`', collected)
    .action(async (id: string, options: Common & { readonly to?: string[] }) => {
      const found = await offboardings('resume', { id, to: options.to?.join(',') });
      answer(options, found, () => sentence(found));
    });
}

const fieldsOf = (person: string, { to, reason, as: by }: Options): AskedOf<'offboardings', 'start'> => ({
  person,
  to: to.join(','),
  ...given({ reason, by }),
});

async function start(person: string, options: Options & { readonly wait: boolean }): Promise<void> {
  let current = await offboardings('start', fieldsOf(person, options));
  if (options.wait) {
    const progress = new Progress('handed over', current.total);
    while (current.state === 'running') {
      progress.reach(current.done + current.failed);
      await sleep(LOOK);
      current = await offboardings('show', { id: current.id });
    }
    progress.end();
  }
  answer(options, current, () => report(current));
  if (current.state === 'failed') {
    say(`perennial: ${count(current.failed, 'account')} refused: mend what is said, then \`perennial offboarding resume ${current.id}\``);
    process.exitCode = 1;
  }
}

/** The first rows of a table, and the number of the others. */
const shortened = (head: string[], rows: string[][]): string =>
  rows.length <= SHOWN ? table(head, rows) : `${table(head, rows.slice(0, SHOWN))}\nand ${rows.length - SHOWN} more (--json has all).`;

const shares = (accounts: readonly { readonly to: string }[]): string => {
  const counts = new Map<string, number>();
  for (const { to } of accounts) counts.set(to, (counts.get(to) ?? 0) + 1);
  return Array.from(counts, ([to, accountsOf]) => `${count(accountsOf, 'account')} to ${to}`).join(', ');
};

const ownBackupLines = (all: OffboardingPlan['ownBackups']): string[] => [
  ...all.slice(0, SHOWN).map((one) => paint('yellow', ownBackupLine(one))),
  ...(all.length > SHOWN ? [paint('yellow', `and ${all.length - SHOWN} more accounts like that.`)] : []),
];

function planPage({ person, accounts, reports, substitutes, away, ownBackups }: OffboardingPlan): string {
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
    'Nothing is done yet: `perennial offboarding start` with the same options does it.',
  ].join('\n');
}

const sentence = (one: Offboarding): string =>
  `${one.id}: ${one.person}, ${one.state}; ${one.done} of ${one.total} handed over${one.failed > 0 ? `, ${one.failed} refused` : ''}, ${one.accepted} accepted.`;

function report(one: Offboarding): string {
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
