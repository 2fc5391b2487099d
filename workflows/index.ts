// The workflows: one for each kind of entity, found by its workflow type, and those that are not entities.
import { workflowInfo } from '@temporalio/workflow';
import { anyKind, KINDS } from '../domain/kinds';
import { entity } from './entity';

const byType = new Map(KINDS.map((kind) => [anyKind(kind).workflow, entity(anyKind(kind).decider)]));

/** Temporal calls this for a workflow type without an export of its own. Throws for an unknown type, which needs a worker of a newer release. */
export default function ofKind(opening: Parameters<ReturnType<typeof entity>>[0]): Promise<void> {
  const { workflowType } = workflowInfo();
  const run = byType.get(workflowType);
  if (!run) throw new TypeError(`This release has no workflow of the type ${workflowType}.`);
  return run(opening);
}

export { ticketSync } from './ticket-sync';
