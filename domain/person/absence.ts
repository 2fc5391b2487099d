// Absences, each with a substitute (E4). They are looked up at the moment of each message.
import type { Instant } from '../time/time';

export interface Absence {
  /** Id of the person who is away in [from, until). */
  readonly person: string;
  readonly from: Instant;
  readonly until: Instant;
  /** Id of the person who substitutes. */
  readonly substitute: string;
}

const absenceOf = (person: string, at: Instant, absences: readonly Absence[]): Absence | undefined =>
  absences.find((one) => one.person === person && one.from <= at && at < one.until);

/** Who acts for `person` at `at`: the substitute, or the substitute's substitute where both are away; `person` where everybody is. */
export function standIn(person: string, at: Instant, absences: readonly Absence[]): string {
  const passed = new Set([person]);
  for (let absence = absenceOf(person, at, absences); absence; absence = absenceOf(absence.substitute, at, absences)) {
    if (passed.has(absence.substitute)) return person;
    if (!absenceOf(absence.substitute, at, absences)) return absence.substitute;
    passed.add(absence.substitute);
  }
  return person;
}

/** The people whose work `person` does at `at`, including `person`. */
export const standsInFor = (person: string, at: Instant, absences: readonly Absence[]): readonly string[] =>
  [...new Set([person, ...absences.map((one) => one.person)])].filter((one) => one === person || standIn(one, at, absences) === person);

/** The people of a ring that `added` would close, such as two who substitute for each other on the same day; `undefined`: none. */
export function ringWith(added: Absence, others: readonly Absence[]): readonly string[] | undefined {
  const all = [added, ...others];
  // A ring can only begin where an absence begins.
  const moments = [added.from, ...others.map(({ from }) => from).filter((from) => from > added.from && from < added.until)];
  for (const at of moments) {
    const ring = [added.person];
    for (let absence: Absence | undefined = added; absence; absence = absenceOf(absence.substitute, at, all)) {
      if (absence.substitute === added.person) return ring;
      if (ring.includes(absence.substitute)) break;
      ring.push(absence.substitute);
    }
  }
  return undefined;
}
