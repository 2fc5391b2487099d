// Signed links in mails: what the link does, to which task or handover, for whom, until when. Each works once. The store keeps the keys, so that
// every process has them.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../domain/decider/decider';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';

/** What a link does to a task. */
export type TaskLinkAction = 'done' | 'snooze' | 'reassign';
/** What a link answers to a handover. */
export type HandoverLinkAction = 'accept' | 'refuse';
export type LinkAction = TaskLinkAction | HandoverLinkAction;

export interface LinkClaim {
  readonly action: LinkAction;
  /** A task, `account:touchpoint:nominal`, or `handover/H-7`. */
  readonly subject: string;
  /** Id of the person whom the mail is for. */
  readonly person: string;
}

export interface Link extends LinkClaim {
  /** The same in every copy of a mail. */
  readonly id: string;
}

const DAY = 86_400_000;
/** Milliseconds for which a link works. */
const LIFE = 21 * DAY;
/** Milliseconds after which a new key is made. Links with an older key work until they expire. */
const KEY_LIFE = 90 * DAY;
const BYTES = 32;

/** The content of a token: number of the key, id, action, subject, person, and expiry in seconds. */
type Content = readonly [key: number, id: string, action: LinkAction, subject: string, person: string, expires: number];

const macOf = (secret: string, content: string): Buffer => createHmac('sha256', Buffer.from(secret, 'base64url')).update(content).digest();

/** Makes the tokens for a mail, which is sent under the effect's key `mail`. Times are the deployment's. */
export async function signer(store: Store, mail: string, now: Instant): Promise<(claim: LinkClaim) => string> {
  const { number, secret } = await currentKey(store, now);
  return ({ action, subject, person }) => {
    const id = createHash('sha256').update(`${mail} ${subject} ${action}`).digest('base64url').slice(0, 16);
    const content: Content = [number, id, action, subject, person, Math.ceil((now + LIFE) / 1000)];
    const text = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${text}.${macOf(secret, text).toString('base64url')}`;
  };
}

/** The content of a token. Throws `DomainError('bad-link' | 'expired-link')`. */
export async function verify(store: Store, token: string, now: Instant): Promise<Link> {
  const [text = '', mac = ''] = token.split('.');
  const content = contentOf(text);
  const secret = content && (await secretOf(store, content[0]));
  const [right, given] = [secret === undefined ? undefined : macOf(secret, text), Buffer.from(mac, 'base64url')];
  if (!content || !right || right.length !== given.length || !timingSafeEqual(right, given))
    throw new DomainError('bad-link', { why: 'broken' });
  const [, id, action, subject, person, expires] = content;
  if (expires * 1000 <= now) throw new DomainError('expired-link');
  return { id, action, subject, person };
}

/** Parses a token. The result must not be used before the signature is checked. */
const contentOf = (text: string): Content | undefined => {
  try {
    const content: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(content) && content.length === 6 && Number.isSafeInteger(content[0]) ? (content as unknown as Content) : undefined;
  } catch {
    return undefined;
  }
};

/** Real milliseconds between two readings of the keys, so that forged tokens do not load the database. */
const KEYS_READ_AGAIN = 1_000;

/** The keys of each store, as last read. */
const keysOf = new WeakMap<Store, { readonly at: number; readonly secrets: Promise<ReadonlyMap<number, string>> }>();

/**
 * The secret with this number. An unknown number makes all keys be read again, at most once in `KEYS_READ_AGAIN`; no part of a token gets into a
 * query.
 */
async function secretOf(store: Store, number: number): Promise<string | undefined> {
  const known = keysOf.get(store);
  const there = (await known?.secrets)?.get(number);
  if (there !== undefined || (known && Date.now() - known.at < KEYS_READ_AGAIN)) return there;
  const secrets = store.db
    .selectFrom('linkKey')
    .select(['number', 'secret'])
    .execute()
    .then((rows) => new Map(rows.map((row) => [row.number, row.secret])));
  keysOf.set(store, { at: Date.now(), secrets });
  secrets.catch(() => keysOf.delete(store));
  return (await secrets).get(number);
}

const currentKey = async (store: Store, now: Instant): Promise<{ readonly number: number; readonly secret: string }> => {
  const newest = await store.db.selectFrom('linkKey').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirst();
  if (newest && newest.at + KEY_LIFE > now) return newest;
  await store.db
    .deleteFrom('linkKey')
    .where('at', '<', now - KEY_LIFE - LIFE - DAY)
    .execute();
  keysOf.delete(store);
  return store.db
    .insertInto('linkKey')
    .values({ secret: randomBytes(BYTES).toString('base64url'), at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
};

/** Whether a link has been used. */
export const isUsed = async (store: Store, id: string): Promise<boolean> =>
  (await store.db.selectFrom('linkUse').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;

export const markUsed = async (store: Store, id: string, at: Instant): Promise<void> => {
  await store.db
    .insertInto('linkUse')
    .values({ id, at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};
