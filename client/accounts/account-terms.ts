// The terms of accounts, compiled once for all with the same playbook, calendar and year.

import type { Terms } from '../../domain/account/terms';
import { DomainError } from '../../domain/decider/decider';
import { compileTerms } from '../../domain/playbook/compile';
import { calendarFor, type Playbook } from '../../domain/playbook/playbook';
import { playbooks, type Store, terms as storedTerms } from '../../store';
import type { Connection } from '../temporal/connection';
import { playbookOf } from '../temporal/texts';

const compiled = new WeakMap<Store, Map<string, Promise<Terms>>>();

export interface Published {
  readonly hash: string;
  readonly playbook: Playbook;
}

/** A published playbook; without `hash`, the latest. Throws `no-playbook`, `unknown-playbook`. */
export async function published({ store }: Connection, hash?: string): Promise<Published> {
  const wanted = hash ?? (await playbooks.list(store))[0]?.hash;
  if (wanted === undefined) throw new DomainError('no-playbook');
  const playbook = await playbookOf(store, wanted);
  if (!playbook) throw new DomainError('unknown-playbook', { hash: wanted });
  return { hash: wanted, playbook };
}

/** The playbook's terms for an account with this calendar, or with the calendar of its zone. They are kept in the store under their content hash. */
export function termsFor({ store, now }: Connection, { hash, playbook }: Published, zone: string, calendar?: string): Promise<Terms> {
  const calendarId = calendar ?? calendarFor(playbook, zone);
  // Last year's holidays suffice for looking back at an import. All accounts have the same first year, so that they share terms.
  const fromYear = new Date(now()).getUTCFullYear() - 1;
  const key = `${hash} ${calendarId} ${fromYear}`;
  const ofStore = compiled.get(store) ?? new Map<string, Promise<Terms>>();
  compiled.set(store, ofStore);
  const there = ofStore.get(key);
  if (there) return there;
  const made = (async () => {
    const terms = compileTerms(playbook, { calendarId, fromYear });
    await storedTerms.put(store, terms);
    return terms;
  })();
  ofStore.set(key, made);
  made.catch(() => ofStore.delete(key));
  return made;
}
