// Who says something, when and why. Texts are staged in the store as notes; only their ids travel.
import { given } from '../../domain/given';
import { formatInstant, type Instant } from '../../domain/time/time';
import { accounts, stageNote } from '../../store';
import type { Connection } from './connection';
import { directory } from './directory';
import { fieldError, InvalidInput, instant, instantIn, NotUsable } from './input';

/** The fields that every command takes. */
export interface AskedStatement {
  /** A handle. */
  readonly by?: string | undefined;
  /** The time it speaks of, ISO 8601, not after now; without an offset it is in `zone`. */
  readonly at?: string | undefined;
  /** IANA zone of the command's subject. Without it `at` needs an offset. */
  readonly zone?: string | undefined;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  /** The idempotency key: a repeat is the same command. */
  readonly key?: string | undefined;
}

export interface Statement {
  readonly by?: string;
  readonly at?: Instant;
  readonly note?: string;
  /** Id of other staged content of the command. */
  readonly brings?: string;
}

/** Stages a statement for a command. `texts` are joined with reason and note into one note. Throws `InvalidInput`. */
export async function stageStatement(
  { store, now }: Connection,
  { by, at, zone, reason, note }: AskedStatement,
  ...texts: (string | undefined)[]
): Promise<Statement> {
  const who = by === undefined ? undefined : (await directory(store)).id('by', by);
  const when = at === undefined ? undefined : instantField('at', at, zone);
  const text = [...texts, reason, note].flatMap((part) => (part?.trim() ? [part.trim()] : [])).join('\n');
  const kept = text === '' ? undefined : await stageNote(store, { text, by: who ?? null, at: now() }, Date.now());
  return {
    ...given({ by: who, at: when, note: kept }),
  };
}

/** The statement with the zone of `account`, for a time without an offset. */
export async function about({ store }: Connection, account: string, statement: AskedStatement): Promise<AskedStatement> {
  return statement.at === undefined ? statement : { ...statement, zone: (await accounts.get(store, account))?.zone };
}

/** The statement's time for the answer: in UTC, and the zone in which it was read; empty where it has no time. */
export const spokenOf = ({ at, zone = 'UTC' }: AskedStatement): { readonly at?: string; readonly zone?: string } =>
  at === undefined ? {} : { at: formatInstant(instantField('at', at, zone)), zone };

/** A request's instant in epoch milliseconds; with a `zone` it may be local time. Throws `InvalidInput`. */
export function instantField(field: string, text: string, zone?: string): Instant {
  try {
    return zone === undefined ? instant(text) : instantIn(zone)(text);
  } catch (error) {
    if (error instanceof NotUsable) throw new InvalidInput([fieldError(field, text, error)]);
    throw error;
  }
}
