// A command to a handover.

import { DomainError } from '../../domain/decider/decider';
import type { HandoverCommands } from '../../domain/handover/types';
import { handoverEntity } from '../../domain/ids';
import { handovers } from '../../store';
import type { Connection } from '../temporal/connection';
import { commandOnce } from '../temporal/receipt';
import { terminated } from '../temporal/trouble';

type Commands = Pick<HandoverCommands, 'accept' | 'refuse' | 'complete'>;

export const unknownHandover = (id: string): DomainError =>
  new DomainError('unknown-handover', `There is no handover ${id}; \`perennial handover list --all\` has them.`);

/**
 * Sends one command to a handover and answers the sequence number of what it caused. Throws the handover's refusal, `unknown-handover`,
 * `entity-terminated`, `entity-in-trouble`, `no-worker`, `temporal-unavailable`.
 */
export async function commandHandover<Name extends keyof Commands>(
  connection: Connection,
  id: string,
  name: Name,
  args: Commands[Name],
  key?: string,
): Promise<number> {
  return commandOnce(connection, { entity: handoverEntity(id), name, args, key }, async () => {
    const known = await handovers.get(connection.store, id);
    if (!known) return unknownHandover(id);
    if (known.status === 'done') return new DomainError('handover-done', `The handover ${id} is complete.`);
    return known.status === 'withdrawn'
      ? new DomainError('handover-withdrawn', `The handover ${id} was taken back.`)
      : terminated(handoverEntity(id));
  });
}
