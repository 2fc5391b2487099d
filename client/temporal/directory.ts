// Handles and person ids: commands take `li.wei`, histories have `p-4`.
import { suggest } from '../../domain/playbook/nearest';
import { formatInstant } from '../../domain/time/time';
import { people, type Store } from '../../store';
import { type Cell, InvalidInput, NotUsable } from './input';

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
    if (id === undefined) throw new NotUsable(unknownPerson(text, handles));
    const leftAt = leftOf.get(id);
    if (leftAt !== undefined)
      throw new NotUsable(`${text} has left on ${formatInstant(leftAt).slice(0, 10)}: name somebody who is with us.`);
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
      if (id === undefined) throw new InvalidInput([{ column: field, value: text, reason: unknownPerson(text, handles) }]);
      return id;
    },
  };
}

/** Why a handle is refused, with the nearest known one. */
export const unknownPerson = (text: string, handles: readonly string[]): string =>
  handles.length === 0
    ? `There is nobody called ${text}, nor anybody else: import people first.`
    : `There is nobody called ${text}. ${handles.length > 12 ? suggestOrPoint(text, handles) : suggest(text, handles)}`;

const suggestOrPoint = (text: string, handles: readonly string[]): string => {
  const suggestion = suggest(text, handles);
  return suggestion.startsWith('Did') ? suggestion : '`perennial people list` has everybody.';
};
