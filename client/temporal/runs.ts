// Runs of workflows as the server sees them: which are there, which were ended from outside.
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Instant } from '../../domain/time/time';
import { type Address, answered, unavailable } from './entities';

/** Milliseconds. */
const PATIENCE = 8_000;
const PAGE = 1_000;

export interface Run {
  readonly run: string;
  /** In small letters: `running`, `completed`, `terminated`, `failed`, `cancelled`, `timed_out`. */
  readonly status: string;
  /** Of the workflow task that is under way; 0 where there is none. */
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

/** Ends a run from outside; one that has ended stays as it is. `reason` is read in Temporal's UI. Throws `temporal-unavailable`. */
export async function terminateRun({ temporal }: Address, entity: string, run: string, reason: string): Promise<void> {
  try {
    await answered(temporal, PATIENCE, () => temporal.workflow.getHandle(entity, run).terminate(reason));
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw unavailable(error);
  }
}

/** Ids of workflows of ours that were ended other than by themselves since then, real time. Throws `temporal-unavailable`. */
export const endedFromOutside = (address: Address, since: Instant): Promise<string[]> =>
  listed(
    address,
    `ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut', 'Canceled') AND CloseTime >= '${new Date(since).toISOString()}'`,
  );

/** Ids of all workflows of ours that run. Throws `temporal-unavailable`. */
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
