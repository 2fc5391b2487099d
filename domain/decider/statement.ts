// A statement, the part that all commands share: who says so, when, and why.

import { DomainError } from '../domain-error';
import { given } from '../given';
import type { Begun } from '../problems/lives';
import { formatInstant, type Instant } from '../time/time';

export interface Statement {
  /** The id of the person who acts. */
  readonly by?: string;
  /** The time it speaks of, not after now; absent: now. */
  readonly at?: Instant;
  /** The id of the reason's text in the store. */
  readonly note?: string;
  /** The id of what the command staged in the store: `s-12`. The journal's transaction applies it. */
  readonly brings?: string;
}

/** When the subject of a command began, and what it is. */
export interface Beginning {
  readonly at: Instant;
  readonly of: Begun;
}

/** Tolerance in milliseconds: two machines' clocks differ, and people give whole minutes. */
const CLOCK_SKEW = 60_000;

/**
 * The time that a command speaks of, between the beginning of its subject and now. `begun` is absent for a command that begins its subject. Throws
 * `in-the-future`, `before-it-began`.
 */
export function spoken({ at }: Statement, now: Instant, begun: Beginning | undefined): Instant {
  if (at === undefined) return now;
  if (at > now + CLOCK_SKEW) throw new DomainError('in-the-future', { at: formatInstant(at), now: formatInstant(now) });
  const since = Math.min(begun?.at ?? Number.NEGATIVE_INFINITY, now);
  if (at < since - CLOCK_SKEW)
    throw new DomainError('before-it-began', {
      at: formatInstant(at),
      since: formatInstant(since),
      ...given({ of: begun?.of }),
    });
  return Math.max(since, Math.min(at, now));
}

/** The part of a statement that an event keeps, without its time. */
export const who = (statement: Statement): { by?: string; note?: string; brings?: string } => ({
  ...given({ by: statement.by, note: statement.note, brings: statement.brings }),
});

/** The part of a statement that an event keeps, and the time it speaks of as the event's. Throws what `spoken` throws. */
export const stated = (statement: Statement, now: Instant, begun: Beginning | undefined) => ({
  at: spoken(statement, now, begun),
  ...who(statement),
});
