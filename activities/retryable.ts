// A failure that is worth another try. Histories keep its message: a code, and nothing else.
import { ApplicationFailure } from '@temporalio/activity';

/** `nextRetryDelay`: milliseconds until then, where that is known. */
export const retryable = (code: string, nextRetryDelay?: number): ApplicationFailure =>
  ApplicationFailure.create({
    message: code,
    type: code,
    nonRetryable: false,
    ...(nextRetryDelay === undefined ? {} : { nextRetryDelay }),
  });
