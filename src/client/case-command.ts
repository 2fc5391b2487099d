// A command to a service case.
import { randomUUID } from 'node:crypto';
import { DomainError } from '../domain/decider';
import type { CaseCommands } from '../domain/service-case/types';
import { cases } from '../store';
import { entityOfCase } from '../store/case-fold';
import type { Connection } from './connection';
import { commandEntity } from './receipt';

type Commands = Omit<CaseCommands, 'start'>;

export const unknownCase = (id: string): DomainError =>
  new DomainError('unknown-case', `There is no case ${id}; \`perennial case list\` has them.`);

/**
 * Sends one command to a case and answers the sequence number of what it caused. Throws the case's refusal, `unknown-case`, `case-ended`,
 * `no-worker`, `temporal-unavailable`.
 */
export async function commandCase<Name extends keyof Commands>(
  connection: Connection,
  id: string,
  name: Name,
  args: Commands[Name],
  key?: string,
): Promise<number> {
  try {
    const entity = entityOfCase(id);
    return await commandEntity(connection, { entity, name, args, key: key === undefined ? randomUUID() : `${name}/${key}` });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'entity-not-running') throw error;
    const known = await cases.get(connection.store, id);
    if (!known) throw unknownCase(id);
    throw known.status === 'closed'
      ? new DomainError('case-ended', `The case ${id} is closed for ever; open another one.`)
      : new DomainError('case-ended', `The workflow of the case ${id} was ended from outside; \`perennial journal verify\` says more.`);
  }
}
