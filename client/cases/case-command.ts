// A command to a service case.

import { DomainError } from '../../domain/decider/decider';
import { caseEntity } from '../../domain/ids';
import type { CaseCommands } from '../../domain/service-case/types';
import { cases } from '../../store';
import type { Connection } from '../temporal/connection';
import { commandOnce } from '../temporal/receipt';
import { terminated } from '../temporal/trouble';

type Commands = Omit<CaseCommands, 'start'>;

export const unknownCase = (id: string): DomainError =>
  new DomainError('unknown-case', `There is no case ${id}; \`perennial case list\` has them.`);

/**
 * Sends one command to a case and answers the sequence number of what it caused. Throws the case's refusal, `unknown-case`, `case-ended`,
 * `entity-terminated`, `entity-in-trouble`, `no-worker`, `temporal-unavailable`.
 */
export async function commandCase<Name extends keyof Commands>(
  connection: Connection,
  id: string,
  name: Name,
  args: Commands[Name],
  key?: string,
): Promise<number> {
  return commandOnce(connection, { entity: caseEntity(id), name, args, key }, async () => {
    const known = await cases.get(connection.store, id);
    if (!known) return unknownCase(id);
    return known.status === 'closed'
      ? new DomainError('case-ended', `The case ${id} is closed for ever; open another one.`)
      : terminated(caseEntity(id));
  });
}
