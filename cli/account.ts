// perennial account …
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Account } from '../api/accounts';
import type { Language } from '../api/values';
import { STATUSES } from '../domain/account/types';
import { accountPage, accountTable, agendaTable } from './account-page';
import { type AskedOf, api, deploymentNow, type FieldsOf } from './api';
import { answer, body, type Common, leaf, type Reasoned, type Statement, text, withStatement } from './command';
import { historyTable } from './history-table';
import { date, day, spoken } from './moments';
import { promotion } from './promotion';
import { reviving } from './revive';
import { count } from './table';
import { cutOff, withWindow } from './window';

type Fields<N extends Parameters<typeof accounts>[0]> = Common & Statement & FieldsOf<'accounts', N>;

const accounts = api('accounts');

/** Handles by role, as fields: `solutionArchitect` for `solution-architect`. */
type Roles = Readonly<Record<string, string>>;

/** The options of `account start`. The playbook decides which role fields there are. */
type Started = Common & Statement & { readonly name: string; readonly role?: Roles } & Readonly<Record<string, unknown>>;

/** Adds `solution-architect=li.wei` to the roles given before. */
function roles(given: string, before: Roles = {}): Roles {
  const [role = '', handle = ''] = given.split('=').map((one) => one.trim());
  if (!/^[a-z][a-z0-9-]*$/.test(role) || handle === '') throw new InvalidArgumentError('Write it as role=handle, such as backup=li.wei.');
  return { ...before, [role.replaceAll('-', '_').replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())]: handle };
}

const languageOption = () => new Option('--language <language>', 'of titles').choices(['en', 'zh']).default('en');
const reason = (command: Command) => command.option('--reason <text>', 'kept on record');
/** Overriding time needs a reason, which stays on record (A4). */
const reasoned = (command: Command) => command.requiredOption('--reason <text>', 'stays on record', text);

/** The codes of a field as help text, with `or` before the last. */
const oneOf = <N extends 'assess' | 'amend'>(route: N, field: keyof AskedOf<'accounts', N> & string): string =>
  accounts
    .codes(route, field)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');

export function account(command: Command): void {
  starting(command);
  reading(command);
  acting(command);
  reviving(command, 'accounts', 'id', 'acme');
}

function starting(command: Command): void {
  const contract = (leafCommand: Command) =>
    leafCommand
      .option('--promised, --promised-delivery-on <date>', 'the delivery date that the contract promises', date)
      .option('--contract-ends, --contract-ends-on <date>', 'last day of the contract', date);
  withStatement(
    contract(
      leaf(
        command,
        'start <id>',
        'Start an account: a customer under key-account management.',
        'perennial account start northgate --name "Northgate Foods" --signed 2026-11-16 --manager li.wei --level gold',
        'perennial account start oakridge --name "Oakridge Dairy" --manager li.wei',
        'perennial account start harbour --name "Harbour Freight" --role account-manager=li.wei --role technical=chen.jie',
      )
        .requiredOption('--name <name>', "the company's name")
        .option('--signed, --signed-on <date>', 'the day the contract was signed; without it the account is a prospect', date)
        .option('--zone <zone>', "IANA zone of the account's dates")
        .option('--calendar <id>', "a calendar of the playbook (default: the zone's)")
        .option('--level <level>', 'service level, by its code in the playbook')
        .option('--segment <segment>', 'value by potential, by its code in the playbook')
        .option('--fee, --annual-fee <amount>', 'yearly fee, such as 1200000.00')
        .option('--currency <code>', 'of the fee, such as CNY')
        .option('--manager, --account-manager <handle>', 'account manager')
        .option('--backup <handle>', 'stands in for the account manager')
        .option('--technical <handle>', 'technical contact')
        .option('--sales-manager <handle>', 'escalations and digests go here')
        .option('--sponsor, --executive-sponsor <handle>', 'our executive who owns the relationship')
        .option('--role <role=handle>', 'who has another role of the playbook; once for each', roles),
    ),
  ).action(async (id: string, { role = {}, name, ...options }: Started) => {
    const { json: _json, as: _as, at: _at, ...columns } = options;
    if (!columns['accountManager'] && Object.keys(role).length === 0)
      command.error("error: required option '--manager, --account-manager <handle>' not specified, nor a --role");
    const started = await accounts('start', { account: id, name, ...columns, ...role, ...body(options) });
    const next = started.nextDue ? ` Next due: ${day(started.nextDue, started.zone)} (${started.zone}).` : '';
    const line = `${id} has started: ${started.status}${started.stage ? `, ${started.stage}` : ''}.${next}`;
    answer(options, started, () => [line, ...enteredLate(started)].join('\n'));
  });

  withStatement(
    contract(
      leaf(
        command,
        'sign <id>',
        'A prospect signs.',
        'perennial account sign oakridge --signed 2026-11-16 --promised 2026-12-20',
      ).requiredOption('--signed, --signed-on <date>', 'the day of signing', date),
    ),
  ).action((id: string, { signedOn, promisedDeliveryOn, contractEndsOn, ...options }: Fields<'sign'>) =>
    tell(
      id,
      options,
      accounts('sign', { id, signedOn, promisedDeliveryOn, contractEndsOn, ...body(options) }),
      ({ stage }) => `is signed, its stage is ${stage}`,
      enteredLate,
    ),
  );
}

function reading(command: Command): void {
  withWindow(
    leaf(
      command,
      'list',
      'Accounts, with what is due next.',
      'perennial account list --stage onboarding --manager li.wei',
      'perennial account list --limit 5 --offset 5',
    ),
  )
    .addOption(new Option('--status <status>', 'only these').choices(STATUSES))
    .option('--stage <stage>', 'such as onboarding, stable, deep-binding, value-symbiosis')
    .option('--level <level>', 'service level, by its code in the playbook')
    .option('--segment <segment>', 'value by potential, by its code in the playbook')
    .option('--manager <handle>', 'whose account manager this is')
    .action(async (options: Common & AskedOf<'accounts', 'list'>) => {
      const { json: _json, limit, offset, ...query } = options;
      const { accounts: found, total } = await accounts('list', { ...query, limit, offset });
      const asked = Object.entries(query).map(([name, value]) => `${name} ${value}`);
      const whole = () =>
        found.length > 0
          ? accountTable(found)
          : asked.length > 0
            ? `No accounts with ${asked.join(', ')}.`
            : 'No accounts yet. Start one with `perennial account start`, or bring them in with `perennial import accounts FILE.csv`.';
      answer(options, found, () => cutOff({ offset }, found.length, total, whole));
    });

  leaf(command, 'show <id>', 'One account on a page: team, stage, what is due, contract, contacts.', 'perennial account show acme')
    .addOption(languageOption())
    .action(async (id: string, options: Common & { language: Language }) => {
      const shown = await accounts('show', { id });
      if (options.json) return answer(options, shown, () => '');
      const [{ tasks }, { contacts }, now] = await Promise.all([
        api('tasks')('list', { account: id }),
        api('contacts')('list', { account: id }),
        deploymentNow(),
      ]);
      answer(options, shown, () => accountPage(shown, tasks, contacts, now, options.language));
    });

  leaf(command, 'agenda <id>', 'What is planned, and what will be.', 'perennial account agenda acme --until 2027-03-31')
    .option('--until <date>', 'last day (default: a year ahead)', date)
    .addOption(languageOption())
    .action(async (id: string, { until, language, ...options }: Common & { until?: string; language: Language }) => {
      const [{ agenda }, { zone }] = await Promise.all([
        accounts('agenda', { id, until, language: language === 'en' ? undefined : language }),
        accounts('show', { id }),
      ]);
      answer(options, agenda, () => (agenda.length === 0 ? `Nothing lies ahead of ${id}.` : agendaTable(agenda, zone, language)));
    });

  leaf(command, 'history <id>', 'Everything that happened to an account, the oldest first.', 'perennial account history acme').action(
    async (id: string, options: Common) => {
      const [{ history }, { zone }] = await Promise.all([accounts('history', { id }), accounts('show', { id })]);
      answer(options, history, () => historyTable(history, zone));
    },
  );
}

function acting(command: Command): void {
  reason(
    withStatement(
      leaf(command, 'pause <id>', 'Stop reminders; the record goes on.', 'perennial account pause acme --reason "office moves"'),
    ),
  ).action((id: string, options: Common & Statement) =>
    tell(id, options, accounts('pause', { id, ...body(options) }), 'is paused: nothing is sent until it is resumed'),
  );

  reason(
    withStatement(leaf(command, 'resume <id>', 'Go on after a pause; lists what fell due meanwhile.', 'perennial account resume acme')),
  ).action(resume);

  promotion(command);

  reasoned(
    withStatement(
      leaf(
        command,
        'hold <id>',
        'Stay in this stage although its time is over.',
        'perennial account hold acme --reason "delivery is late"',
      ),
    ),
  ).action((id: string, options: Common & Reasoned) =>
    tell(id, options, accounts('hold', { id, ...body(options) }), ({ stage }) => `is held in its stage, ${stage}`),
  );

  reason(withStatement(leaf(command, 'release <id>', 'End a hold: time decides again.', 'perennial account release acme'))).action(
    (id: string, options: Common & Statement) =>
      tell(
        id,
        options,
        accounts('release', { id, ...body(options) }),
        ({ stage }) => `is released: time decides its stage again, now ${stage}`,
      ),
  );

  reason(
    withStatement(
      leaf(
        command,
        'assess <id>',
        'Record what the account manager thinks of the account.',
        'perennial account assess acme --demand stable --phase harvest',
      ),
    ),
  )
    .option('--phase <phase>', 'a code of the playbook, such as breakthrough, consolidation, growth, harvest')
    .option('--demand <outlook>', `over the next three years: ${oneOf('assess', 'demand')}`)
    .option('--industry <growth>', oneOf('assess', 'industry'))
    .option('--pain <pain>', oneOf('assess', 'pain'))
    .action((id: string, { phase, demand, industry, pain, ...options }: Fields<'assess'>) => {
      if (!(phase ?? demand ?? industry ?? pain)) command.error('error: one of --phase, --demand, --industry, --pain is needed');
      return tell(id, options, accounts('assess', { id, phase, demand, industry, pain, ...body(options) }), 'is assessed');
    });

  reason(
    withStatement(
      leaf(
        command,
        'amend <id>',
        'Change the service level or the segment; open cases are reckoned anew from their report.',
        'perennial account amend acme --level gold --reason "contract of 2027"',
      ),
    ),
  )
    .option('--level <level>', 'a code of the playbook, such as platinum, gold, silver, standard')
    .option('--segment <segment>', 'a code of the playbook, such as core-value, high-potential, maintain, to-optimise')
    .action((id: string, { level, segment, ...options }: Fields<'amend'>) => {
      if (!(level ?? segment)) command.error('error: one of --level, --segment is needed');
      return tell(
        id,
        options,
        accounts('amend', { id, level, segment, ...body(options) }),
        (after) => `is now ${after.level}${after.segment ? `, ${after.segment}` : ''}`,
      );
    });

  reason(
    withStatement(
      leaf(
        command,
        'mark <id>',
        'Mark an account dormant, lost, won back or active again.',
        'perennial account mark elm --to lost --reason "merged"',
      ),
    ),
  )
    .addOption(new Option('--to <status>', 'the new status').choices(accounts.codes('mark', 'to')).makeOptionMandatory())
    .action((id: string, { to, ...options }: Fields<'mark'>) =>
      tell(id, options, accounts('mark', { id, to, ...body(options) }), `is marked ${to}`),
    );

  reason(
    withStatement(leaf(command, 'close <id>', 'End an account for good.', 'perennial account close kestrel --reason "contract ended"')),
  ).action((id: string, options: Common & Statement) => tell(id, options, accounts('close', { id, ...body(options) }), 'is closed'));

  withStatement(leaf(command, 'adopt <id>', 'Live by a published playbook from now on.', 'perennial account adopt acme'))
    .option('--playbook <hash>', 'which one (default: the latest)')
    .action((id: string, { playbook, ...options }: Fields<'adopt'>) =>
      tell(id, options, accounts('adopt', { id, playbook, ...body(options) }), 'lives by the new playbook'),
    );
}

/** Prints what was done to an account. */
async function tell(
  id: string,
  options: Common & Statement,
  done: Promise<Account>,
  words: string | ((after: Account) => string),
  more: (after: Account) => readonly string[] = () => [],
): Promise<void> {
  const after = await done;
  answer(options, after, () =>
    [`${id} ${typeof words === 'string' ? words : words(after)}${spoken(options.at, after.zone)}.`, ...more(after)].join('\n'),
  );
}

/** Work that fell due between signing and entry, one line each. */
function enteredLate({ late = [], skipped = [], zone }: Account): string[] {
  const all = [...late.map((one) => [one, 'open now, late'] as const), ...skipped.map((one) => [one, 'skipped'] as const)];
  if (all.length === 0) return [];
  const lines = all
    .toSorted(([a], [b]) => Date.parse(a.due) - Date.parse(b.due))
    .map(([{ due, title }, what]) => `  ${day(due, zone)}  ${title.en}: ${what}`);
  return [`${count(all.length, 'touchpoint')} fell due since its signing (dates in ${zone}):`, ...lines];
}

async function resume(id: string, options: Common & Statement): Promise<void> {
  const after = await accounts('resume', { id, ...body(options) });
  answer(options, after, () => {
    const missed = after.missed ?? [];
    if (missed.length === 0) return `${id} goes on. Nothing fell due meanwhile.`;
    const lines = missed.map(
      (one) => `  ${day(one.due, after.zone)}  ${one.title?.en ?? one.touchpoint}: ${one.catchUp === 'opened' ? 'open now' : 'skipped'}`,
    );
    return [`${id} goes on. ${count(missed.length, 'touchpoint')} fell due meanwhile (dates in ${after.zone}):`, ...lines].join('\n');
  });
}
