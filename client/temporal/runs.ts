// Workflow runs as the Temporal server has them.
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Instant } from '../../domain/time/time';
import { type Address, answered, unavailable } from './entities';

/** Milliseconds. */
const PATIENCE = 8_000;
const PAGE = 1_000;

export interface Run {
  readonly run: string;
  /** In lower case: `running`, `completed`, `terminated`, `failed`, `cancelled`, `timed_out`. */
  readonly status: string;
  /** Attempt of the workflow task under way; 0 where there is none. */
  readonly attempt: number;
}

/** The latest run of an entity; `undefined` where the server knows none. Throws `temporal-unavailable`. */
export async function latestRun({ temporal }: Address, entity: string): Promise<Run | undefined> {
  try {
    const { runId, status, raw } = await answered(temporal, PATIENCE, () => temporal.workflow.getHandle(entity).describe());
    return { run: runId, status: status.name.toLowerCase(), attempt: raw.pendingWorkflowTask?.attempt ?? 0 };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw unavailable(error);
  }
}

/** Terminates a run; one that has ended stays as it is. `reason` is shown in Temporal's UI. Throws `temporal-unavailable`. */
export async function terminateRun({ temporal }: Address, entity: string, run: string, reason: string): Promise<void> {
  try {
    await answered(temporal, PATIENCE, () => temporal.workflow.getHandle(entity, run).terminate(reason));
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw unavailable(error);
  }
}

/** Ids of our workflows that were ended from outside since then (real time). Throws `temporal-unavailable`. */
export const endedFromOutside = (address: Address, since: Instant): Promise<string[]> =>
  listed(
    address,
    `ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut', 'Canceled') AND CloseTime >= '${new Date(since).toISOString()}'`,
  );

/** Ids of all running workflows of ours. Throws `temporal-unavailable`. */
export const running = async (address: Address): Promise<ReadonlySet<string>> =>
  new Set(await listed(address, `ExecutionStatus = 'Running'`));

async function listed({ temporal, taskQueue }: Address, condition: string): Promise<string[]> {
  const ids: string[] = [];
  try {
    const query = `TaskQueue = '${taskQueue}' AND ${condition}`;
    for await (const { workflowId } of temporal.workflow.list({ query, pageSize: PAGE })) ids.push(workflowId);
    return ids;
  } catch (error) {
    throw unavailable(error);
  }
}
