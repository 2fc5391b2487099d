// Idempotency keys: the same request again gets the same answer; another request under a used key is refused.
import type { Instant } from '../../domain/time/time';
import type { StagedTables } from '../schema/staged-tables';
import type { Db, Store } from './store';

/** What was answered. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export type KeyClaim =
  /** The request is to be carried out as this command; an earlier attempt, under way or cut off, is the same command. */
  | { readonly command: string }
  /** It has been answered. */
  | { readonly answer: Answer }
  /** It has been answered, by words that named somebody who has been erased since. */
  | { readonly answer: 'erased' }
  /** The key belongs to another request. */
  | { readonly other: true };

type Columns = Pick<StagedTables['commandKey'], 'key' | 'content' | 'command' | 'at'>;

/** Claims a key for a request whose `content` is hashed; `command` is the id that it gets if the key is new. `at` is real time. */
export const claim = async (store: Store, { key, content, command, at }: Columns): Promise<KeyClaim> => {
  const added = await store.db
    .insertInto('commandKey')
    .values({ key, content, command, at })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('command')
    .executeTakeFirst();
  if (added !== undefined) return { command };
  const there = await store.db.selectFrom('commandKey').selectAll().where('key', '=', key).executeTakeFirst();
  // Released between the two statements: nobody has it.
  if (there === undefined) return claim(store, { key, content, command, at });
  if (there.content !== content) return { other: true };
  if (there.status === null) return { command: there.command };
  return { answer: there.answer === null ? 'erased' : { status: there.status, body: there.answer } };
};

/** Keeps what was answered; the first answer stands. */
export const settle = async (store: Store, command: string, { status, body }: Answer): Promise<void> => {
  await store.db
    .updateTable('commandKey')
    .set({ status, answer: body })
    .where('command', '=', command)
    .where('status', 'is', null)
    .execute();
};

/** Gives a key free whose request was refused: nothing was done under it. */
export const release = async (store: Store, command: string): Promise<void> => {
  await store.db.deleteFrom('commandKey').where('command', '=', command).where('status', 'is', null).execute();
};

/** Forgets answers that hold one of what is known of somebody, who is erased. */
export const eraseAnswers = async (trx: Db, known: readonly (string | null)[]): Promise<void> => {
  const words = known.filter((word) => word !== null && word !== '');
  if (words.length === 0) return;
  await trx
    .updateTable('commandKey')
    .set({ answer: null })
    .where((where) => where.or(words.map((word) => where(where.fn<number>('strpos', ['answer', where.val(word)]), '>', 0))))
    .execute();
};

/** Real milliseconds for which a key is remembered. */
const REMEMBERED = 7 * 86_400_000;

/** Forgets keys that are a week old, and answers how many. `now` is real time. */
export const sweepKeys = async (store: Store, now: Instant): Promise<number> =>
  (
    await store.db
      .deleteFrom('commandKey')
      .where('at', '<=', now - REMEMBERED)
      .returning('key')
      .execute()
  ).length;
