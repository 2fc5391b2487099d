// Stages a succession among a customer's contacts, once for each request.
import type { Change } from '../../domain/account/types';
import { DomainError } from '../../domain/decider/decider';
import { given } from '../../domain/given';
import type { Problem } from '../../domain/problems/problems';
import { contacts, reserve } from '../../store';
import type { ContactEntry } from '../people/contacts';
import { type Became, becameWith } from '../temporal/became';
import type { Connection } from '../temporal/connection';
import { type InvalidInput, wrongInput } from '../temporal/input';

interface Asked {
  readonly account: string;
  /** The id that the handover gets; the same for each repeat of the request. */
  readonly handover: string;
  readonly change: Extract<Change, { readonly kind: 'theirs' }>;
  readonly newcomer?: ContactEntry | undefined;
}

/**
 * Stages the contacts' succession, under an id that each repeat of the request finds again. Returns what it became, where it has been carried out
 * before. Throws `InvalidInput` where the new contact is recorded already, or is being recorded by another change.
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
  // The same request may have been sent twice at once, and carried out by now.
  const meanwhile = await becameWith(connection, account, brings);
  if (meanwhile) return { became: meanwhile };
  if ('known' in reserved) throw isKnown(newcomer, reserved.known);
  const by = newcomer?.email !== undefined && reserved.taken.email !== null ? 'email' : 'name';
  throw refused(newcomer, by, 'contact-being-recorded', { name: reserved.taken.name, account });
}

/** Throws `InvalidInput` where the new contact is one of `theirs`: a recorded contact must be given by id, so that nobody is renamed. */
export function checkNew(theirs: readonly contacts.Contact[], newcomer: ContactEntry): void {
  const known = contacts.sameAs(theirs, newcomer);
  if (known) throw isKnown(newcomer, known);
}

function isKnown(newcomer: ContactEntry | undefined, { id, name, account, email, leftAt }: contacts.Contact): InvalidInput {
  const by = newcomer?.email !== undefined && email !== null ? 'email' : 'name';
  return refused(newcomer, by, 'contact-known', { name, contact: id, account, hasLeft: leftAt !== null });
}

const refused = (newcomer: ContactEntry | undefined, column: 'email' | 'name', ...problem: Problem): InvalidInput =>
  wrongInput(column, newcomer?.[column] ?? '', ...problem);

/** The error for a contact who has been succeeded already, with where to find the present contacts. */
export async function succeededAlready({ store }: Connection, account: string, from: string): Promise<DomainError> {
  const name = (await contacts.byIds(store, [from])).get(from)?.name;
  return new DomainError('not-theirs', { who: 'succeeded', account, from, ...given({ name }) });
}
