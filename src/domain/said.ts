// What every command may say besides its own: who says it, of which time, with which words.
import { DomainError } from './domain-error';
import { formatInstant, type Instant } from './time';

export interface Said {
  /** The id of the person who says so. */
  readonly by?: string;
  /** The time it speaks of, not after now; default now. */
  readonly at?: Instant;
  /** The id of a text in the store. */
  readonly note?: string;
}

/** Clocks of two machines may differ by this many milliseconds. */
const CLOCK_SKEW = 60_000;

/** The time a command speaks of. Throws `in-the-future`. */
export function spoken(said: Said, now: Instant): Instant {
  if (said.at !== undefined && said.at > now + CLOCK_SKEW)
    throw new DomainError('in-the-future', `the time ${formatInstant(said.at)} lies in the future; it is ${formatInstant(now)} now`);
  return Math.min(said.at ?? now, now);
}

/** What an event keeps of it. */
export const who = (said: Said): { by?: string; note?: string } => ({
  ...(said.by === undefined ? {} : { by: said.by }),
  ...(said.note === undefined ? {} : { note: said.note }),
});
