// People who have left and to whom something of an account would come back.

import type { Store } from '../engine/store';
import * as people from '../people/people';
import * as accounts from './accounts';

/** Of an account's closed tasks, and of those that its promotion cancelled: to whom they were given, if those people have left. */
export async function goneOf(store: Store, account: string): Promise<{ readonly gone?: readonly string[] }> {
  const state = (await accounts.get(store, account))?.state;
  const given = [...(state?.closed ?? []), ...(state?.promoted?.cancelled ?? [])].flatMap(({ assignee }) => assignee ?? []);
  const gone = await people.goneOf(store, Array.from(new Set(given)));
  return gone.length === 0 ? {} : { gone };
}
