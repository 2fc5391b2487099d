// One of a customer's people takes another's place: what is staged for it, once for each request.
import type { Change } from '../../domain/account/types';
import { DomainError } from '../../domain/decider/decider';
import { contacts, reserve } from '../../store';
import type { ContactEntry } from '../people/contacts';
import { type Became, becameWith } from '../temporal/became';
import type { Connection } from '../temporal/connection';
import { InvalidInput } from '../temporal/input';

interface Asked {
  readonly account: string;
  /** The id that the handover gets; the same one for each repeat of a request. */
  readonly handover: string;
  readonly change: Extract<Change, { readonly kind: 'theirs' }>;
  readonly newcomer?: ContactEntry | undefined;
}

/**
 * Stages what a change makes of their contacts, under an id that each repeat of the request finds again; or answers what it became, where it was carried
 * out before. Throws `InvalidInput` where the new contact is recorded already, or by another change at this moment.
 */
export async function staged(
  connection: Connection,
  { account, handover, change, newcomer }: Asked,
): Promise<{ readonly brings: string; readonly change: Change } | { readonly became: Became }> {
  const { store, now } = connection;
  const brings = `s-${handover}`;
  const before = await becameWith(connection, account, brings);
  if (before) return { became: before };
  const { account: _, primary: __, ...contact } = newcomer ?? {};
  const at = { id: brings, account, from: change.from, at: now() };
  const reserved = await reserve(store, newcomer ? { ...at, contact: contact as ContactEntry } : { ...at, to: change.to }, Date.now());
  if ('succession' in reserved) return { brings, change: { ...change, to: reserved.succession.to } };
  // The same request, sent twice at once, may have been carried out by now.
  const meanwhile = await becameWith(connection, account, brings);
  if (meanwhile) return { became: meanwhile };
  if ('known' in reserved) throw isKnown(newcomer, reserved.known);
  const by = newcomer?.email !== undefined && reserved.taken.email !== null ? 'email' : 'name';
  throw refused(
    newcomer,
    by,
    `Is being recorded for ${reserved.taken.name} by another change at ${account} this moment: see what became of that one.`,
  );
}

/** Throws `InvalidInput` where a new contact is one of `theirs` already: whoever is recorded must be named, so that nobody is renamed. */
export function checkNew(theirs: readonly contacts.Contact[], newcomer: ContactEntry): void {
  const known = contacts.sameAs(theirs, newcomer);
  if (known) throw isKnown(newcomer, known);
}

function isKnown(newcomer: ContactEntry | undefined, { id, name, account, email, leftAt }: contacts.Contact): InvalidInput {
  const left = leftAt === null ? '' : ', who has left';
  const by = newcomer?.email !== undefined && email !== null ? 'email' : 'name';
  return refused(newcomer, by, `Belongs to ${name} (${id}), a contact of ${account} already${left}: name them by \`--to ${id}\`.`);
}

const refused = (newcomer: ContactEntry | undefined, column: 'email' | 'name', reason: string): InvalidInput =>
  new InvalidInput([{ column, value: newcomer?.[column] ?? '', reason }]);

/** That whoever is to be succeeded has been, with where to see who is there. */
export async function succeededAlready({ store }: Connection, account: string, from: string): Promise<DomainError> {
  const name = (await contacts.byIds(store, [from])).get(from)?.name;
  return new DomainError('not-theirs', { who: 'succeeded', account, from, ...(name === undefined ? {} : { name }) });
}
