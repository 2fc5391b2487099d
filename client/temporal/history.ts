// An entity's events for people to read.

import type { History } from '../../api/values';
import { numberedAs } from '../../domain/ids';
import { formatInstant } from '../../domain/time/time';
import { journal, notes } from '../../store';
import type { Connection } from './connection';
import { type Directory, directory } from './directory';
import { present } from './present';

/** A page of a history: events after a sequence number, at most `limit`; by default everything. */
export interface Page {
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

/** An entity's events, the oldest first, with handles and texts instead of ids. `next` is null on the last page. */
export async function historyOf({ store }: Connection, entity: string, { after, limit }: Page = {}): Promise<History> {
  // One more, to see whether another page follows.
  const window = present({ after, limit: limit === undefined ? undefined : limit + 1 });
  const [found, people] = await Promise.all([journal.history(store, entity, window), directory(store)]);
  const happened = found.slice(0, limit);
  const texts = await notes.byIds(
    store,
    happened.flatMap(({ note }) => (note === null ? [] : [note])),
  );
  const history = happened.map(({ sequence, at, type, by, note, data }) => ({
    sequence,
    at: formatInstant(at),
    type,
    by: people.handle(by),
    note: note === null ? null : (texts.get(note)?.text ?? note),
    data: withHandles(data, people) as Record<string, unknown>,
  }));
  return { history, next: found.length > happened.length ? (happened.at(-1)?.sequence ?? null) : null };
}

/** An event's data with handles instead of person ids. */
function withHandles(value: unknown, people: Directory): unknown {
  if (typeof value === 'string') return numberedAs(value) === 'person' ? people.handle(value) : value;
  if (Array.isArray(value)) return value.map((part) => withHandles(part, people));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withHandles(part, people)]));
}
