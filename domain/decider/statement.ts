// What every command may say besides its own: who says it, of which time, with which words.

import { DomainError } from '../domain-error';
import type { Begun } from '../problems/lives';
import { formatInstant, type Instant } from '../time/time';

export interface Statement {
  /** The id of the person who says so. */
  readonly by?: string;
  /** The time it speaks of, not after now; default now. */
  readonly at?: Instant;
  /** The id of a text in the store. */
  readonly note?: string;
  /** The id of what else the command brings along in the store: `s-12`. It is applied with the journal's entry. */
  readonly brings?: string;
}

/** When the thing that a command is about began, and what it is. */
export interface Beginning {
  readonly at: Instant;
  readonly of: Begun;
}

/** Clocks of two machines may differ by this many milliseconds, and people speak of minutes. */
const CLOCK_SKEW = 60_000;

/**
 * The time a command speaks of, between the beginning of what it is about and now; what begins with the command itself has no `begun`.
 * Throws `in-the-future`, `before-it-began`.
 */
export function spoken({ at }: Statement, now: Instant, begun: Beginning | undefined): Instant {
  if (at === undefined) return now;
  if (at > now + CLOCK_SKEW) throw new DomainError('in-the-future', { at: formatInstant(at), now: formatInstant(now) });
  const since = Math.min(begun?.at ?? Number.NEGATIVE_INFINITY, now);
  if (at < since - CLOCK_SKEW)
    throw new DomainError('before-it-began', {
      at: formatInstant(at),
      since: formatInstant(since),
      ...(begun?.of === undefined ? {} : { of: begun.of }),
    });
  return Math.max(since, Math.min(at, now));
}

/** What an event keeps of it. */
export const who = (statement: Statement): { by?: string; note?: string; brings?: string } => ({
  ...(statement.by === undefined ? {} : { by: statement.by }),
  ...(statement.note === undefined ? {} : { note: statement.note }),
  ...(statement.brings === undefined ? {} : { brings: statement.brings }),
});
