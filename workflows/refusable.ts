// Turns refusals into failures that Temporal passes on to the caller.
import { ApplicationFailure } from '@temporalio/workflow';
import { DomainError } from '../domain/domain-error';

/** Turns a refusal into a failure with its code and parameters, ids and codes only. Any other error fails the workflow task, which is retried. */
export const refusable = <T>(decision: () => T): T => {
  try {
    return decision();
  } catch (error) {
    if (error instanceof DomainError) throw ApplicationFailure.nonRetryable(error.message, error.code, error.parameters ?? null);
    throw error;
  }
};
