// Idempotency keys: a repeated request gets the same answer, and a different request with a used key is refused.
import type { Instant } from '../../domain/time/time';
import type { StagedTables } from '../schema/staged-tables';
import type { Db, Store } from './store';

/** An answer to a request. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export type KeyClaim =
  /** The request is to run as this command. An earlier attempt, running or interrupted, has the same command. */
  | { readonly command: string }
  /** It was answered with this. */
  | { readonly answer: Answer }
  /** It was answered, but the answer named a person who has been erased. */
  | { readonly answer: 'erased' }
  /** The key belongs to another request. */
  | { readonly other: true };

type Columns = Pick<StagedTables['commandKey'], 'key' | 'content' | 'command' | 'at'>;

/** Claims a key for a request with the hash `content`. `command`: its command id if the key is new. `at` is real time. */
export const claim = async (store: Store, { key, content, command, at }: Columns): Promise<KeyClaim> => {
  const added = await store.db
    .insertInto('commandKey')
    .values({ key, content, command, at })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('command')
    .executeTakeFirst();
  if (added !== undefined) return { command };
  const there = await store.db.selectFrom('commandKey').selectAll().where('key', '=', key).executeTakeFirst();
  // It was released between the two statements: try again.
  if (there === undefined) return claim(store, { key, content, command, at });
  if (there.content !== content) return { other: true };
  if (there.status === null) return { command: there.command };
  return { answer: there.answer === null ? 'erased' : { status: there.status, body: there.answer } };
};

/** Keeps the answer of a command; the first answer stays. */
export const settle = async (store: Store, command: string, { status, body }: Answer): Promise<void> => {
  await store.db
    .updateTable('commandKey')
    .set({ status, answer: body })
    .where('command', '=', command)
    .where('status', 'is', null)
    .execute();
};

/** Releases the key of a refused request, which has changed nothing. */
export const release = async (store: Store, command: string): Promise<void> => {
  await store.db.deleteFrom('commandKey').where('command', '=', command).where('status', 'is', null).execute();
};

/** Erases answers that contain one of these words about an erased person. */
export const eraseAnswers = async (trx: Db, known: readonly (string | null)[]): Promise<void> => {
  const words = known.filter((word) => word !== null && word !== '');
  if (words.length === 0) return;
  await trx
    .updateTable('commandKey')
    .set({ answer: null })
    .where((where) => where.or(words.map((word) => where(where.fn<number>('strpos', ['answer', where.val(word)]), '>', 0))))
    .execute();
};

/** Real milliseconds for which a key is kept. */
const REMEMBERED = 7 * 86_400_000;

/** Deletes keys older than a week, and returns how many. `now` is real time. */
export const sweepKeys = async (store: Store, now: Instant): Promise<number> =>
  (
    await store.db
      .deleteFrom('commandKey')
      .where('at', '<=', now - REMEMBERED)
      .returning('key')
      .execute()
  ).length;
