// The terms of service of cases: compiled once for each playbook, calendar and year, and read once.
import { compileService, firstYear } from '../../domain/playbook/compile-service';
import { calendarFor } from '../../domain/playbook/playbook';
import type { ServiceTerms } from '../../domain/service-case/terms';
import type { Instant } from '../../domain/time/time';
import { profiles, type Store, serviceTerms as stored } from '../../store';
import type { Published } from '../accounts/account-terms';
import type { Connection } from '../temporal/connection';

/** The terms of an id never change. */
const known = new WeakMap<Store, Map<string, ServiceTerms>>();

/** Terms of service by id; `undefined` where the store lacks them. */
export async function serviceTermsOf(store: Store, id: string): Promise<ServiceTerms | undefined> {
  const ofStore = known.get(store) ?? new Map<string, ServiceTerms>();
  known.set(store, ofStore);
  const there = ofStore.get(id) ?? (await stored.get(store, id));
  if (there) ofStore.set(id, there);
  return there;
}

/** Compiles a playbook's terms of service, each combination of calendar and year once. */
export function serviceTermsFor({ store }: Connection, { playbook }: Published) {
  const compiled = new Map<string, ServiceTerms>();
  /** The terms for a case of `account`, whose dates are in `zone`. Throws `no-service`. */
  return async (account: string, zone: string, reportedAt: Instant): Promise<ServiceTerms> => {
    const calendarId = (await profiles.get(store, account))?.calendar ?? calendarFor(playbook, zone);
    const fromYear = firstYear(reportedAt);
    const key = `${calendarId} ${fromYear}`;
    const terms = compiled.get(key) ?? compileService(playbook, { calendarId, fromYear });
    compiled.set(key, terms);
    return terms;
  };
}
