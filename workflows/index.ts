// The workflows that this software runs: one a kind, found by its type's name, and those that are no entities.
import { workflowInfo } from '@temporalio/workflow';
import { anyKind, KINDS } from '../domain/kinds';
import { entity } from './entity';

const byType = new Map(KINDS.map((kind) => [anyKind(kind).workflow, entity(anyKind(kind).decider)]));

/** Temporal runs this for a type that is exported under no name. Throws for an unknown one: it is for a worker of a newer release. */
export default function ofKind(opening: Parameters<ReturnType<typeof entity>>[0]): Promise<void> {
  const { workflowType } = workflowInfo();
  const run = byType.get(workflowType);
  if (!run) throw new TypeError(`This release has no workflow of the type ${workflowType}.`);
  return run(opening);
}

export { ticketSync } from './ticket-sync';
