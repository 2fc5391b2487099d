// Accounts on a terminal: the list, the page, the agenda.

import type { Account, AgendaEntry } from '../api/accounts';
import type { Contact } from '../api/contacts';
import type { Task } from '../api/tasks';
import type { Language } from '../api/values';
import { day, distance, when } from './moments';
import { troubleLines } from './revive';
import { count, paint, table } from './table';

const SHOWN_TASKS = 8;

/** A table of accounts, with the troubles of each below it. Dates are in each account's zone. */
export function accountTable(accounts: readonly Account[]): string {
  const rows = accounts.map((account) => [
    paint('bold', account.id),
    account.name,
    status(account.status) + (account.trouble?.length ? paint('red', ', trouble') : ''),
    account.stage ?? '-',
    account.level,
    account.manager ?? paint('red', 'nobody'),
    account.nextDue ? day(account.nextDue, account.zone) : '-',
    String(account.openTasks),
  ]);
  const head = ['account', 'name', 'status', 'stage', 'level', 'manager', 'next due', 'open'];
  const troubled = accounts.flatMap(({ id, trouble }) =>
    troubleLines('account', id, trouble).map((line) => `\n${paint('red', `${id}: ${line}`)}`),
  );
  return `${table(head, rows, [7])}\n\n${count(accounts.length, 'account')}; dates in each account's own zone.${troubled.join('')}`;
}

const status = (text: string): string => paint(text === 'active' || text === 'won-back' ? 'green' : 'yellow', text);

/** The page of an account. `now` is the deployment's time, ISO 8601. */
export function accountPage(
  account: Account,
  tasks: readonly Task[],
  contacts: readonly Contact[],
  now: string,
  language: Language,
): string {
  const { zone } = account;
  const facts: [string, string][] = [
    ...troubleLines('account', account.id, account.trouble).map((line): [string, string] => ['Trouble', paint('red', line)]),
    ['Status', status(account.status)],
    ['Stage', stage(account)],
    ['Signed', account.signedOn ?? 'not yet'],
    ['Level', [account.level, account.segment].filter(Boolean).join(', ')],
    ['Team', team(account)],
    ['Next due', account.nextDue ? `${when(account.nextDue, zone)}, ${distance(account.nextDue, now)}` : 'nothing'],
    ...(account.openCases ? [cases(account.id, account.openCases)] : []),
    ...(account.handovers ?? []).map((one) => handover(one, zone)),
    ...contract(account),
  ];
  const open = tasks.filter((task) => task.state === 'open' || task.state === 'planned');
  const sections = [
    `${paint('bold', account.name)}  ${account.id}`,
    '',
    table(
      [],
      facts.map(([name, value]) => [paint('dim', name), value]),
    ),
  ];
  if (open.length > 0) {
    const more =
      open.length > SHOWN_TASKS ? `\n  … and ${open.length - SHOWN_TASKS} more: perennial task list --account ${account.id}` : '';
    sections.push('', paint('bold', 'Tasks'), `${taskLines(open.slice(0, SHOWN_TASKS), zone, now, language)}${more}`);
  } else {
    sections.push('', 'No open tasks.');
  }
  if (account.zipper) sections.push('', paint('bold', 'Who speaks with whom'), zipperLines(account.zipper));
  if (contacts.length > 0) sections.push('', paint('bold', 'Their people'), contactLines(contacts));
  return [...sections, '', paint('dim', `Times in ${zone}.`)].join('\n');
}

function stage(account: Account): string {
  if (!account.stage) return 'none before signing';
  const since = account.stageSince ? `, since ${account.stageSince}` : '';
  return `${account.stage}${since}${account.stageUntil ? `; the next one begins on ${day(account.stageUntil, account.zone)}` : ''}`;
}

function team(account: Account): string {
  const known = Object.entries(account.team).map(([role, person]) => `${role} ${person}`);
  return known.length > 0 ? known.join(', ') : paint('red', 'nobody');
}

const cases = (id: string, open: number): [string, string] => ['Cases', `${count(open, 'open case')}: perennial case list --account ${id}`];

const handover = (
  { id, kind, roles, to, toName, due, late }: NonNullable<Account['handovers']>[number],
  zone: string,
): [string, string] => {
  const text = `${id}: ${kind === 'ours' ? `${roles.join(' and ')} to ${to}` : `their contact to ${toName}`}, complete by ${when(due, zone)}`;
  return ['Handover', late ? paint('red', `${text}, LATE`) : text];
};

function contract({ contract }: Account): [string, string][] {
  if (!contract) return [];
  const fee = contract['annualFee'] ? `${contract['annualFee']} ${contract['currency'] ?? ''} a year`.replace('  ', ' ') : undefined;
  const promised = contract['promisedDeliveryOn'] && `delivery promised for ${contract['promisedDeliveryOn']}`;
  const ends = contract['contractEndsOn'] && `ends ${contract['contractEndsOn']}`;
  const known = [fee, promised, ends].filter(Boolean);
  return known.length > 0 ? [['Contract', known.join(', ')]] : [];
}

function taskLines(tasks: readonly Task[], zone: string, now: string, language: Language): string {
  const rows = tasks.map((task) => {
    const late = Date.parse(task.due) < Date.parse(now);
    return ['', paint(late ? 'red' : 'cyan', when(task.due, zone)), task.title[language], task.owner ?? '-', task.state, task.id];
  });
  return table([], rows);
}

const contactLines = (contacts: readonly Contact[]): string =>
  table(
    [],
    contacts.map((contact) => [
      '',
      `${contact.name}${contact.primary ? ' *' : ''}`,
      contact.role ?? '',
      contact.level,
      contact.email ?? '',
      contact.phone ?? '',
    ]),
  );

const NOBODY = 'nobody';

const zipperLines = (zipper: NonNullable<Account['zipper']>): string =>
  table(
    [],
    zipper.map(({ level, ours, theirs, wanted, gap }) => [
      '',
      level,
      ours.length > 0 ? ours.join(', ') : paint('red', NOBODY),
      theirs.length > 0 ? theirs.join(', ') : paint('red', NOBODY),
      [
        ...(gap === null ? [] : [`gap: ${gap === 'both' ? 'on both sides' : gap === 'ours' ? 'on our side' : 'on their side'}`]),
        ...wanted.map((role) => `no ${role} beside whoever answers for the account`),
      ]
        .map((text) => paint('red', text))
        .join(', '),
    ]),
  );

/** A table of an agenda, with dates in `zone` (IANA). */
export function agendaTable(agenda: readonly AgendaEntry[], zone: string, language: Language): string {
  const rows = agenda.map((one) => [
    `${when(one.due, zone)}${one.provisional ? ' *' : ''}`,
    one.title[language],
    one.stage,
    one.owner ?? '-',
    one.state,
    one.state === 'ahead' ? '' : one.id,
  ]);
  const legend = agenda.some((one) => one.provisional) ? ' * provisional: waits for another task, or for holidays not yet published.' : '';
  return `${table(['due', 'touchpoint', 'stage', 'owner', 'state', 'task'], rows)}\n\n${count(agenda.length, 'date')}, times in ${zone}.${legend}`;
}
