// Imports customers' contacts from a file.
import { DomainError } from '../../domain/decider/decider';
import { contactLevelsOf } from '../../domain/playbook/codes';
import { contacts as rows } from '../../store';
import { published } from '../accounts/account-terms';
import { accountIds, CONTACT_COLUMNS, type ContactEntry, REQUIRED_CONTACT_COLUMNS, readContact } from '../people/contacts';
import type { Connection } from '../temporal/connection';
import { wrongInput } from '../temporal/input';
import type { ImportKind } from './import-kind';

/** The most notices of one kind that are shown singly. */
const SHOWN = 20;

export async function contactImport(connection: Connection): Promise<ImportKind<ContactEntry>> {
  const { store } = connection;
  const [{ ids, closed }, there, { playbook }] = await Promise.all([
    accountIds(store),
    rows.list(store, { all: true }),
    published(connection),
  ]);
  const levels = contactLevelsOf(playbook);
  // The contacts as the lines of the file change them, line by line.
  const byAccount = new Map<string, readonly rows.Contact[]>();
  for (const contact of there) byAccount.set(contact.account, [...(byAccount.get(contact.account) ?? []), contact]);
  const done = new Set<string>();
  const primary = new Set<string>();
  const notices: string[] = [];
  const left: string[] = [];
  const lanes = new Map<string, Promise<unknown>>();

  const plan = (entry: ContactEntry) => {
    const theirs = byAccount.get(entry.account) ?? [];
    const found = rows.placed(theirs, entry, `new-${done.size}`);
    const { outcome, contact, insteadOf } = found;
    if (done.has(contact.id))
      throw wrongInput('name', entry.name, 'contact-on-another-line', { name: contact.name, account: entry.account });
    if (entry.primary && primary.has(entry.account))
      throw wrongInput('primary', 'yes', 'primary-on-another-line', { account: entry.account });
    if (closed.has(entry.account) && outcome !== 'unchanged')
      throw new DomainError('account-closed', { account: entry.account, then: 'contacts-stay' });
    done.add(contact.id);
    const hasLeft = contact.leftAt !== null;
    if (hasLeft) left.push(`${entry.account}: ${contact.name} (${contact.id}) has left and stays so; a contact change brings them back.`);
    if (entry.primary && !hasLeft) primary.add(entry.account);
    if (insteadOf)
      notices.push(`${entry.account}: ${contact.name} becomes the primary contact instead of ${insteadOf.name} (${insteadOf.id}).`);
    const others = theirs.filter(({ id }) => id !== contact.id);
    byAccount.set(entry.account, [...others.map((one) => (one === insteadOf ? { ...one, primary: false } : one)), contact]);
    return outcome;
  };

  /** Applies one account's contacts one after the other, as planned. */
  const apply = async (entry: ContactEntry) => {
    const before = lanes.get(entry.account) ?? Promise.resolve();
    const mine = before.then(() => rows.upsert(store, entry));
    lanes.set(
      entry.account,
      mine.catch(() => undefined),
    );
    return (await mine).outcome;
  };

  return {
    columns: CONTACT_COLUMNS,
    required: REQUIRED_CONTACT_COLUMNS,
    key: 'name',
    read: (row) => readContact(row, ids, levels),
    id: ({ account }) => account,
    identity: ({ account, name, email }) => `${account} ${email ?? name}`,
    async plan(entry) {
      return Promise.resolve({ outcome: plan(entry), apply: () => apply(entry) });
    },
    notices: () => [
      ...shortened(notices, (more) => `${more} more accounts get another primary contact.`),
      ...shortened(left, (more) => `${more} more contacts have left and stay so.`),
    ],
  };
}

const shortened = (notices: readonly string[], rest: (more: number) => string): readonly string[] =>
  notices.length <= SHOWN ? notices : [...notices.slice(0, SHOWN), rest(notices.length - SHOWN)];
