// Who stands in for whom: absences, each with a substitute, looked up at the moment at which somebody is to be told something (E4).
import type { Instant } from '../time/time';

export interface Absence {
  /** Person id of who is away, in [from, until). */
  readonly person: string;
  readonly from: Instant;
  readonly until: Instant;
  /** Person id. */
  readonly substitute: string;
}

const absenceOf = (person: string, at: Instant, absences: readonly Absence[]): Absence | undefined =>
  absences.find((one) => one.person === person && one.from <= at && at < one.until);

/** Who acts for `person` at `at`. A substitute who is away too is passed over for their own; the person where nobody is there. */
export function standIn(person: string, at: Instant, absences: readonly Absence[]): string {
  const passed = new Set([person]);
  for (let absence = absenceOf(person, at, absences); absence; absence = absenceOf(absence.substitute, at, absences)) {
    if (passed.has(absence.substitute)) return person;
    if (!absenceOf(absence.substitute, at, absences)) return absence.substitute;
    passed.add(absence.substitute);
  }
  return person;
}

/** People whose work `person` has at `at`, themselves included. */
export const standsInFor = (person: string, at: Instant, absences: readonly Absence[]): readonly string[] =>
  [...new Set([person, ...absences.map((one) => one.person)])].filter((one) => one === person || standIn(one, at, absences) === person);

/** The people of a ring that `added` would close with the others, such as two who stand in for each other on the same day; `undefined`: none. */
export function ringWith(added: Absence, others: readonly Absence[]): readonly string[] | undefined {
  const all = [added, ...others];
  // Between two beginnings nothing new overlaps.
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
