// Questions to workflows.
import type { WorkflowHandle } from '@temporalio/client';
import { eventually } from './eventually';

const FAILED_PRECONDITION = 9;

/** The answer of a query. Asked again while a workflow task has failed: on a busy machine one may take longer than the SDK lets it, and is done again. */
export async function ask<Answer>(handle: Pick<WorkflowHandle, 'query' | 'workflowId'>, query: string): Promise<Answer> {
  const { answer } = await eventually(`an answer of ${handle.workflowId}`, async () => {
    try {
      return { answer: await handle.query<Answer>(query) };
    } catch (error) {
      if ((error as { cause?: { code?: unknown } }).cause?.code === FAILED_PRECONDITION) return undefined;
      throw error;
    }
  });
  return answer;
}
