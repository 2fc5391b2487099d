// A command to a handover.
import { randomUUID } from 'node:crypto';
import { DomainError } from '../domain/decider';
import type { HandoverCommands } from '../domain/handover/types';
import { handovers } from '../store';
import { entityOfHandover } from '../store/handover-fold';
import type { Connection } from './connection';
import { commandEntity } from './receipt';

type Commands = Pick<HandoverCommands, 'accept' | 'refuse' | 'complete'>;

export const unknownHandover = (id: string): DomainError =>
  new DomainError('unknown-handover', `There is no handover ${id}; \`perennial handover list --all\` has them.`);

/**
 * Sends one command to a handover and answers the sequence number of what it caused. Throws the handover's refusal, `unknown-handover`,
 * `handover-ended` (from outside), `no-worker`, `temporal-unavailable`.
 */
export async function commandHandover<Name extends keyof Commands>(
  connection: Connection,
  id: string,
  name: Name,
  args: Commands[Name],
  key?: string,
): Promise<number> {
  try {
    const entity = entityOfHandover(id);
    return await commandEntity(connection, { entity, name, args, key: key === undefined ? randomUUID() : `${name}/${key}` });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'entity-not-running') throw error;
    const known = await handovers.get(connection.store, id);
    if (!known) throw unknownHandover(id);
    if (known.status === 'done') throw new DomainError('handover-done', `The handover ${id} is complete.`);
    throw known.status === 'withdrawn'
      ? new DomainError('handover-withdrawn', `The handover ${id} was taken back.`)
      : new DomainError(
          'handover-ended',
          `The workflow of the handover ${id} was ended from outside; \`perennial journal verify\` says more.`,
        );
  }
}
