// Handles and person ids: commands take `li.wei`, histories have `p-4`.
import { meantOrKnown } from '../../domain/playbook/nearest';
import type { FieldProblems } from '../../domain/problems/fields';
import { formatInstant } from '../../domain/time/time';
import { people, type Store } from '../../store';
import { type Cell, NotUsable, wrongInput } from './input';

export interface Directory {
  /** The handle of a person id; the id itself for an erased person. */
  handle(id: string): string;
  handle(id: string | null | undefined): string | null;
  /** A cell with the handle of a person who gets work, as person id. People who have left are refused. */
  readonly person: Cell<string>;
  /** The person id for a handle in a request's field. Throws `InvalidInput`. */
  id(field: string, handle: string): string;
  readonly handles: readonly string[];
}

/** All people as of now. */
export async function directory(store: Store): Promise<Directory> {
  const everybody = await people.list(store);
  const handles = everybody.map(({ handle }) => handle);
  const idOf = new Map(everybody.map(({ handle, id }) => [handle.toLowerCase(), id]));
  const handleOf = new Map(everybody.map(({ handle, id }) => [id, handle]));
  const leftOf = new Map(everybody.flatMap(({ id, leftAt }) => (leftAt === null ? [] : [[id, leftAt] as const])));
  const person: Cell<string> = (text) => {
    const id = idOf.get(text.toLowerCase());
    if (id === undefined) throw new NotUsable('no-such-person', unknownPerson(text, handles));
    const leftAt = leftOf.get(id);
    if (leftAt !== undefined) throw new NotUsable('has-left', { person: text, on: formatInstant(leftAt).slice(0, 10) });
    return id;
  };
  function handle(id: string): string;
  function handle(id: string | null | undefined): string | null;
  function handle(id: string | null | undefined): string | null {
    return id === null || id === undefined ? null : (handleOf.get(id) ?? id);
  }
  return {
    handle,
    handles,
    person,
    id(field, text) {
      const id = idOf.get(text.trim().toLowerCase());
      if (id === undefined) throw wrongInput(field, text, 'no-such-person', unknownPerson(text, handles));
      return id;
    },
  };
}

/** The largest number of handles that one sentence lists. */
const MANY = 12;

/** The problem of a handle that nobody has, with the nearest known handle. */
export function unknownPerson(person: string, handles: readonly string[]): FieldProblems['no-such-person'] {
  const suggestion = meantOrKnown(person, handles);
  return 'known' in suggestion && handles.length > MANY ? { person, isMany: true } : { person, ...suggestion };
}
