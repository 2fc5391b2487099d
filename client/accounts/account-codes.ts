// The codes allowed for an account: those of its playbook.
import type { Terms } from '../../domain/account/terms';
import { accounts, terms as storedTerms } from '../../store';
import { unknownAccount } from '../temporal/commands';
import type { Connection } from '../temporal/connection';

export type Codes = Pick<Terms, 'roles' | 'levels' | 'segments' | 'phases'>;

/** Throws `unknown-account`. */
export async function codesOf({ store }: Connection, id: string): Promise<Codes> {
  const state = (await accounts.get(store, id))?.state;
  const terms = state?.terms && (await storedTerms.get(store, state.terms.id));
  if (!terms) throw unknownAccount(id);
  return terms;
}
