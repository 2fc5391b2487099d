// The mails of the library.

import type { Mail, WholeMail } from '../../api/mails';
import { DomainError } from '../../domain/decider/decider';
import { isTask, numberedAs, taskId } from '../../domain/ids';
import { mails as rows, type Store } from '../../store';
import { timeOf } from '../accounts/account-view';
import type { Connection } from '../temporal/connection';
import { directory } from '../temporal/directory';
import { present } from '../temporal/present';
import { shown, type Window, type Windowed } from '../temporal/window';

export interface MailQuery extends Window {
  readonly account?: string | undefined;
  /** A person's handle or a contact's id. */
  readonly to?: string | undefined;
}

const MOST = 1_000;

/** The case or the handover that a mail is about. */
const about = ({ reminders }: rows.Mail, kind: 'case' | 'handover'): string | null =>
  reminders.find(({ task }) => numberedAs(task) === kind)?.task ?? null;

const view = (row: rows.Mail): Mail => ({
  id: row.id,
  messageId: row.messageId,
  key: row.key,
  to: row.toAddress,
  subject: row.subject,
  sentAt: timeOf(row.sentAt),
  state: row.state,
  account: row.account,
  tasks: row.reminders.flatMap(({ task }) => (isTask(task) ? [row.account === null ? task : taskId(row.account, task)] : [])),
  case: about(row, 'case'),
  handover: about(row, 'handover'),
  text: row.text,
});

async function listed(store: Store, { account, to, offset, limit = MOST }: MailQuery): Promise<Windowed<Mail>> {
  const contact = to !== undefined && numberedAs(to) === 'contact' ? to : undefined;
  const person = to === undefined || contact !== undefined ? undefined : (await directory(store)).id('to', to);
  return shown(await rows.window(store, present({ account, person, contact }), { offset, limit }), view);
}

export const mail = ({ store }: Connection) => ({
  /** Newest first. Throws `InvalidInput` for an unknown person. */
  list: async (query: MailQuery = {}): Promise<Mail[]> => (await listed(store, query)).rows,

  /** A window of the list of mails, with the number of all that match. Throws like `list`. */
  window: (query: MailQuery): Promise<Windowed<Mail>> => listed(store, query),

  /** A mail by its id, its effect's key or its Message-ID. Throws `unknown-mail`. */
  async show(id: string): Promise<WholeMail> {
    const found = await rows.get(store, id);
    if (!found) throw new DomainError('unknown-mail', { mail: id });
    return { ...view(found), html: found.html, calendar: found.calendar };
  },
});
