// What was sent.
import { DomainError } from '../../domain/decider/decider';
import { mails as rows } from '../../store';
import { timeOf } from '../accounts/account-view';
import type { Connection } from '../temporal/connection';
import { directory } from '../temporal/directory';
import { present } from '../temporal/present';
import type { Mail, WholeMail } from '../temporal/shapes';

export interface MailQuery {
  readonly account?: string | undefined;
  /** A handle, or a contact's id. */
  readonly to?: string | undefined;
  readonly limit?: number | undefined;
}

const MOST = 1_000;

/** What a mail is about: a task's key has a colon, a case is `C-12`, a handover `H-7`. */
const isTask = (about: string): boolean => about.includes(':');
const idIn = ({ reminders }: rows.Mail, prefix: 'C-' | 'H-'): string | null =>
  reminders.find(({ task }) => task.startsWith(prefix) && !isTask(task))?.task ?? null;

const view = (row: rows.Mail): Mail => ({
  id: row.id,
  messageId: row.messageId,
  key: row.key,
  to: row.toAddress,
  subject: row.subject,
  sentAt: timeOf(row.sentAt),
  state: row.state,
  account: row.account,
  tasks: row.reminders.flatMap(({ task }) => (isTask(task) ? [row.account === null ? task : `${row.account}:${task}`] : [])),
  case: idIn(row, 'C-'),
  handover: idIn(row, 'H-'),
  text: row.text,
});

export const mail = ({ store }: Connection) => ({
  /** Newest first. Throws `InvalidInput` for an unknown person. */
  async list({ account, to, limit = MOST }: MailQuery = {}): Promise<Mail[]> {
    const contact = to !== undefined && /^c-\d+$/.test(to) ? to : undefined;
    const person = to === undefined || contact !== undefined ? undefined : (await directory(store)).id('to', to);
    return (await rows.list(store, present({ account, person, contact, limit }))).map(view);
  },

  /** A mail by its id, its effect's key or its Message-ID. Throws `unknown-mail`. */
  async show(id: string): Promise<WholeMail> {
    const found = await rows.get(store, id);
    if (!found) throw new DomainError('unknown-mail', `There is no mail ${id}; \`perennial mail list\` has them.`);
    return { ...view(found), html: found.html, calendar: found.calendar };
  },
});
