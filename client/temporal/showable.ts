// A row whose content cannot be worked out never takes a list along: it is shown without that, and a code says why.
import { AsyncLocalStorage } from 'node:async_hooks';
import { DomainError } from '../../domain/decider/decider';

/** Hears of a row that was not shown whole: its id, and a code. */
export type Unshowable = (id: string, code: string) => void;

const listening = new AsyncLocalStorage<Unshowable>();

/** Runs `work`, and all that it begins; `hear` gets each row that is not shown whole. */
export const listenForUnshowable = <T>(hear: Unshowable, work: () => T): T => listening.run(hear, work);

/**
 * The part of a view that is worked out from the content of the row `id`. Where that content does not let it, `bare` with the code of why
 * as `problem`. `workOut` asks the store nothing: what is down is no fault of a row.
 */
export function orBare<Part extends object>(id: string, workOut: () => Part, bare: Part): Part & { readonly problem?: string } {
  try {
    return workOut();
  } catch (error) {
    const problem = codeOf(error);
    if (problem === undefined) throw error;
    listening.getStore()?.(id, problem);
    return { ...bare, problem };
  }
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof DomainError) return error.code;
  return error instanceof RangeError || error instanceof TypeError ? 'not-showable' : undefined;
}
