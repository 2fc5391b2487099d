// Contacts: the customers' people.
import { type Insertable, type Selectable, sql } from 'kysely';
import { eraseAnswers } from '../engine/command-keys';
import type { Db, Store } from '../engine/store';
import type { Upserted } from '../engine/upsert';
import { type Window, type Windowed, windowed } from '../engine/window';
import type { Tables } from '../schema/tables';

export type Contact = Selectable<Tables['contact']>;

/** A contact as given. An absent field stays as it is, or gets its default where the contact is new. */
export type ContactFields = Pick<Contact, 'account' | 'name' | 'level'> &
  Partial<Omit<Insertable<Tables['contact']>, 'id' | 'account' | 'name' | 'level' | 'leftAt'>>;

/** The result of adding or changing a contact. */
export interface Placed {
  readonly outcome: Upserted;
  readonly contact: Contact;
  /** The former primary contact, where this one takes that over. */
  readonly insteadOf?: Contact;
}

/**
 * The contact that an entry means: the one with its address, else the one with its name and no address. For an entry without an address: the one
 * with its name.
 */
export function sameAs<One extends Pick<Contact, 'name' | 'email'>>(
  theirs: readonly One[],
  { name, email }: Pick<ContactFields, 'name' | 'email'>,
): One | undefined {
  const address = email?.toLowerCase();
  const named = theirs.filter((one) => one.name === name);
  if (address === undefined) return named.find((one) => one.email !== null) ?? named[0];
  return theirs.find((one) => one.email?.toLowerCase() === address) ?? named.find((one) => one.email === null);
}

/** The contact after an entry. A contact who has left does not become primary. `newId`: the id where the contact is new. */
export function placed(theirs: readonly Contact[], entry: ContactFields, newId: string): Placed {
  const before = sameAs(theirs, entry);
  const isGone = before !== undefined && before.leftAt !== null;
  const given = Object.fromEntries(
    Object.entries(entry).filter(([field, value]) => value !== undefined && !(isGone && field === 'primary')),
  );
  const contact: Contact = before
    ? { ...before, ...given }
    : { email: null, phone: null, role: null, language: 'en', primary: false, ...given, ...requiredFields(entry), id: newId, leftAt: null };
  const isSame = before && Object.entries(given).every(([field, value]) => before[field as keyof Contact] === value);
  if (isSame) return { outcome: 'unchanged', contact };
  const insteadOf = contact.primary && contact.leftAt === null ? primaryOtherThan(theirs, contact.id) : undefined;
  return { outcome: before ? 'updated' : 'added', contact, ...(insteadOf && { insteadOf }) };
}

const requiredFields = ({ account, name, level }: ContactFields) => ({ account, name, level });

/** The primary contact, other than `id`, who has not left. */
const primaryOtherThan = (theirs: readonly Contact[], id: string): Contact | undefined =>
  theirs.find((one) => one.id !== id && one.primary && one.leftAt === null);

/** Locks an account's contacts until the transaction ends, and returns all of them by id. */
export const lockContacts = async (trx: Db, account: string): Promise<Contact[]> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`contact/${account}`}, 0))`.execute(trx);
  return trx.selectFrom('contact').selectAll().where('account', '=', account).orderBy('id').execute();
};

/** Makes a contact no longer primary. */
export const stepBack = async (trx: Db, { id }: Contact): Promise<void> => {
  await trx.updateTable('contact').set({ primary: false }).where('id', '=', id).execute();
};

/**
 * Adds an account's contact, or changes the one that the entry means (see `sameAs`). An account has one primary contact: a new one replaces the
 * old.
 */
export const upsert = (store: Store, entry: ContactFields): Promise<Placed> => put(store, entry, true);

/** Like `upsert`, but never changes an existing contact: the outcome is `unchanged`, or `updated` where `upsert` would have changed it. */
export const add = (store: Store, entry: ContactFields): Promise<Placed> => put(store, entry, false);

const put = (store: Store, entry: ContactFields, changes: boolean): Promise<Placed> =>
  store.db.transaction().execute(async (trx) => {
    const theirs = await lockContacts(trx, entry.account);
    const found = placed(theirs, entry, sameAs(theirs, entry) ? '' : await nextId(trx));
    const { outcome, contact, insteadOf } = found;
    if (outcome === 'unchanged' || (outcome === 'updated' && !changes)) return found;
    if (insteadOf) await stepBack(trx, insteadOf);
    const { id, ...row } = contact;
    if (outcome === 'added') await trx.insertInto('contact').values(contact).execute();
    else await trx.updateTable('contact').set(row).where('id', '=', id).execute();
    return found;
  });

/** The id for a new contact. */
export const nextId = async (db: Db): Promise<string> => {
  const { rows } = await sql<{ id: string }>`select 'c-' || nextval('contact_number') as id`.execute(db);
  return rows[0]?.id ?? '';
};

export interface ContactFilter {
  readonly account?: string;
  /** With those who have left. */
  readonly all?: boolean;
}

/** Contacts of one account or of all, primary ones first. */
export const window = (store: Store, { account, all = false }: ContactFilter, of: Window): Promise<Windowed<Contact>> => {
  let query = store.db.selectFrom('contact').selectAll().orderBy('account').orderBy('primary', 'desc').orderBy('name').orderBy('id');
  if (account !== undefined) query = query.where('account', '=', account);
  if (!all) query = query.where('leftAt', 'is', null);
  return windowed(store, query, of);
};

export const list = async (store: Store, filter: ContactFilter = {}): Promise<Contact[]> => (await window(store, filter, {})).rows;

/** A contact with an address. */
export type Reachable = Contact & { readonly email: string };

export const isReachable = (contact: Contact): contact is Reachable => contact.email !== null && contact.email !== '';

/** Who gets a letter to the customer: the primary contact, or every contact with an address where the primary one has none. */
export const toBeNotified = (theirs: readonly Contact[]): readonly Reachable[] => {
  const reachable = theirs.filter(isReachable);
  const primary = reachable.filter((contact) => contact.primary);
  return primary.length > 0 ? primary : reachable;
};

/** Contacts by id, including those who have left. */
export const byIds = async (store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Contact>> => {
  if (ids.length === 0) return new Map();
  const found = await store.db.selectFrom('contact').selectAll().where('id', 'in', ids).execute();
  return new Map(found.map((contact) => [contact.id, contact]));
};

/** Erases a contact: also the mails sent to them, what is staged about them, and kept answers that name them. Returns whether there was one. */
export const erase = (store: Store, id: string): Promise<boolean> =>
  store.db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('mailbox')
      .where('messageId', 'in', trx.selectFrom('mail').select('messageId').where('contact', '=', id))
      .execute();
    await trx.deleteFrom('staged').where(sql<boolean>`content->>'to' = ${id}`).execute();
    const erased = await trx.deleteFrom('contact').where('id', '=', id).returning(['name', 'email', 'phone']).executeTakeFirst();
    if (erased) await eraseAnswers(trx, Object.values(erased));
    return erased !== undefined;
  });
