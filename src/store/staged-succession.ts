// One contact of a customer's takes another's place, with the event of an account.
import { type Contact, lockContacts, stepBack } from './contacts';
import type { StagedSuccession } from './staged-tables';
import type { Db } from './store';

/** Applies successions in their order; account after account in one order everywhere, so that no two wait for each other. */
export const applySuccessions = async (trx: Db, all: readonly StagedSuccession[]): Promise<void> => {
  const byAccount = all.toSorted((one, other) => (one.account < other.account ? -1 : one.account > other.account ? 1 : 0));
  for (const one of byAccount) await succeed(trx, one);
};

/**
 * Records the successor where they are new. They are there, the first to talk to if the other was, and in the other's role where none of
 * their own is known.
 */
const succeed = async (trx: Db, { account, from, to, at, contact }: StagedSuccession): Promise<void> => {
  const theirs = await lockContacts(trx, account);
  const before = theirs.find(({ id }) => id === from);
  const known = theirs.find(({ id }) => id === to);
  const isPrimary = (isThere(before) && before.primary) || (isThere(known) && known.primary);
  await trx.updateTable('contact').set({ leftAt: at }).where('id', '=', from).where('leftAt', 'is', null).execute();
  for (const other of theirs)
    if (isPrimary && isThere(other) && other.primary && ![from, to].includes(other.id)) await stepBack(trx, other);
  const role = (known ?? contact)?.role ?? before?.role ?? null;
  if (known) await trx.updateTable('contact').set({ leftAt: null, primary: isPrimary, role }).where('id', '=', to).execute();
  else if (contact)
    await trx
      .insertInto('contact')
      .values({
        ...contact,
        ...recordable(theirs, contact, to),
        ...{ id: to, account, role, primary: isPrimary, language: contact.language ?? 'en' },
      })
      .execute();
};

const isThere = (contact: Contact | undefined): contact is Contact => contact !== undefined && contact.leftAt === null;

/** Name and address under which a new contact can be recorded, though somebody of the same has been added this moment. */
const recordable = (theirs: readonly Contact[], { name, email }: NonNullable<StagedSuccession['contact']>, id: string) => {
  const isTaken = (identity: string): boolean => theirs.some((one) => (one.email ?? one.name) === identity);
  if (email && !isTaken(email)) return { name, email };
  return { name: isTaken(name) ? `${name} (${id})` : name, email: null };
};
