// People who have left, and whom an account would give tasks back to.

import type { Store } from '../engine/store';
import * as people from '../people/people';
import * as accounts from './accounts';

/** The assignees of an account's closed tasks, and of tasks that its promotion cancelled, who have left. */
export async function goneOf(store: Store, account: string): Promise<{ readonly gone?: readonly string[] }> {
  const state = (await accounts.get(store, account))?.state;
  const given = [...(state?.closed ?? []), ...(state?.promoted?.cancelled ?? [])].flatMap(({ assignee }) => assignee ?? []);
  const gone = await people.goneOf(store, Array.from(new Set(given)));
  return gone.length === 0 ? {} : { gone };
}
