// The customers' people.
import { type Insertable, type Selectable, sql } from 'kysely';
import { eraseAnswers } from '../engine/command-keys';
import type { Db, Store } from '../engine/store';
import type { Upserted } from '../engine/upsert';
import type { Tables } from '../schema/tables';

export type Contact = Selectable<Tables['contact']>;

/** A contact as it is given: what is absent stays as it is, or takes its default where the contact is new. */
export type ContactFields = Pick<Contact, 'account' | 'name' | 'level'> &
  Partial<Omit<Insertable<Tables['contact']>, 'id' | 'account' | 'name' | 'level' | 'leftAt'>>;

/** What came of adding or changing a contact. */
export interface Placed {
  readonly outcome: Upserted;
  readonly contact: Contact;
  /** Who was the first to talk to until now, where this one takes that over. */
  readonly insteadOf?: Contact;
}

/**
 * Whom of `theirs` an entry is about: the one with this e-mail address, otherwise the one of this name of whom no address is known; without an
 * address, the one of this name.
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

/** What an entry makes of the contacts of its account: who has left becomes nobody's primary contact; `newId` is the id that it gets where it is about nobody yet. */
export function placed(theirs: readonly Contact[], entry: ContactFields, newId: string): Placed {
  const before = sameAs(theirs, entry);
  const isGone = before !== undefined && before.leftAt !== null;
  const given = Object.fromEntries(
    Object.entries(entry).filter(([field, value]) => value !== undefined && !(isGone && field === 'primary')),
  );
  const contact: Contact = before
    ? { ...before, ...given }
    : { email: null, phone: null, role: null, language: 'en', primary: false, ...given, ...asIs(entry), id: newId, leftAt: null };
  const isSame = before && Object.entries(given).every(([field, value]) => before[field as keyof Contact] === value);
  if (isSame) return { outcome: 'unchanged', contact };
  const insteadOf = contact.primary && contact.leftAt === null ? firstToTalkTo(theirs, contact.id) : undefined;
  return { outcome: before ? 'updated' : 'added', contact, ...(insteadOf && { insteadOf }) };
}

const asIs = ({ account, name, level }: ContactFields) => ({ account, name, level });

/** Who is there to be talked to first, other than `id`. */
const firstToTalkTo = (theirs: readonly Contact[], id: string): Contact | undefined =>
  theirs.find((one) => one.id !== id && one.primary && one.leftAt === null);

/** Has nobody else change the contacts of an account until the transaction ends, and answers them all by id. */
export const lockContacts = async (trx: Db, account: string): Promise<Contact[]> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`contact/${account}`}, 0))`.execute(trx);
  return trx.selectFrom('contact').selectAll().where('account', '=', account).orderBy('id').execute();
};

/** Ends that a contact is the first to talk to. */
export const stepBack = async (trx: Db, { id }: Contact): Promise<void> => {
  await trx.updateTable('contact').set({ primary: false }).where('id', '=', id).execute();
};

/**
 * Adds a contact of an account, or changes the one that it is, see `sameAs`. An account has one contact to talk to first: a new one takes
 * that over from the one before.
 */
export const upsert = (store: Store, entry: ContactFields): Promise<Placed> => put(store, entry, true);

/**
 * Adds a contact of an account, as `upsert` does. One who is there already, see `sameAs`, stays as they are: the outcome is `unchanged`, or
 * `updated` for what `upsert` would have made of them.
 */
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

/** The id of a contact who is to be recorded. */
export const nextId = async (db: Db): Promise<string> => {
  const { rows } = await sql<{ id: string }>`select 'c-' || nextval('contact_number') as id`.execute(db);
  return rows[0]?.id ?? '';
};

/** The contacts of one account or of all, the primary ones first; `all`: those who have left, too. */
export const list = (
  store: Store,
  { account, all = false }: { readonly account?: string; readonly all?: boolean } = {},
): Promise<Contact[]> =>
  store.db
    .selectFrom('contact')
    .selectAll()
    .$if(account !== undefined, (query) => query.where('account', '=', account ?? ''))
    .$if(!all, (query) => query.where('leftAt', 'is', null))
    .orderBy('account')
    .orderBy('primary', 'desc')
    .orderBy('name')
    .execute();

/** One who can be written to. */
export type Reachable = Contact & { readonly email: string };

export const isReachable = (contact: Contact): contact is Reachable => contact.email !== null && contact.email !== '';

/** Whom a letter to a customer goes to: whoever is to be talked to first; where none of these can be written to, everybody who can. */
export const toBeNotified = (theirs: readonly Contact[]): readonly Reachable[] => {
  const reachable = theirs.filter(isReachable);
  const primary = reachable.filter((contact) => contact.primary);
  return primary.length > 0 ? primary : reachable;
};

/** Those of `ids` who are there, by id; those who have left, too. */
export const byIds = async (store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Contact>> => {
  if (ids.length === 0) return new Map();
  const found = await store.db.selectFrom('contact').selectAll().where('id', 'in', ids).execute();
  return new Map(found.map((contact) => [contact.id, contact]));
};

/**
 * Erases a contact, as a person of ours is: with the mails sent to them, what is staged of them, and kept answers that name them. Answers whether
 * there was one.
 */
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
