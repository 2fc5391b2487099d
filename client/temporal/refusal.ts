// Turns a workflow's refusal back into an error.
import { ApplicationFailure } from '@temporalio/common';
import { DomainError } from '../../domain/decider/decider';

/** The refusal of a workflow; the failure's details are its parameters. `refused` where the workflow failed in another way. */
export function refusal(cause: Error | undefined): DomainError {
  if (!(cause instanceof ApplicationFailure)) return new DomainError('refused');
  const { type, details, message } = cause;
  const code = type ?? 'refused';
  if (!details?.length) return new DomainError(code, { inWords: message });
  const [parameters] = details;
  // The workflow's code has been type-checked to give matching parameters.
  return new DomainError(...([code, parameters ?? undefined] as unknown as ConstructorParameters<typeof DomainError>));
}
