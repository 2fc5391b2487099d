// What happened to an entity, in the words of people.

import type { Happening } from '../../api/values';
import { numberedAs } from '../../domain/ids';
import { formatInstant } from '../../domain/time/time';
import { journal, notes } from '../../store';
import type { Connection } from './connection';
import { type Directory, directory } from './directory';

/** Everything that happened to an entity, the oldest first, with handles and texts in the place of ids. */
export async function historyOf({ store }: Connection, entity: string): Promise<Happening[]> {
  const [happened, people] = await Promise.all([journal.history(store, entity), directory(store)]);
  const texts = await notes.byIds(
    store,
    happened.flatMap(({ note }) => (note === null ? [] : [note])),
  );
  return happened.map(({ sequence, at, type, by, note, data }) => ({
    sequence,
    at: formatInstant(at),
    type,
    by: people.handle(by),
    note: note === null ? null : (texts.get(note)?.text ?? note),
    data: withHandles(data, people) as Record<string, unknown>,
  }));
}

/** An event's data with handles where it holds person ids. */
function withHandles(value: unknown, people: Directory): unknown {
  if (typeof value === 'string') return numberedAs(value) === 'person' ? people.handle(value) : value;
  if (Array.isArray(value)) return value.map((part) => withHandles(part, people));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withHandles(part, people)]));
}
