// One person leaves: to whom each of their accounts goes (E3). Pure, so that a dry run and the real one say the same.
import type { HandoverId, PersonId, Role } from './account/types';

/** Who takes accounts over, and which: those that fit all that is said; without a word any. */
export interface Successor {
  readonly person: PersonId;
  readonly segment?: string;
  readonly level?: string;
  readonly stage?: string;
  /** The beginning of the account's time zone, such as `Europe`. */
  readonly region?: string;
}

/** What one account has of the one who leaves. */
export interface Belongings {
  readonly account: string;
  readonly segment: string | null;
  readonly level: string;
  readonly stage: string | null;
  readonly zone: string;
  readonly roles: readonly Role[];
  /** Tasks and cases that are theirs in person, not by a role. */
  readonly tasks: readonly string[];
  readonly cases: readonly string[];
  /** Handovers in which they are the successor. */
  readonly handovers: readonly HandoverId[];
}

const CONDITIONS = ['segment', 'level', 'stage'] as const;

const fits = (successor: Successor, account: Belongings): boolean =>
  CONDITIONS.every((field) => successor[field] === undefined || successor[field] === account[field]) &&
  (successor.region === undefined || account.zone.startsWith(successor.region));

const conditionsOf = (successor: Successor): number =>
  CONDITIONS.filter((field) => successor[field] !== undefined).length + (successor.region === undefined ? 0 : 1);

/**
 * Who gets each account: of those who fit it, the ones with most conditions; among these whoever has fewest accounts, those given away
 * here counted, then whoever was named first. `load`: accounts that each has today. `undefined` for an account that nobody fits.
 */
export function successorsOf(
  accounts: readonly Belongings[],
  successors: readonly Successor[],
  load: Readonly<Record<PersonId, number>>,
): ReadonlyMap<string, PersonId | undefined> {
  const loads = new Map(Object.entries(load));
  const given = new Map<string, PersonId | undefined>();
  for (const account of accounts) {
    const fitting = successors.filter((successor) => fits(successor, account));
    const most = Math.max(...fitting.map(conditionsOf));
    const [chosen] = fitting
      .filter((successor) => conditionsOf(successor) === most)
      .toSorted((a, b) => (loads.get(a.person) ?? 0) - (loads.get(b.person) ?? 0));
    if (chosen) loads.set(chosen.person, (loads.get(chosen.person) ?? 0) + 1);
    given.set(account.account, chosen?.person);
  }
  return given;
}
