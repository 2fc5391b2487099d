// The actual reader of a mail to one of ours.

import type { PersonId } from '../../../domain/account/types';
import { standIn } from '../../../domain/person/absence';
import type { Instant } from '../../../domain/time/time';
import { absences, people, type Store } from '../../../store';
import type { InPlaceOf } from '../compose/reader';

/** The reader of a mail. `inPlaceOf`: the absent person it was meant for. */
export type Recipient = people.Person & { readonly inPlaceOf?: InPlaceOf };

export const NO_ADDRESS = { ok: false, code: 'no-address' } as const;

/** Whether a mail can reach the person: they were not erased and have an address. */
export const reachable = (person: Recipient | undefined): person is Recipient => person !== undefined && person.email !== '';

/** Finds who reads a person's mail at an instant: the person, or the stand-in while they are away. */
export const readersOf =
  (store: Store) =>
  async (to: PersonId, now: Instant): Promise<Recipient | undefined> => {
    const away = await absences.list(store, now);
    const there = standIn(to, now, away);
    if (there === to) return people.byId(store, to);
    const [reader, absent] = await Promise.all([people.byId(store, there), people.byId(store, to)]);
    const until = away.find(({ person, from }) => person === to && from <= now)?.until;
    // A stand-in without an address does not replace the absent person.
    if (!reachable(reader) || until === undefined) return absent;
    return { ...reader, inPlaceOf: { name: absent?.name ?? to, until } };
  };
