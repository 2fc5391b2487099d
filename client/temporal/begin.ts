// How an entity begins that needs nothing else to be in place: once under its id.
import { DomainError } from '../../domain/decider/decider';
import { entityOf } from '../../domain/ids';
import { type ArgsOf, beginningOf, type Kind } from '../../domain/kinds';
import { entities } from '../../store';
import type { Connection } from './connection';
import { startEntity } from './entities';

/**
 * Begins an entity with its first command; one that has begun goes on, and one that has ended stays ended. Throws the kind's refusal,
 * `temporal-unavailable`.
 */
export async function begin<K extends Kind>(connection: Connection, kind: K, id: string, first: ArgsOf<K, 'start'>): Promise<void> {
  const { store, clock, now } = connection;
  const entity = entityOf(kind, id);
  if ((await entities.claim(store, entity, kind)) === 'used') return;
  try {
    await startEntity(connection, { entity, opening: { clock, first }, ...beginningOf(kind, first, now()) });
  } catch (error) {
    // It ended between the look and the start.
    if (!(error instanceof DomainError && error.code === 'identity-used')) throw error;
  }
}
