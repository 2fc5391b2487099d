// Refusals in a form for tests.
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

/** The code with which `act` is refused; `taken` where it is accepted. */
export const refusalCode = (act: () => unknown): string => caught(act)?.code ?? 'taken';

/** Code and sentence, as `code: sentence`; `taken` where `act` is accepted. */
export const refusal = (act: () => unknown): string => {
  const error = caught(act);
  return error ? `${error.code}: ${problemWords(error)}` : 'taken';
};

/** The sentence with which `promise` is refused; `taken` where it is accepted. */
export const refusalWords = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'taken',
    (error: unknown) => {
      if (error instanceof DomainError) return problemWords(error);
      throw error;
    },
  );
