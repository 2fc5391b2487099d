// Refusals, as Temporal tells them to whoever asked.
import { ApplicationFailure } from '@temporalio/workflow';
import { DomainError } from '../domain/domain-error';

/** Turns a refusal into a failure that keeps its code and parameters, ids and codes only; anything else fails the workflow task and is tried again. */
export const refusable = <T>(decision: () => T): T => {
  try {
    return decision();
  } catch (error) {
    if (error instanceof DomainError) throw ApplicationFailure.nonRetryable(error.message, error.code, error.parameters ?? null);
    throw error;
  }
};
