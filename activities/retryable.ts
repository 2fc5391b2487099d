// A failure that is retried. Histories keep its message, so it is a code and nothing else.
import { ApplicationFailure } from '@temporalio/activity';
import { given } from '../domain/given';

/** `nextRetryDelay`: milliseconds until the retry, where known. */
export const retryable = (code: string, nextRetryDelay?: number): ApplicationFailure =>
  ApplicationFailure.create({
    message: code,
    type: code,
    nonRetryable: false,
    ...given({ nextRetryDelay }),
  });
