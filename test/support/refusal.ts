// How a refusal reads in a test.
import { DomainError } from '../../domain/domain-error';
import { problemWords } from '../../texts/problems/words';

const caught = (act: () => unknown): DomainError | undefined => {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  return undefined;
};

/** The code that `act` is refused with; `taken` where it is not. */
export const refusalCode = (act: () => unknown): string => caught(act)?.code ?? 'taken';

/** Code and sentence, as `code: sentence`; `taken` where `act` is not refused. */
export const refusal = (act: () => unknown): string => {
  const error = caught(act);
  return error ? `${error.code}: ${problemWords(error)}` : 'taken';
};

/** What `promise` is refused with, in words; `taken` where it is not. */
export const refusalWords = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'taken',
    (error: unknown) => {
      if (error instanceof DomainError) return problemWords(error);
      throw error;
    },
  );
