// The customers' people.
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Instant } from '../domain/time';
import type { Store } from './store';
import type { Tables } from './tables';
import type { Upserted } from './upsert';

export type Contact = Selectable<Tables['contact']>;
export type NewContact = Omit<Insertable<Tables['contact']>, 'id'>;

/**
 * Adds a contact of an account, or changes the one that it is: the one with this e-mail address, otherwise the one of this name of whom
 * no address is known; without an address, the one of this name.
 */
export const upsert = async (store: Store, contact: NewContact): Promise<Upserted> => {
  const { account, name, email = null, phone = null, level, role = null, language, primary } = contact;
  const row = { account, name, email, phone, level, role, language, primary };
  const found = await find(store, account, name, email);
  if (found === undefined) {
    const added = await store.db
      .insertInto('contact')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    // Somebody else added it in between: now it is found.
    return added === undefined ? upsert(store, contact) : 'added';
  }
  // An address that is known is not lost to a file that doesn't name it.
  const wanted = { ...row, email: email ?? found.email };
  const isSame = Object.entries(wanted).every(([column, value]) => found[column as keyof Contact] === value);
  if (isSame) return 'unchanged';
  await store.db.updateTable('contact').set(wanted).where('id', '=', found.id).execute();
  return 'updated';
};

/**
 * One contact takes another's place at instant `at`: is there, as first to talk to as the other was, and in the other's role where none of
 * their own is known. A repeat changes nothing.
 */
export const succeed = (
  store: Store,
  { from, to, at }: { readonly from: string; readonly to: string; readonly at: Instant },
): Promise<void> =>
  store.db.transaction().execute(async (trx) => {
    const before = await trx.selectFrom('contact').selectAll().where('id', '=', from).executeTakeFirst();
    await trx.updateTable('contact').set({ leftAt: at }).where('id', '=', from).where('leftAt', 'is', null).execute();
    await trx
      .updateTable('contact')
      .set((make) => ({
        leftAt: null,
        ...(before?.primary && { primary: true }),
        role: make.fn.coalesce('role', make.val(before?.role ?? null)),
      }))
      .where('id', '=', to)
      .execute();
  });

const find = (store: Store, account: string, name: string, email: string | null): Promise<Contact | undefined> =>
  store.db
    .selectFrom('contact')
    .selectAll()
    .where('account', '=', account)
    .where((where) =>
      email === null
        ? where('name', '=', name)
        : where.or([where('email', '=', email), where.and([where('name', '=', name), where('email', 'is', null)])]),
    )
    .orderBy(sql`email is null`)
    .orderBy('id')
    .executeTakeFirst();

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
export const toBeTold = (theirs: readonly Contact[]): readonly Reachable[] => {
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

/** Erases a contact, as a person of ours is: with the mails sent to them. Answers whether there was one. */
export const erase = (store: Store, id: string): Promise<boolean> =>
  store.db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('mailbox')
      .where('messageId', 'in', trx.selectFrom('mail').select('messageId').where('contact', '=', id))
      .execute();
    return (await trx.deleteFrom('contact').where('id', '=', id).returning('id').executeTakeFirst()) !== undefined;
  });
