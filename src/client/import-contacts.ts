// The customers' people from a file.
import { contacts as rows } from '../store';
import type { Connection } from './connection';
import { accountIds, CONTACT_COLUMNS, type ContactEntry, putContact, REQUIRED_CONTACT_COLUMNS, readContact } from './contacts';
import type { ImportKind } from './import-kind';

export async function contactImport({ store }: Connection): Promise<ImportKind<ContactEntry>> {
  const [ids, there] = await Promise.all([accountIds(store), rows.list(store, { all: true })]);
  const byAccount = new Map<string, rows.Contact[]>();
  for (const contact of there) byAccount.set(contact.account, [...(byAccount.get(contact.account) ?? []), contact]);
  return {
    columns: CONTACT_COLUMNS,
    required: REQUIRED_CONTACT_COLUMNS,
    key: 'name',
    read: (row) => readContact(row, ids),
    id: ({ account }) => account,
    identity: ({ account, name, email }) => `${account} ${email ?? name}`,
    plan(entry) {
      const same = byAccount
        .get(entry.account)
        ?.find(({ name, email }) => (entry.email === undefined ? name === entry.name : email === entry.email));
      const isSame = same && Object.entries(entry).every(([field, value]) => same[field as keyof rows.Contact] === value);
      return Promise.resolve({ outcome: isSame ? 'unchanged' : same ? 'updated' : 'added', apply: () => putContact(store, entry) });
    },
  };
}
