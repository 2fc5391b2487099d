// Working hours as digests use them, compiled once for everybody with the same playbook, zone and calendar.

import type { PersonTerms } from '../domain/person/terms';
import { compilePerson, firstYearOf, type Workplace } from '../domain/playbook/compile-person';
import type { Instant } from '../domain/time/time';
import type { PlaybookOf } from './playbooks';

/** The terms of a person who works there, by the playbook with this hash; `undefined` where it is not known or sends no digests. */
export type Hours = (hash: string, workplace: Workplace, now: Instant) => Promise<PersonTerms | undefined>;

export const hoursOf = (playbookOf: PlaybookOf): Hours => {
  const compiled = new Map<string, PersonTerms | undefined>();
  return async (hash, { zone, calendar }, now) => {
    const fromYear = firstYearOf(now);
    const key = `${hash} ${zone} ${calendar} ${fromYear}`;
    const playbook = compiled.has(key) ? undefined : await playbookOf(hash);
    if (playbook) compiled.set(key, compilePerson(playbook, { zone, calendar }, fromYear));
    return compiled.get(key);
  };
};
