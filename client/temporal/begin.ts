// Begins an entity of a kind that depends on no other entity. Each id begins once.
import { DomainError } from '../../domain/decider/decider';
import { entityOf } from '../../domain/ids';
import { type ArgsOf, beginningOf, type Kind } from '../../domain/kinds';
import { entities } from '../../store';
import type { Connection } from './connection';
import { startEntity } from './entities';

/**
 * Begins an entity with its first command. An entity that has begun already is left as it is, even where it has ended since. Throws the kind's
 * refusal, `temporal-unavailable`.
 */
export async function begin<K extends Kind>(connection: Connection, kind: K, id: string, first: ArgsOf<K, 'start'>): Promise<void> {
  const { store, clock, now } = connection;
  const entity = entityOf(kind, id);
  if ((await entities.claim(store, entity, kind)) === 'used') return;
  try {
    await startEntity(connection, { entity, opening: { clock, first }, ...beginningOf(kind, first, now()) });
  } catch (error) {
    // The entity ended after the first look and before the start.
    if (!(error instanceof DomainError && error.code === 'identity-used')) throw error;
  }
}
