// Who reads a mail that is meant for one of ours.

import type { PersonId } from '../../../domain/account/types';
import { standIn } from '../../../domain/person/absence';
import type { Instant } from '../../../domain/time/time';
import { absences, people, type Store } from '../../../store';
import type { InPlaceOf } from '../compose/reader';

/** Who reads a mail, and in whose place. */
export type Recipient = people.Person & { readonly inPlaceOf?: InPlaceOf };

export const NO_ADDRESS = { ok: false, code: 'no-address' } as const;

/** A person may have been erased; whose address was never known cannot be written to either. */
export const reachable = (person: Recipient | undefined): person is Recipient => person !== undefined && person.email !== '';

/** Answers who reads at an instant what is meant for a person: they themselves, or who stands in while they are away. */
export const readersOf =
  (store: Store) =>
  async (to: PersonId, now: Instant): Promise<Recipient | undefined> => {
    const away = await absences.list(store, now);
    const there = standIn(to, now, away);
    if (there === to) return people.byId(store, to);
    const [reader, absent] = await Promise.all([people.byId(store, there), people.byId(store, to)]);
    const until = away.find(({ person, from }) => person === to && from <= now)?.until;
    // A stand-in who cannot be written to is no help.
    if (!reachable(reader) || until === undefined) return absent;
    return { ...reader, inPlaceOf: { name: absent?.name ?? to, until } };
  };
