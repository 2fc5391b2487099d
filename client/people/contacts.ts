// The contacts of the library: the customers' people.

import type { AddedContact, Contact } from '../../api/contacts';
import { DomainError } from '../../domain/decider/decider';
import { contactLevelsOf } from '../../domain/playbook/codes';
import { meantOrKnown } from '../../domain/playbook/nearest';
import { accounts, contacts as rows, type Store } from '../../store';
import { NO, YES } from '../../texts/answers';
import { published } from '../accounts/account-terms';
import type { Connection } from '../temporal/connection';
import { type Cell, email, type Fields, NotUsable, oneOf, type Row, readFields, words } from '../temporal/input';
import { present } from '../temporal/present';
import { shown, type Window, type Windowed } from '../temporal/window';
import { languageCell } from './people';

export const CONTACT_COLUMNS = ['account', 'name', 'email', 'phone', 'level', 'role', 'language', 'primary'] as const;
export const REQUIRED_CONTACT_COLUMNS = ['account', 'name', 'level'] as const;

const yesOrNo: Cell<boolean> = (text) => {
  const word = text.toLowerCase();
  if (!YES.includes(word) && !NO.includes(word)) throw new NotUsable('not-yes-or-no');
  return YES.includes(word);
};

export interface ContactEntry {
  readonly account: string;
  readonly name: string;
  /** A code of the playbook's. */
  readonly level: string;
  readonly email?: string;
  readonly phone?: string;
  readonly role?: string;
  readonly language?: 'en' | 'zh-CN';
  readonly primary?: boolean;
}

/** The ids of all accounts, and of the closed ones. */
export async function accountIds(store: Store): Promise<{ readonly ids: ReadonlySet<string>; readonly closed: ReadonlySet<string> }> {
  const all = await accounts.list(store);
  return {
    ids: new Set(all.map(({ id }) => id)),
    closed: new Set(all.flatMap(({ id, status }) => (status === 'closed' ? [id] : []))),
  };
}

const accountIn =
  (ids: ReadonlySet<string>): Cell<string> =>
  (text) => {
    if (!ids.has(text))
      throw new NotUsable('no-such-account', {
        account: text,
        ...(ids.size > 12 ? { isMany: true as const } : meantOrKnown(text, [...ids])),
      });
    return text;
  };

/** Reads a contact of an account among `ids`, with a level among `levels`; `undefined` where the row has errors. */
export function readContact(row: Row, ids: ReadonlySet<string>, levels: readonly string[]): ContactEntry | undefined {
  const account = row.required('account', accountIn(ids));
  const name = row.required('name', words());
  const level = row.required('level', oneOf(levels));
  const given = {
    email: row.optional('email', email),
    phone: row.optional('phone', words(40)),
    role: row.optional('role', words(100)),
    language: row.optional('language', languageCell),
    primary: row.optional('primary', yesOrNo),
  };
  if (row.errors.length > 0 || account === undefined || name === undefined || level === undefined) return undefined;
  return { account, name, level, ...present(given) };
}

interface ContactQuery extends Window {
  readonly account?: string | undefined;
  readonly all?: boolean | undefined;
}

const listed = async ({ store }: Connection, { account, all, offset, limit }: ContactQuery): Promise<Windowed<Contact>> =>
  shown(await rows.window(store, present({ account, all }), { offset, limit }), contactView);

export const contacts = (connection: Connection) => ({
  /** The contacts of one account or of all, primary ones first. `all`: with those who have left. */
  list: async (query: ContactQuery = {}): Promise<Contact[]> => (await listed(connection, query)).rows,

  /** A window of the list of contacts, with the number of all that match. */
  window: (query: ContactQuery): Promise<Windowed<Contact>> => listed(connection, query),

  /**
   * Adds a contact; the fields are an import file's columns in camelCase. An existing contact with the same data is returned. Names the former
   * primary contact where the new one replaces it. Throws `InvalidInput`, `contact-exists`, `account-closed`.
   */
  async add(fields: Fields): Promise<AddedContact> {
    const { store } = connection;
    const [{ ids, closed }, { playbook }] = await Promise.all([accountIds(store), published(connection)]);
    const entry = readFields(fields, (row) => readContact(row, ids, contactLevelsOf(playbook)));
    if (closed.has(entry.account)) throw new DomainError('account-closed', { account: entry.account, then: 'nobody-added' });
    const { outcome, contact, insteadOf } = await rows.add(store, entry);
    if (contact.leftAt !== null) throw new DomainError('contact-exists', { account: entry.account, contact: contact.id, hasLeft: true });
    if (outcome === 'updated') throw new DomainError('contact-exists', { account: entry.account, contact: contact.id, hasLeft: false });
    return { ...contactView(contact), insteadOf: insteadOf?.id ?? null };
  },
});

const contactView = ({ leftAt, ...contact }: rows.Contact): Contact => ({ ...contact, left: leftAt !== null });
