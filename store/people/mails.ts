// Mails as sent. Their contents are here and are erased with the person; deliveries hold only ids.

import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import { personEntity, taskId } from '../../domain/ids';
import type { Instant } from '../../domain/time/time';
import { rowsOf } from '../engine/rows';
import type { Store } from '../engine/store';
import { readTogether, together } from '../engine/together';
import { type Window, type Windowed, windowed } from '../engine/window';
import type { Reminder, Tables } from '../schema/tables';

export type { Reminder } from '../schema/tables';
export type Mail = Selectable<Tables['mail']>;
export type NewMail = Omit<Insertable<Tables['mail']>, 'id' | 'state' | 'sentAt' | 'reminders'> & {
  readonly reminders: readonly Reminder[];
};

const COLUMNS = [
  ...(['key', 'messageId', 'inReplyTo', 'account', 'person', 'contact', 'toAddress'] as const),
  ...(['subject', 'text', 'html', 'calendar', 'reminders', 'state'] as const),
] as const;

/**
 * Keeps a mail before it is sent, under the key of its claimed delivery. While it is not sent, a repeat replaces text and address; a sent or
 * refused mail stays as it is.
 */
export const prepare = async (store: Store, mail: NewMail): Promise<Mail> =>
  (await prepareTogether(store, mail)) ?? store.db.selectFrom('mail').selectAll().where('key', '=', mail.key).executeTakeFirstOrThrow();

/** Answers the mail, or `undefined` where its fate is known already. */
const prepareTogether = together(async (store, mails: readonly NewMail[]): Promise<readonly (Mail | undefined)[]> => {
  const rows = mails.map((mail) => ({ ...mail, state: 'sending' }) as const);
  const kept = await store.db
    .insertInto('mail')
    .columns(COLUMNS)
    .expression(sql`select ${sql.join(COLUMNS.map((name) => sql.ref(name)))} from ${rowsOf('mail', rows)} order by key`)
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((row) => ({
          toAddress: row.ref('excluded.toAddress'),
          subject: row.ref('excluded.subject'),
          text: row.ref('excluded.text'),
          html: row.ref('excluded.html'),
          calendar: row.ref('excluded.calendar'),
        }))
        .where('mail.state', '=', 'sending'),
    )
    .returningAll()
    .execute();
  const byKey = new Map(kept.map((row) => [row.key, row]));
  return mails.map(({ key }) => byKey.get(key));
});

/** Message-ID of the first mail to this person or contact about `task`: a task's key in the account, a case or a handover. */
export const threadOf = async (
  store: Store,
  { account, task, ...reader }: { account: string; task: string } & ({ person: string } | { contact: string }),
): Promise<string | undefined> => {
  const first = await store.db
    .selectFrom('mail')
    .select('messageId')
    .where('account', '=', account)
    .where((where) => ('person' in reader ? where('person', '=', reader.person) : where('contact', '=', reader.contact)))
    .where('state', '=', 'sent')
    .where(sql<boolean>`reminders @> ${JSON.stringify([{ task }])}::jsonb`)
    .orderBy('sentAt')
    .limit(1)
    .executeTakeFirst();
  return first?.messageId;
};

/** The person whose calendar got the last invitation to `task` that was meant for `to`: that person, or the stand-in. */
export const invited = async (
  store: Store,
  { account, task, to }: { account: string; task: string; to: string },
): Promise<string | undefined> => {
  const last = await store.db
    .selectFrom('mail')
    .innerJoin('delivery', 'delivery.key', 'mail.key')
    .select('person')
    .where('account', '=', account)
    .where('mail.state', '=', 'sent')
    .where('delivery.type', '=', 'invite')
    .where(sql<boolean>`effect @> ${JSON.stringify({ to, task, method: 'REQUEST' })}::jsonb`)
    .orderBy('sentAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.person ?? undefined;
};

/** `at`: the deployment's time. */
export const markSent = (store: Store, key: string, at: Instant): Promise<void> => endTogether(store, { key, state: 'sent', sentAt: at });

export const markRefused = (store: Store, key: string): Promise<void> => endTogether(store, { key, state: 'refused' });

const endTogether = together(
  async (store, ends: readonly { readonly key: string; readonly state: 'sent' | 'refused'; readonly sentAt?: Instant }[]) => {
    await sql`update mail set state = given.state, sent_at = given.sent_at
      from ${rowsOf('mail', ends)} given where mail.key = given.key`.execute(store.db);
    return ends.map(() => undefined);
  },
);

/** A mail by its id, its effect's key or its Message-ID. */
export const get = (store: Store, id: string): Promise<Mail | undefined> =>
  store.db
    .selectFrom('mail')
    .selectAll()
    .where((where) => where.or([where('id', '=', id), where('key', '=', id), where('messageId', '=', id)]))
    .executeTakeFirst();

/** When this person was last sent a mail without an account, that is, a digest. */
export const lastDigestAt = readTogether<Instant>(async (store, persons) => {
  const last = await store.db
    .selectFrom('mail')
    .select(['person', (row) => row.fn.max('sentAt').as('at')])
    .where('person', 'in', persons)
    .where('account', 'is', null)
    .where(sql<SqlBool>`starts_with(key, ${personEntity('')} || person || '/')`)
    .where('state', '=', 'sent')
    .groupBy('person')
    .execute();
  return new Map(last.flatMap(({ person, at }) => (person === null || at === null ? [] : [[person, at]])));
});

export interface MailFilter {
  /** Also mails about several accounts that name one of its tasks. */
  readonly account?: string;
  /** Person id. */
  readonly person?: string;
  /** Contact id. */
  readonly contact?: string;
}

/** Newest first. */
export const list = async (store: Store, { limit, ...filter }: MailFilter & { readonly limit?: number } = {}): Promise<Mail[]> =>
  (await window(store, filter, { limit })).rows;

export const window = (store: Store, { account, person, contact }: MailFilter, of: Window): Promise<Windowed<Mail>> => {
  let query = store.db
    .selectFrom('mail')
    .selectAll()
    .orderBy('sentAt', (order) => order.desc().nullsFirst())
    .orderBy('key');
  if (account !== undefined) query = query.where((where) => where.or([where('account', '=', account), namesTaskOf(account)]));
  if (person !== undefined) query = query.where('person', '=', person);
  if (contact !== undefined) query = query.where('contact', '=', contact);
  return windowed(store, query, of);
};

const namesTaskOf = (account: string) =>
  sql<SqlBool>`account is null and exists (
    select 1 from jsonb_array_elements(reminders) reminder where starts_with(reminder ->> 'task', ${taskId(account, '')}))`;
