// Successions of contacts, staged by a command and applied with the account's event.
import { sql } from 'kysely';
import type { Instant } from '../../domain/time/time';
import type { Db, Store } from '../engine/store';
import { type Contact, lockContacts, nextId, sameAs, stepBack } from '../people/contacts';
import type { StagedSuccession } from '../schema/staged-tables';

/** The result of staging a succession. */
export type Reserved =
  | { readonly succession: StagedSuccession }
  /** The new contact exists already. */
  | { readonly known: Contact }
  /** Another succession is just recording the same contact. */
  | { readonly taken: Pick<Contact, 'name' | 'email'> };

/** The succession staged under this id; `undefined` where there is none. */
const stagedSuccession = async (trx: Db, id: string): Promise<StagedSuccession | undefined> => {
  const row = await trx.selectFrom('staged').select('content').where('id', '=', id).executeTakeFirst();
  return row?.content.type === 'succession' ? row.content : undefined;
};

/**
 * Stages a succession under `id`, once: a repeat gets the staged one. A new contact gets an id now; their name and address are reserved until the
 * succession is applied, unstaged or swept, so that only one of two successions can record the same contact. `keepUntil` is real time.
 */
export const stageSuccession = (
  store: Store,
  {
    id,
    keepUntil,
    ...asked
  }: { readonly id: string; readonly keepUntil: Instant } & Omit<StagedSuccession, 'type' | 'to'> & {
      /** Absent for a new contact. */
      readonly to?: string | undefined;
    },
): Promise<Reserved> =>
  store.db.transaction().execute(async (trx) => {
    const { account, contact } = asked;
    const theirs = await lockContacts(trx, account);
    const there = await stagedSuccession(trx, id);
    if (there) return { succession: there };
    const known = contact && sameAs(theirs, contact);
    if (known) return { known };
    const taken = contact && sameAs(await reserved(trx, account), contact);
    if (taken) return { taken };
    const succession: StagedSuccession = { type: 'succession', ...asked, to: asked.to ?? (await nextId(trx)) };
    await trx
      .insertInto('staged')
      .values({ id, keepUntil, content: JSON.stringify(succession) })
      .execute();
    return { succession };
  });

/** The new contacts of staged successions in an account. */
const reserved = async (trx: Db, account: string): Promise<Pick<Contact, 'name' | 'email'>[]> => {
  const rows = await trx
    .selectFrom('staged')
    .select('content')
    .where(sql<boolean>`content->>'type' = 'succession' and content->>'account' = ${account}`)
    .execute();
  return rows.flatMap(({ content }) =>
    content.type === 'succession' && content.contact ? [{ name: content.contact.name, email: content.contact.email ?? null }] : [],
  );
};

/** Applies successions in order; accounts always in the same order, so that two transactions never wait for each other. */
export const applySuccessions = async (trx: Db, all: readonly StagedSuccession[]): Promise<void> => {
  const byAccount = all.toSorted((one, other) => (one.account < other.account ? -1 : one.account > other.account ? 1 : 0));
  for (const one of byAccount) await succeed(trx, one);
};

/**
 * Records the successor, where new, and makes `from` a former contact. The successor becomes primary where `from` was, and gets the role of `from`
 * where they have none.
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

/** Name and address to record a new contact under, even where the same contact has just been added. */
const recordable = (theirs: readonly Contact[], { name, email }: NonNullable<StagedSuccession['contact']>, id: string) => {
  const isTaken = (identity: string): boolean => theirs.some((one) => (one.email ?? one.name) === identity);
  if (email && !isTaken(email)) return { name, email };
  return { name: isTaken(name) ? `${name} (${id})` : name, email: null };
};
