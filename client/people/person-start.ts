// Our people's digests: starts each person's workflow once, and adapts it to their workplace and the playbook.

import { randomUUID } from 'node:crypto';
import { DomainError } from '../../domain/decider/decider';
import { personEntity } from '../../domain/ids';
import { person as decider } from '../../domain/person/person';
import type { PersonTerms } from '../../domain/person/terms';
import { compilePerson, firstYearOf } from '../../domain/playbook/compile-person';
import { journal, people, personLives } from '../../store';
import { begin } from '../temporal/begin';
import { concurrently } from '../temporal/concurrently';
import type { Connection } from '../temporal/connection';
import { workersPolling } from '../temporal/entities';
import { commandEntity, READ_MODEL_WAIT } from '../temporal/receipt';
import { texts } from '../temporal/texts';

const AT_ONCE = 20;

/**
 * Makes everybody who has not left get digests by the latest playbook, if it has any: starts workflows that are missing, and sends new terms where
 * workplace or rules changed. Returns whether all of it was done. What an absent Temporal server or worker prevents is left for the next call:
 * adding a person should not fail for that.
 */
export async function ensurePeople(connection: Connection): Promise<boolean> {
  const { store, now } = connection;
  const { latest } = await texts(store);
  if (!latest?.digest) return true;
  const [everybody, lives] = await Promise.all([people.list(store), personLives.byId(store)]);
  const termsOf = new Map<string, PersonTerms>();
  const steps = everybody.flatMap(({ id, zone, calendar, leftAt }): Step[] => {
    if (leftAt !== null) return [];
    const key = `${zone} ${calendar}`;
    const terms = termsOf.get(key) ?? compilePerson(latest, { zone, calendar }, firstYearOf(now()));
    if (!terms) return [];
    termsOf.set(key, terms);
    const life = lives.get(id);
    if (life === undefined) return [{ id, isStart: true, take: () => start(connection, id, terms) }];
    const hasMoved = life.status === 'active' && life.state.terms?.id !== terms.id;
    return hasMoved ? [{ id, isStart: false, take: () => adoptTerms(connection, id, terms) }] : [];
  });
  if (steps.length === 0) return true;
  try {
    const isAnybodyThere = (await workersPolling(connection)) > 0;
    // A start needs no worker yet; a command would wait in vain.
    const possible = steps.filter(({ isStart }) => isStart || isAnybodyThere);
    await concurrently(possible, AT_ONCE, ({ take }) => take());
    if (isAnybodyThere)
      await concurrently(possible, AT_ONCE, ({ id }) => journal.awaitSequence(store, personEntity(id), 1, READ_MODEL_WAIT));
    return possible.length === steps.length;
  } catch (error) {
    // Errors of the store are the caller's.
    if (error instanceof DomainError && !error.code.startsWith('store-')) return false;
    throw error;
  }
}

/** One thing to do for a person. */
interface Step {
  readonly id: string;
  readonly isStart: boolean;
  readonly take: () => Promise<void>;
}

const start = (connection: Connection, person: string, terms: PersonTerms): Promise<void> =>
  begin(connection, 'person', person, { rules: decider.rules, person, terms });

async function adoptTerms(connection: Connection, person: string, terms: PersonTerms): Promise<void> {
  try {
    await commandEntity(connection, { entity: personEntity(person), name: 'adoptTerms', args: { terms }, key: randomUUID() });
  } catch (error) {
    // The person left meanwhile, or is in trouble, which `doctor` reports.
    if (!(error instanceof DomainError && ['entity-not-running', 'entity-in-trouble', 'person-left'].includes(error.code))) throw error;
  }
}
