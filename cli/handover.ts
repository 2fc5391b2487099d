// perennial handover …
import { type Command, Option } from 'commander';
import { STEPS } from '../domain/handover/types';
import { get, list, part, post } from './api';
import { answer, body, type Common, leaf, type Statement, text, withStatement } from './command';
import { handoverPage, handoverTable } from './handover-page';
import { historyTable } from './history-table';
import { localZone, spoken } from './moments';
import { reviving } from './revive';
import type { Account, Handover, Happening, Language, Task } from './shapes';

type Noted = Common & Statement & { readonly note?: string };

const zoneOf = async (account: string): Promise<string> => (await get<Account>(`/accounts/${part(account)}`)).zone;

export function handover(command: Command): void {
  reading(command);
  answering(command);
  reviving(command, 'handovers', 'id', 'H-1');
}

interface Filter {
  readonly account?: string;
  readonly to?: string;
  readonly late?: true;
  readonly all?: true;
}

function reading(command: Command): void {
  leaf(
    command,
    'list',
    'Handovers under way, late ones first.',
    'perennial handover list --late',
    'perennial handover list --to wang.fang --all --json',
  )
    .option('--late', 'only those whose time is over')
    .option('--account <id>', 'of one account')
    .option('--to <handle>', 'to one successor')
    .option('--all', 'those that have ended, too')
    .action(listed);

  leaf(command, 'show <id>', 'One handover on a page: who, until when, and what is still to be done.', 'perennial handover show H-1')
    .addOption(new Option('--language <language>', 'of the words').choices(['en', 'zh']).default('en'))
    .action(async (id: string, { language, ...options }: Common & { language: Language }) => {
      const shown = await get<Handover>(`/handovers/${part(id)}`);
      if (options.json) return answer(options, shown, () => '');
      const [zone, { now }, visit] = await Promise.all([
        zoneOf(shown.account),
        get<{ now: string }>('/health'),
        shown.visit === null ? undefined : get<Task>(`/tasks/${part(shown.visit)}`),
      ]);
      answer(options, shown, () => handoverPage(shown, zone, now, visit?.due, language));
    });

  leaf(command, 'history <id>', 'Everything that happened to a handover, the oldest first.', 'perennial handover history H-1').action(
    async (id: string, options: Common) => {
      const [history, { account }] = await Promise.all([
        list<Happening>(`/handovers/${part(id)}/history`),
        get<Handover>(`/handovers/${part(id)}`),
      ]);
      const zone = await zoneOf(account);
      answer(options, history, () => historyTable(history, zone));
    },
  );
}

async function listed({ json, late, all, ...filter }: Common & Filter): Promise<void> {
  const handovers = await list<Handover>('/handovers', { ...filter, late: late ? 'true' : undefined, all: all ? 'true' : undefined });
  if (json) return answer({ json }, handovers, () => '');
  const [zone, { now }] = await Promise.all([filter.account ? zoneOf(filter.account) : localZone(), get<{ now: string }>('/health')]);
  const narrowed = [filter.account && `at ${filter.account}`, filter.to && `to ${filter.to}`].flatMap((one) => one || []).join(' ');
  answer({}, handovers, () =>
    handovers.length > 0
      ? handoverTable(handovers, zone, now)
      : `No handover${narrowed ? ` ${narrowed}` : ''} is ${late ? 'late' : all ? 'on record' : 'under way'}.`,
  );
}

function answering(command: Command): void {
  const action = (usage: string, summary: string, example: string) =>
    withStatement(leaf(command, usage, summary, `perennial handover ${example}`));

  action('accept <id>', 'The successor takes over.', 'accept H-1 --as wang.fang')
    .option('--note <text>', 'for the record')
    .action((id: string, options: Noted) =>
      act(id, 'accept', options, {}, ({ to, account }) => `is accepted: ${to} takes over at ${account}`),
    );

  action('refuse <id>', "The successor won't; another one is asked for.", 'refuse H-1 --reason "too many accounts already" --as wang.fang')
    .requiredOption('--reason <text>', 'stays on record', text)
    .action((id: string, options: Noted) =>
      act(
        id,
        'refuse',
        options,
        {},
        ({ account, roles }) =>
          `is refused; name another successor: perennial contact change ${account} --ours --role ${roles.join(',')} --to HANDLE --reason …`,
      ),
    );

  action(
    'complete <id> <step>',
    `Somebody has done what a mail could not: one of ${STEPS.join(', ')}.`,
    'complete H-1 notified --note "called Ms He"',
  )
    .option('--note <text>', 'for the record')
    .action((id: string, step: string, options: Noted) =>
      act(id, 'complete', options, { step }, ({ status }) => (status === 'done' ? 'is complete' : `goes on: ${step} is done`)),
    );
}

async function act(
  id: string,
  action: string,
  { note, ...options }: Noted,
  fields: Readonly<Record<string, string>>,
  done: (after: Handover) => string,
): Promise<void> {
  const after = await post<Handover>(`/handovers/${part(id)}/${action}`, { ...fields, note, ...body(options) });
  answer(options, after, () => `${id} ${done(after)}${spoken(options.at, after.zone)}.`);
}
