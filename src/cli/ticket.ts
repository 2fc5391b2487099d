// perennial ticket …: the embedded ticketing system.
import type { Command } from 'commander';
import { get, list, part, post } from './api';
import { answer, body, type Common, leaf, type Said, said, someOf } from './command';
import { localZone, when } from './moments';
import { count, paint, table } from './table';

interface Ticket {
  readonly id: string;
  readonly account: string;
  readonly task: string | null;
  readonly subject: string;
  readonly state: string;
  readonly owner?: string | null;
  readonly openedAt?: string | null;
}

export function ticket(command: Command): void {
  leaf(command, 'list', 'Tickets of the embedded ticketing system.', 'perennial ticket list --state open')
    .option('--account <id>', 'of one account')
    .option('--state <states>', 'only these, with commas: open, taken, waiting, resolved', someOf(['open', 'taken', 'waiting', 'resolved']))
    .action(async (options: Common & { account?: string; state?: string }) => {
      const { json: _json, ...query } = options;
      const tickets = await list<Ticket>('/tickets', query);
      const zone = localZone();
      const rows = tickets.map((one) => [
        one.id,
        one.account,
        one.subject,
        one.owner ?? '',
        one.openedAt ? when(one.openedAt, zone) : '',
        one.state,
      ]);
      answer(options, tickets, () =>
        tickets.length === 0
          ? 'No such tickets. A touchpoint with a ticket, such as first-delivery, makes one at its first reminder.'
          : `${table(['id', 'account', 'subject', 'owner', 'opened', 'state'], rows)}\n\n${count(tickets.length, 'ticket')}, times in ${zone}.`,
      );
    });

  leaf(command, 'show <id>', 'One ticket.', 'perennial ticket show T-1').action(async (id: string, options: Common) => {
    const shown = await get<Ticket>(`/tickets/${part(id)}`);
    const facts = Object.entries(shown).filter(([, value]) => value !== null && typeof value !== 'object');
    answer(options, shown, () =>
      table(
        [],
        facts.map(([name, value]) => [paint('dim', name), String(value)]),
      ),
    );
  });

  const action = (name: string, summary: string, done: string) =>
    said(leaf(command, `${name} <id>`, summary, `perennial ticket ${name} T-1 --as chen.jie`)).action(
      async (id: string, options: Common & Said) => {
        const after = await post<Ticket>(`/tickets/${part(id)}/${name}`, body(options));
        answer(options, after, () => `${id} is ${done}.`);
      },
    );
  action('take', 'Somebody works on it.', 'taken');
  action('resolve', 'It is solved; its task is done with it.', 'resolved');
  action('reopen', 'It is not solved after all.', 'open again');
}
