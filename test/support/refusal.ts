// How a refusal reads in a test.
import { DomainError } from '../../domain/domain-error';

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

/** Code and message, as `code: message`; `taken` where `act` is not refused. */
export const refusal = (act: () => unknown): string => {
  const error = caught(act);
  return error ? `${error.code}: ${error.message}` : 'taken';
};
