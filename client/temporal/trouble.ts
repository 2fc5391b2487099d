// Entities that look alive and take no command: what is said of them, and what to do.

import type { Case } from '../../api/cases';
import { DomainError } from '../../domain/decider/decider';
import { entityParts } from '../../domain/ids';
import { anyKind, isKind } from '../../domain/kinds';
import { formatInstant } from '../../domain/time/time';
import { type Store, troubles } from '../../store';

/** Troubles as JSON shows them: `workflow` where it is the entity itself that is in trouble. */
export type Trouble = Case['trouble'];

/** `perennial account revive acme --reason …`. */
export function revival(entity: string): string {
  const { kind, id } = entityParts(entity);
  return `perennial ${isKind(kind) ? anyKind(kind).topic : kind} revive ${id} --reason …`;
}

const asJson = ({ why, code, since }: troubles.Trouble): Trouble[number] => ({
  type: 'workflow',
  code: why === 'stuck' ? 'workflow-task-failing' : code,
  attempts: 0,
  since: formatInstant(since),
});

/** By entity, of those that are in trouble. */
export async function troublesBy(store: Store, entities?: readonly string[]): Promise<ReadonlyMap<string, Trouble>> {
  const found = new Map<string, Trouble>();
  for (const one of await troubles.list(store, entities)) found.set(one.entity, [...(found.get(one.entity) ?? []), asJson(one)]);
  return found;
}

/** What a command is answered whose entity does not run although it has not ended. */
export const terminated = (entity: string): DomainError => new DomainError('entity-terminated', { entity, revive: revival(entity) });

/** Throws `entity-in-trouble` for one whose journal refuses what it writes: what it accepted would be lost when it is revived. */
export async function checkWrites(store: Store, entity: string): Promise<void> {
  const refused = (await troubles.list(store, [entity])).find(({ why }) => why === 'journal');
  if (refused) throw new DomainError('entity-in-trouble', { entity, code: refused.code, revive: revival(entity) });
}
