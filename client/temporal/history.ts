// What happened to an entity, in the words of people.

import type { History } from '../../api/values';
import { numberedAs } from '../../domain/ids';
import { formatInstant } from '../../domain/time/time';
import { journal, notes } from '../../store';
import type { Connection } from './connection';
import { type Directory, directory } from './directory';
import { present } from './present';

/** Which part of a history: events after that sequence number, at most `limit`; everything unless something is said. */
export interface Page {
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

/** What happened to an entity, the oldest first, with handles and texts in the place of ids; `next` is null where nothing follows. */
export async function historyOf({ store }: Connection, entity: string, { after, limit }: Page = {}): Promise<History> {
  // One more says whether there is another page.
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

/** An event's data with handles where it holds person ids. */
function withHandles(value: unknown, people: Directory): unknown {
  if (typeof value === 'string') return numberedAs(value) === 'person' ? people.handle(value) : value;
  if (Array.isArray(value)) return value.map((part) => withHandles(part, people));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withHandles(part, people)]));
}
