// perennial handover …
import { type Command, Option } from 'commander';
import type { Handover } from '../api/handovers';
import type { Language } from '../api/values';
import type { Step } from '../domain/handover/types';
import { api, deploymentNow, zoneOfAccount } from './api';
import { answer, body, type Common, leaf, type Reasoned, type Statement, text, withStatement } from './command';
import { handoverPage, handoverTable } from './handover-page';
import { historyTable } from './history-table';
import { localZone, spoken } from './moments';
import { reviving } from './revive';
import { cutOff, type Window, withWindow } from './window';

type Noted = Common & Statement & { readonly note?: string };

const handovers = api('handovers');
const tasks = api('tasks');

export function handover(command: Command): void {
  reading(command);
  answering(command);
  reviving(command, 'handovers', 'id', 'H-1');
}

interface Filter extends Window {
  readonly account?: string;
  readonly to?: string;
  readonly late?: true;
  readonly all?: true;
}

function reading(command: Command): void {
  withWindow(
    leaf(
      command,
      'list',
      'Handovers under way, late ones first.',
      'perennial handover list --late',
      'perennial handover list --to wang.fang --all --json',
    ),
  )
    .option('--late', 'only those whose time is over')
    .option('--account <id>', 'of one account')
    .option('--to <handle>', 'to one successor')
    .option('--all', 'those that have ended, too')
    .action(listed);

  leaf(command, 'show <id>', 'One handover on a page: who, until when, and what is still to be done.', 'perennial handover show H-1')
    .addOption(new Option('--language <language>', 'of the words').choices(['en', 'zh']).default('en'))
    .action(async (id: string, { language, ...options }: Common & { language: Language }) => {
      const shown = await handovers('show', { id });
      if (options.json) return answer(options, shown, () => '');
      const [zone, now, visit] = await Promise.all([
        zoneOfAccount(shown.account),
        deploymentNow(),
        shown.visit === null ? undefined : tasks('show', { id: shown.visit }),
      ]);
      answer(options, shown, () => handoverPage(shown, zone, now, visit?.due, language));
    });

  leaf(command, 'history <id>', 'Everything that happened to a handover, the oldest first.', 'perennial handover history H-1').action(
    async (id: string, options: Common) => {
      const [{ history }, { account }] = await Promise.all([handovers('history', { id }), handovers('show', { id })]);
      const zone = await zoneOfAccount(account);
      answer(options, history, () => historyTable(history, zone));
    },
  );
}

async function listed({ json, late, all, ...filter }: Common & Filter): Promise<void> {
  const { handovers: found, total } = await handovers('list', { ...filter, late, all });
  if (json) return answer({ json }, found, () => '');
  const [zone, now] = await Promise.all([filter.account ? zoneOfAccount(filter.account) : localZone(), deploymentNow()]);
  const narrowed = [filter.account && `at ${filter.account}`, filter.to && `to ${filter.to}`].flatMap((one) => one || []).join(' ');
  answer({}, found, () =>
    cutOff(filter, found.length, total, () =>
      found.length > 0
        ? handoverTable(found, zone, now)
        : `No handover${narrowed ? ` ${narrowed}` : ''} is ${late ? 'late' : all ? 'on record' : 'under way'}.`,
    ),
  );
}

function answering(command: Command): void {
  const action = (usage: string, summary: string, example: string) =>
    withStatement(leaf(command, usage, summary, `perennial handover ${example}`));

  action('accept <id>', 'The successor takes over.', 'accept H-1 --as wang.fang')
    .option('--note <text>', 'for the record')
    .action((id: string, { note, ...options }: Noted) =>
      tell(
        id,
        options,
        handovers('accept', { id, note, ...body(options) }),
        ({ to, account }) => `is accepted: ${to} takes over at ${account}`,
      ),
    );

  action('refuse <id>', "The successor won't; another one is asked for.", 'refuse H-1 --reason "too many accounts already" --as wang.fang')
    .requiredOption('--reason <text>', 'stays on record', text)
    .action((id: string, options: Common & Reasoned) =>
      tell(
        id,
        options,
        handovers('refuse', { id, ...body(options) }),
        ({ account, roles }) =>
          `is refused; name another successor: perennial contact change ${account} --ours --role ${roles.join(',')} --to HANDLE --reason …`,
      ),
    );

  action(
    'complete <id> <step>',
    `Somebody has done what a mail could not: one of ${handovers.codes('complete', 'step').join(', ')}.`,
    'complete H-1 notified --note "called Ms He"',
  )
    .option('--note <text>', 'for the record')
    .action((id: string, step: Step, { note, ...options }: Noted) =>
      tell(id, options, handovers('complete', { id, step, note, ...body(options) }), ({ status }) =>
        status === 'done' ? 'is complete' : `goes on: ${step} is done`,
      ),
    );
}

/** Prints what was done to a handover. */
async function tell(id: string, options: Common & Statement, done: Promise<Handover>, words: (after: Handover) => string): Promise<void> {
  const after = await done;
  answer(options, after, () => `${id} ${words(after)}${spoken(options.at, after.zone)}.`);
}
