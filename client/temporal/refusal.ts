// A refusal that crossed the wire from its workflow.
import { ApplicationFailure } from '@temporalio/common';
import { DomainError } from '../../domain/decider/decider';

/** The error that a workflow refused a command with; its details are the parameters. `refused` where it failed in another way. */
export function refusal(cause: Error | undefined): DomainError {
  if (!(cause instanceof ApplicationFailure)) return new DomainError('refused');
  const { type, details, message } = cause;
  const code = type ?? 'refused';
  if (!details?.length) return new DomainError(code, { inWords: message });
  const [parameters] = details;
  // What the workflow's own code was checked for.
  return new DomainError(...([code, parameters ?? undefined] as unknown as ConstructorParameters<typeof DomainError>));
}
