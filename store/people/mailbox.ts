// The mails that the development mailbox received, for new users to look at.
import type { Selectable } from 'kysely';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';
import type { Tables } from '../schema/tables';

export type ReceivedMail = Selectable<Tables['mailbox']>;

export interface Incoming {
  readonly messageId: string | null;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly receivedAt: Instant;
  /** The message as received. */
  readonly raw: string;
}

/** Keeps a mail and returns its number. The same message may come twice. */
export const add = async (store: Store, { messageId, recipients, subject, receivedAt, raw }: Incoming): Promise<number> => {
  const row = { messageId, recipients: JSON.stringify(recipients), subject, receivedAt, raw };
  return (await store.db.insertInto('mailbox').values(row).returning('id').executeTakeFirstOrThrow()).id;
};

/** Newest first, without `raw`. */
export const list = (store: Store, { limit = 100 }: { readonly limit?: number } = {}): Promise<Omit<ReceivedMail, 'raw'>[]> =>
  store.db
    .selectFrom('mailbox')
    .select(['id', 'messageId', 'recipients', 'subject', 'receivedAt'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

export const get = (store: Store, id: number): Promise<ReceivedMail | undefined> =>
  store.db.selectFrom('mailbox').selectAll().where('id', '=', id).executeTakeFirst();

/** How many times a message arrived. */
export const countOf = async (store: Store, messageId: string): Promise<number> => {
  const { count } = await store.db
    .selectFrom('mailbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('messageId', '=', messageId)
    .executeTakeFirstOrThrow();
  return count;
};
