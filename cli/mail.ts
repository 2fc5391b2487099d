// perennial mail …
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Mail, WholeMail } from '../api/mails';
import { DomainError } from '../domain/decider/decider';
import { api } from './api';
import { answer, type Common, leaf } from './command';
import { localZone, when } from './moments';
import { count, paint, table } from './table';
import { cutOff, type Window, withWindow } from './window';

const mails = api('mails');

export function mail(command: Command): void {
  withWindow(leaf(command, 'list', 'What was sent, the newest first.', 'perennial mail list --account acme'))
    .option('--account <id>', 'about one account')
    .option('--to <handle-or-contact>', 'to one reader: a handle, or c-17')
    .action(async (options: Common & Window & { account?: string; to?: string }) => {
      const { json: _json, ...query } = options;
      const { mails: sent, total } = await mails('list', query);
      answer(options, sent, () => cutOff(query, sent.length, total, () => (sent.length === 0 ? 'No mail was sent yet.' : listing(sent))));
    });

  leaf(command, 'show <id>', 'One mail: its headers and its text.', 'perennial mail show m-1', 'perennial mail show m-1 --html m-1.html')
    .option('--html <file>', 'write the HTML part to a file')
    .action(async (id: string, options: Common & { html?: string }) => {
      const shown = await mails('show', { id });
      if (options.html !== undefined) {
        if (!shown.html) throw new DomainError('no-html', { mail: id });
        await writeFile(options.html, shown.html).catch((error: NodeJS.ErrnoException) => {
          throw new DomainError('cannot-write', { file: options.html ?? '', code: error.code ?? '' });
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

function page(shown: WholeMail): string {
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
