// Commands to entities, by kind. Each waits until the read models show it, so that callers can read what they wrote.
import { DomainError } from '../../domain/decider/decider';
import { entityOf } from '../../domain/ids';
import { type ArgsOf, anyKind, type CommandOf, type Kind } from '../../domain/kinds';
import { lives } from '../../store';
import type { Connection } from './connection';
import { commandOnce } from './receipt';
import { terminated } from './trouble';

/** The error that an id of this kind does not exist. */
export const unknownOf =
  (kind: Kind) =>
  (id: string): DomainError =>
    new DomainError(anyKind(kind).unknown, { id });

export const unknownAccount = unknownOf('account');
export const unknownCampaign = unknownOf('campaign');
export const unknownCase = unknownOf('case');
export const unknownHandover = unknownOf('handover');

/** Why an entity of this kind does not run. */
async function notRunning({ store }: Connection, kind: Kind, id: string): Promise<DomainError> {
  const there = await lives.journaled(store, entityOf(kind, id));
  if (there === undefined) return unknownOf(kind)(id);
  const code = anyKind(kind).ended[there.status ?? ''];
  return code === undefined ? terminated(entityOf(kind, id)) : new DomainError(code, { id });
}

/**
 * Sends one command and returns the sequence number of its last event. Throws the entity's refusal, its kind's `unknown-…` and `…-ended`,
 * `entity-terminated`, `entity-in-trouble`, `no-worker`, `temporal-unavailable`.
 */
export const commanding =
  <K extends Kind>(kind: K) =>
  <Name extends CommandOf<K>>(connection: Connection, id: string, name: Name, args: ArgsOf<K, Name>, key?: string): Promise<number> =>
    commandOnce(connection, { entity: entityOf(kind, id), name, args, key }, () => notRunning(connection, kind, id));

export const commandAccount = commanding('account');
export const commandCampaign = commanding('campaign');
export const commandCase = commanding('case');
export const commandHandover = commanding('handover');
