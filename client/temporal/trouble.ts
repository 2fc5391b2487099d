// Entities that look alive but take no commands: how they are shown, and the remedy.

import type { Case } from '../../api/cases';
import { DomainError } from '../../domain/decider/decider';
import { entityParts } from '../../domain/ids';
import { anyKind, isKind } from '../../domain/kinds';
import { formatInstant } from '../../domain/time/time';
import { type Store, troubles } from '../../store';

/** Troubles in JSON. `workflow`: the entity itself is in trouble. */
export type Trouble = Case['trouble'];

/** The command that revives it: `perennial account revive acme --reason …`. */
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

/** The troubles of entities, by entity. */
export async function troublesBy(store: Store, entities?: readonly string[]): Promise<ReadonlyMap<string, Trouble>> {
  const found = new Map<string, Trouble>();
  for (const one of await troubles.list(store, entities)) found.set(one.entity, [...(found.get(one.entity) ?? []), asJson(one)]);
  return found;
}

/** The error of a command to an entity that was terminated from outside. */
export const terminated = (entity: string): DomainError => new DomainError('entity-terminated', { entity, revive: revival(entity) });

/** Throws `entity-in-trouble` where the journal refuses the entity's events: what it accepted would be lost at its revival. */
export async function checkWrites(store: Store, entity: string): Promise<void> {
  const refused = (await troubles.list(store, [entity])).find(({ why }) => why === 'journal');
  if (refused) throw new DomainError('entity-in-trouble', { entity, code: refused.code, revive: revival(entity) });
}
