// A row that cannot be shown completely does not break the list: it is shown in part, with a code.
import { AsyncLocalStorage } from 'node:async_hooks';
import { DomainError } from '../../domain/decider/decider';

/** Is told of each row that is not shown completely: its id and a code. */
export type Unshowable = (id: string, code: string) => void;

const listening = new AsyncLocalStorage<Unshowable>();

/** Runs `work` and everything it begins; `hear` gets each row that is not shown completely. */
export const listenForUnshowable = <T>(hear: Unshowable, work: () => T): T => listening.run(hear, work);

/**
 * The computed part of the row `id` in a view. Where the computation fails, `bare`, with the error's code as `problem`. `workOut` must not ask the
 * store: an outage is not the row's fault.
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
