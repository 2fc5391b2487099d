// perennial mail …
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { DomainError } from '../domain/decider/decider';
import { get, list, part } from './api';
import { answer, type Common, leaf } from './command';
import { localZone, when } from './moments';
import { count, paint, table } from './table';

interface Mail {
  readonly id: string;
  readonly messageId: string;
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly sentAt: string | null;
  readonly state: string;
  readonly account: string | null;
  readonly text?: string;
  readonly html?: string | null;
}

export function mail(command: Command): void {
  leaf(command, 'list', 'What was sent, the newest first.', 'perennial mail list --account acme')
    .option('--account <id>', 'about one account')
    .option('--to <handle-or-contact>', 'to one reader: a handle, or c-17')
    .option('--limit <n>', 'at most so many')
    .action(async (options: Common & { account?: string; to?: string; limit?: string }) => {
      const { json: _json, ...query } = options;
      const mails = await list<Mail>('/mails', query);
      answer(options, mails, () => (mails.length === 0 ? 'No mail was sent yet.' : listing(mails)));
    });

  leaf(command, 'show <id>', 'One mail: its headers and its text.', 'perennial mail show m-1', 'perennial mail show m-1 --html m-1.html')
    .option('--html <file>', 'write the HTML part to a file')
    .action(async (id: string, options: Common & { html?: string }) => {
      const shown = await get<Mail>(`/mails/${part(id)}`);
      if (options.html !== undefined) {
        if (!shown.html) throw new DomainError('no-html', `mail ${id} has no HTML part`);
        await writeFile(options.html, shown.html).catch((error: NodeJS.ErrnoException) => {
          throw new DomainError('cannot-write', `${options.html} cannot be written (${error.code})`);
        });
      }
      answer(options, shown, () => page(shown));
    });
}

function listing(mails: readonly Mail[]): string {
  const zone = localZone();
  const rows = mails.map((one) => [
    one.id,
    one.sentAt ? when(one.sentAt, zone) : '-',
    one.to,
    one.account ?? '',
    one.subject,
    state(one.state),
  ]);
  return `${table(['id', 'sent', 'to', 'account', 'subject', 'state'], rows)}\n\n${count(mails.length, 'mail')}, times in ${zone}.`;
}

const state = (text: string): string => paint(text === 'sent' ? 'green' : text === 'refused' ? 'red' : 'yellow', text);

function page(shown: Mail): string {
  const zone = localZone();
  const headers: [string, string][] = [
    ['To', shown.to],
    ['Subject', paint('bold', shown.subject)],
    ['Date', shown.sentAt ? `${when(shown.sentAt, zone)} (${zone})` : `not yet: ${shown.state}`],
    ['Message-ID', shown.messageId],
  ];
  return `${table(
    [],
    headers.map(([name, value]) => [paint('dim', `${name}:`), value]),
  )}\n\n${(shown.text ?? '').trimEnd()}`;
}
