// Signatures of webhooks, ours and those of others to us, by the Standard Webhooks convention (standardwebhooks.com). Its own library
// takes one secret and the process's clock; this is rotation and a clock that is told.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../domain/decider/decider';
import type { Instant } from '../../domain/time/time';

/** Milliseconds that a sender's clock may be off ours, either way; what is older may be a replay. */
const WINDOW = 5 * 60_000;
/** Bytes that the convention asks for. */
const SHORTEST = 24;

/** While a secret is being exchanged, the old one and the new one; `whsec_` and base64 of 24 bytes or more. */
export type WebhookSecrets = string | readonly string[];

/** As `node:http` has them: names in lower case. */
export type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const keysOf = (secrets: WebhookSecrets): Buffer[] => {
  const keys = [secrets].flat().map((secret) => Buffer.from(/^whsec_([A-Za-z0-9+/]+=*)$/.exec(secret)?.[1] ?? '', 'base64'));
  if (keys.length === 0 || keys.some((key) => key.length < SHORTEST))
    throw new DomainError('bad-configuration', {
      inWords: `A webhook's secret is "whsec_" and ${SHORTEST} random bytes or more in base64.`,
    });
  return keys;
};

const signature = (key: Buffer, id: string, seconds: string, body: string): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;

/**
 * Headers that sign `body`, exactly as it is sent, with every secret. `id` is the same at every repeat of a message.
 * Throws `DomainError('bad-configuration')`.
 */
export function sign(secrets: WebhookSecrets, id: string, at: Instant, body: string): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at / 1_000));
  const signatures = keysOf(secrets).map((key) => signature(key, id, seconds, body));
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') };
}

/**
 * The id of a message that one of the secrets signed, at most 5 minutes from `now`. `body` is what came, before any parsing. Who
 * remembers ids for that long sees no message twice. Throws `DomainError`: `bad-signature`, `stale-signature`, `bad-configuration`.
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
