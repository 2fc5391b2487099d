// perennial task …

import { type Command, Option } from 'commander';
import type { Task } from '../api/tasks';
import type { Language } from '../api/values';
import { taskIdParts } from '../domain/ids';
import { api, deploymentNow, deploymentZone, zoneOfAccount } from './api';
import { answer, body, type Common, leaf, type Reasoned, type Statement, someOf, text, withStatement } from './command';
import { date, distance, localTime, localZone, moment, resolve, spoken, when } from './moments';
import { count, paint, table } from './table';
import { cutOff, type Window, withWindow } from './window';

interface Filter extends Window {
  readonly owner?: string;
  readonly account?: string;
  readonly state?: string;
  readonly dueBefore?: string;
  readonly all?: true;
  readonly language: Language;
}

const tasks = api('tasks');

export function task(command: Command): void {
  const states = tasks.codes('list', 'state');
  command.addHelpText('after', '\nA task is account:touchpoint:date; account:touchpoint is the next one of these.');
  withWindow(
    leaf(
      command,
      'list',
      'Open and planned tasks, the most urgent first.',
      'perennial task list --owner li.wei',
      'perennial task list --account acme --all --json',
    ),
  )
    .option('--owner <handle>', 'whose')
    .option('--account <id>', 'of one account')
    .option('--state <states>', `only these, with commas: ${states.join(', ')}`, someOf(states))
    .option('--all', 'closed ones too')
    .option('--due-before <date>', 'due before this day', date)
    .addOption(new Option('--language <language>', 'of titles').choices(['en', 'zh']).default('en'))
    .action(listed);

  leaf(command, 'show <id>', 'One task, and why it is due then.', 'perennial task show acme:weekly-sync')
    .addOption(new Option('--language <language>', 'of the title').choices(['en', 'zh']).default('en'))
    .action(async (id: string, options: Common & { language: Language }) => {
      const shown = await tasks('show', { id, language: options.language === 'en' ? undefined : options.language });
      const zone = await zoneOfAccount(shown.account);
      answer(options, shown, () => page(shown, zone, options.language));
    });

  withStatement(leaf(command, 'done <id>', 'Report a task done.', 'perennial task done acme:weekly-sync --outcome "on track" --as li.wei'))
    .option('--outcome <text>', 'what came of it')
    .option('--note <text>', 'more, for the record')
    .action((id: string, { outcome, note, ...options }: Common & Statement & { outcome?: string; note?: string }) =>
      tell(options, tasks('done', { id, outcome, note, ...body(options) }), () => 'is done'),
    );

  withStatement(leaf(command, 'snooze <id>', 'Be reminded later.', 'perennial task snooze acme:weekly-sync --until 3d'))
    .requiredOption('--until <when>', "a date (nine o'clock of the account's zone), a time, or a span such as 3d or 4h", moment)
    .action(async (id: string, { until, ...options }: Common & Statement & { until: string }) => {
      const [now, zone] = await Promise.all([deploymentNow(), zoneOfAccount(taskIdParts(id).account)]);
      const instant = await resolve(until, now, zone);
      await tell(
        options,
        tasks('snooze', { id, until: instant, ...body(options) }),
        () => `is snoozed until ${when(instant, zone)} (${zone})`,
      );
    });

  withStatement(
    leaf(
      command,
      'skip <id>',
      'Leave a task out this time, with a reason.',
      'perennial task skip acme:weekly-sync --reason "customer on holiday"',
    ),
  )
    .requiredOption('--reason <text>', 'stays on record', text)
    .option('--note <text>', 'more, for the record')
    .action((id: string, { note, ...options }: Common & Reasoned & { note?: string }) =>
      tell(options, tasks('skip', { id, note, ...body(options) }), () => 'is skipped'),
    );

  withStatement(leaf(command, 'reassign <id>', 'Give a task to somebody else.', 'perennial task reassign acme:weekly-sync --to wang.fang'))
    .requiredOption('--to <handle>', 'who does it now')
    .action((id: string, { to, ...options }: Common & Statement & { to: string }) =>
      tell(options, tasks('reassign', { id, to, ...body(options) }), () => `is now with ${to}`),
    );

  withStatement(
    leaf(
      command,
      'move <id>',
      "Set another due time, such as a meeting's hour; the playbook then leaves it there, and calendars follow.",
      'perennial task move acme:kickoff-meeting --to 2027-06-01T10:00 --reason "their CTO is away"',
    ),
  )
    .requiredOption('--to <time>', "in the account's zone, or with Z or an offset", localTime)
    .option('--reason <text>', 'stays on record', text)
    .action(async (id: string, { to, ...options }: Common & Statement & { to: string }) => {
      const zone = await zoneOfAccount(taskIdParts(id).account);
      await tell(options, tasks('move', { id, to, ...body(options) }), ({ due }) => `is due on ${when(due, zone)} now (${zone})`);
    });

  withStatement(
    leaf(command, 'reopen <id>', 'A task that was closed is to be done after all.', 'perennial task reopen acme:weekly-sync'),
  ).action((id: string, options: Common & Statement) =>
    tell(options, tasks('reopen', { id, ...body(options) }), (after) => `is ${after.state} again`),
  );
}

/** Prints what was done to a task. */
async function tell(options: Common & Statement, done: Promise<Task>, words: (after: Task) => string): Promise<void> {
  const after = await done;
  answer(options, after, () => `${after.title.en} of ${after.account} (${after.id}) ${words(after)}${spoken(options.at, after.zone)}.`);
}

async function listed({ all, language, json, dueBefore, ...filter }: Common & Filter): Promise<void> {
  const fallback = dueBefore === undefined ? localZone : deploymentZone;
  const zone = json && dueBefore === undefined ? localZone() : await readersZone(filter, fallback);
  const before = dueBefore === undefined ? undefined : await resolve(dueBefore, '', zone, '00:00');
  const { tasks: found, total } = await tasks('list', { ...filter, dueBefore: before, ...(all ? { state: 'all' } : {}) });
  if (json) return answer({ json }, found, () => '');
  const now = await deploymentNow();
  answer({}, found, () =>
    cutOff(filter, found.length, total, () =>
      found.length === 0 ? none({ ...filter, ...(dueBefore && { dueBefore }) }, all) : listing(found, zone, now, language),
    ),
  );
}

/** The zone to show times in: the owner's, or the account's; without either, `elsewhere`. */
async function readersZone(
  { owner, account }: { owner?: string; account?: string },
  elsewhere: () => string | Promise<string>,
): Promise<string> {
  if (owner) return (await api('people')('show', { handle: owner })).zone;
  return account ? zoneOfAccount(account) : elsewhere();
}

function none({ owner, account, state, dueBefore }: Omit<Filter, 'language'>, all?: true): string {
  const whose = [owner && `for ${owner}`, account && `at ${account}`, dueBefore && `due before ${dueBefore}`].filter(Boolean).join(' ');
  const which = all ? 'tasks' : state ? `${state} tasks` : 'open tasks';
  const hint = account
    ? ` What lies ahead: perennial account agenda ${account}`
    : ' What lies ahead of an account: perennial account agenda ID';
  return `No ${which}${whose ? ` ${whose}` : ''}.${hint}`;
}

function listing(found: readonly Task[], zone: string, now: string, language: Language): string {
  const rows = found.map((task) => [
    dueText(task, zone, now),
    task.title[language],
    task.account,
    task.standIn ? `${task.standIn} for ${task.owner}` : (task.owner ?? paint('red', 'nobody')),
    task.snoozedUntil ? `snoozed to ${when(task.snoozedUntil, zone)}` : task.state,
    task.id,
  ]);
  const legend = found.some((one) => one.provisional) ? ' * provisional.' : '';
  return `${table(['due', 'task', 'account', 'owner', 'state', 'id'], rows)}\n\n${count(found.length, 'task')}, times in ${zone}.${legend}`;
}

function dueText(task: Task, zone: string, now: string): string {
  const alive = task.state === 'open' || task.state === 'planned';
  const late = alive && Date.parse(task.due) < Date.parse(now);
  const text = `${when(task.due, zone)}${task.provisional ? ' *' : ''}${late ? ` (${distance(task.due, now)})` : ''}`;
  return late ? paint('red', text) : text;
}

function page(task: Task, zone: string, language: Language): string {
  const facts: [string, string][] = [
    ['Task', task.id],
    ['State', task.state],
    ['Owner', task.standIn ? `${task.owner}; ${task.standIn} stands in` : (task.owner ?? 'nobody')],
    ['Due', `${when(task.due, zone)}${task.provisional ? ' (provisional)' : ''}`],
    ...(task.snoozedUntil ? [['Snoozed to', when(task.snoozedUntil, zone)] as [string, string]] : []),
    ['Reminders', task.remindAt.map((at) => when(at, zone)).join(', ') || 'none'],
    ...(task.escalatedTo?.length ? [['Escalated to', task.escalatedTo.join(', ')] as [string, string]] : []),
    ['Stage', task.stage],
  ];
  const because = task.because.length > 0 ? ['', paint('bold', 'Why'), ...task.because.map((reason) => `  - ${reason}`)] : [];
  return [
    `${paint('bold', task.title[language])}  ${task.account}`,
    '',
    table(
      [],
      facts.map(([name, value]) => [paint('dim', name), value]),
    ),
    ...because,
    '',
    paint('dim', `Times in ${zone}.`),
  ].join('\n');
}
