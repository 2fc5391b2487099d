// perennial ticket …: tickets of the built-in system, and changes set aside from any system.

import { type Command, Option } from 'commander';
import type { TicketNews } from '../api/tickets';
import { numberedAs } from '../domain/ids';
import { type AskedOf, api } from './api';
import { answer, body, type Common, leaf, type Statement, someOf, text, withStatement } from './command';
import { localZone, when } from './moments';
import { count, paint, table } from './table';
import { cutOff, type Window, withWindow } from './window';

const tickets = api('tickets');

/** Whether the id is that of a change set aside, `TN-3`; `T-1` is a ticket. */
const isNews = (id: string): boolean => numberedAs(id) === 'ticket-news';

export function ticket(command: Command): void {
  const states = tickets.codes('list', 'state');
  withWindow(
    leaf(
      command,
      'list',
      'Tickets of the embedded ticketing system; or what was done to tickets of any system and could not be carried over.',
      'perennial ticket list --state open',
      'perennial ticket list --set-aside',
    ),
  )
    .option('--account <id>', 'of one account')
    .option('--state <states>', `only these, with commas: ${states.join(', ')}`, someOf(states))
    .addOption(
      new Option('--set-aside', 'what could not be carried over and is not over yet').conflicts(['account', 'state', 'limit', 'offset']),
    )
    .action(async (options: Common & Window & { account?: string; state?: string; setAside?: true }) => {
      if (options.setAside) return listNews(options);
      const { json: _json, setAside: _news, ...query } = options;
      const { tickets: found, total } = await tickets('list', query);
      const zone = localZone();
      const rows = found.map((one) => [
        one.id,
        one.account,
        one.subject,
        one.owner ?? '',
        one.openedAt ? when(one.openedAt, zone) : '',
        one.state,
      ]);
      const whole = () =>
        found.length === 0
          ? 'No such tickets. A touchpoint with a ticket, such as first-delivery, makes one at its first reminder.'
          : `${table(['id', 'account', 'subject', 'owner', 'opened', 'state'], rows)}\n\n${count(found.length, 'ticket')}, times in ${zone}.`;
      answer(options, found, () => cutOff(options, found.length, total, whole));
    });

  leaf(command, 'show <id>', 'One ticket, or one of what was set aside.', 'perennial ticket show T-1', 'perennial ticket show TN-1').action(
    async (id: string, options: Common) => {
      const shown = await (isNews(id) ? tickets('showAside', { id }) : tickets('show', { id }));
      const facts = Object.entries(shown).filter(([, value]) => value !== null && typeof value !== 'object');
      answer(options, shown, () =>
        table(
          [],
          facts.map(([name, value]) => [paint('dim', name), String(value)]),
        ),
      );
    },
  );

  const action = (name: 'take' | 'resolve' | 'reopen', summary: string, done: string) =>
    withStatement(leaf(command, `${name} <id>`, summary, `perennial ticket ${name} T-1 --as chen.jie`)).action(
      async (id: string, options: Common & Statement) => {
        const said = { id, ...body(options) };
        // Only `take` needs to know who; the API checks it.
        const after = await (name === 'take' ? tickets(name, said as AskedOf<'tickets', 'take'>) : tickets(name, said));
        answer(options, after, () => `${id} is ${done}.`);
      },
    );
  action('take', 'Somebody works on it.', 'taken');
  action('resolve', 'It is solved; its task is done with it.', 'resolved');
  action('reopen', 'It is not solved after all.', 'open again');

  leaf(
    command,
    'retry <id>',
    'Has what was set aside carried over now; what waits behind it follows.',
    'perennial ticket retry TN-1',
  ).action(async (id: string, options: Common) => {
    const after = await tickets('retryAside', { id });
    answer(options, after, () => outcome(after));
    if (after.state !== 'done' && !isDue(after)) process.exitCode = 1;
  });

  leaf(
    command,
    'drop <id>',
    'Lets go what was set aside, on record; what waits behind it follows.',
    'perennial ticket drop TN-1 --reason "told by phone" --as chen.jie',
  )
    .requiredOption('--reason <text>', 'why', text)
    .option('--as <handle>', 'who says so')
    .action(async (id: string, options: Common & { reason: string; as?: string }) => {
      const after = await tickets('dropAside', { id, by: options.as, reason: options.reason });
      answer(options, after, () => `${id} is dropped.`);
    });
}

async function listNews(options: Common): Promise<void> {
  const { aside } = await tickets('listAside');
  const zone = localZone();
  const rows = aside.map((one) => [
    one.id,
    `${one.system} ${one.ticket}`,
    one.what,
    when(one.at, zone),
    one.case ?? one.account ?? '',
    one.code,
    String(one.attempts),
    one.retryAt ? `again ${when(one.retryAt, zone)}` : one.state,
  ]);
  answer(options, aside, () =>
    aside.length === 0
      ? 'Nothing is set aside.'
      : `${table(['id', 'ticket', 'what', 'at', 'for', 'why', 'attempts', 'state'], rows)}\n\n${count(aside.length, 'change')} set aside, times in ${zone}.`,
  );
}

/** Its retry is due, but no worker has made it yet. */
const isDue = ({ retryAt }: TicketNews): boolean => Boolean(retryAt) && Date.parse(retryAt ?? '') <= Date.now();

function outcome(news: TicketNews): string {
  const { id, state, code, attempts } = news;
  if (state === 'done') return `${id} is carried over.`;
  if (isDue(news)) return `${id} is tried again as soon as a worker comes to it.`;
  return `${id} is not carried over: ${code}, after ${count(attempts, 'attempt')}.`;
}
