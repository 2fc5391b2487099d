// Signs and verifies webhooks by the Standard Webhooks convention (standardwebhooks.com). Its own library takes only one secret and uses the
// process's clock; this code takes several secrets and the time.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../domain/decider/decider';
import type { Instant } from '../../domain/time/time';

/** Milliseconds by which a sender's clock may differ from ours. An older message may be a replay. */
const WINDOW = 5 * 60_000;
/** Shortest secret that the convention allows, in bytes. */
const SHORTEST = 24;

/** One secret, or the old and the new one during an exchange; each `whsec_` and base64 of 24 bytes or more. */
export type WebhookSecrets = string | readonly string[];

/** Headers as `node:http` has them, with names in lower case. */
export type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const keysOf = (secrets: WebhookSecrets): Buffer[] => {
  const keys = [secrets].flat().map((secret) => Buffer.from(/^whsec_([A-Za-z0-9+/]+=*)$/.exec(secret)?.[1] ?? '', 'base64'));
  if (keys.length === 0 || keys.some((key) => key.length < SHORTEST))
    throw new DomainError('bad-configuration', { setting: 'TICKET_WEBHOOK_SECRET', why: 'short-secret', bytes: SHORTEST });
  return keys;
};

const signature = (key: Buffer, id: string, seconds: string, body: string): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;

/**
 * Headers that sign `body`, byte for byte as it is sent, with every secret. `id` stays the same when a message is repeated. Throws
 * `DomainError('bad-configuration')`.
 */
export function sign(secrets: WebhookSecrets, id: string, at: Instant, body: string): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at / 1_000));
  const signatures = keysOf(secrets).map((key) => signature(key, id, seconds, body));
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}

/**
 * The id of a message that one of the secrets signed, within 5 minutes of `now`. `body` is the raw body. A caller that remembers ids for 5 minutes
 * accepts no message twice. Throws `DomainError`: `bad-signature`, `stale-signature`, `bad-configuration`.
 */
export function verified(secrets: WebhookSecrets, headers: WebhookHeaders, body: string, now: Instant): string {
  const [id, seconds, signed] = ['id', 'timestamp', 'signature'].map((name) => headers[`webhook-${name}`]);
  if (typeof id !== 'string' || typeof seconds !== 'string' || typeof signed !== 'string' || !/^\d{1,12}$/.test(seconds))
    throw new DomainError('bad-signature', { why: 'incomplete' });
  const isSigned = keysOf(secrets).some((key) => {
    const right = Buffer.from(signature(key, id, seconds, body));
    return signed.split(' ').some((one) => {
      const given = Buffer.from(one);
      return given.length === right.length && timingSafeEqual(given, right);
    });
  });
  if (!isSigned) throw new DomainError('bad-signature', { why: 'unsigned' });
  if (Math.abs(now - Number(seconds) * 1_000) > WINDOW) throw new DomainError('stale-signature');
  return id;
}
