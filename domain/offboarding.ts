// One person leaves: who takes over each of their accounts (E3). Pure, so that dry run and real run agree.
import type { HandoverId, PersonId, Role } from './account/types';

/** A successor, and the conditions on the accounts that they take. No condition: any account. */
export interface Successor {
  readonly person: PersonId;
  readonly segment?: string;
  readonly level?: string;
  readonly stage?: string;
  /** The beginning of the account's IANA time zone, such as `Europe`. */
  readonly region?: string;
}

/** What the leaving person has at one account. */
export interface Belongings {
  readonly account: string;
  readonly segment: string | null;
  readonly level: string;
  readonly stage: string | null;
  readonly zone: string;
  readonly roles: readonly Role[];
  /** Tasks and cases assigned to them personally, not through a role. */
  readonly tasks: readonly string[];
  readonly cases: readonly string[];
  /** Handovers whose successor they are. */
  readonly handovers: readonly HandoverId[];
}

const CONDITIONS = ['segment', 'level', 'stage'] as const;

const fits = (successor: Successor, account: Belongings): boolean =>
  CONDITIONS.every((field) => successor[field] === undefined || successor[field] === account[field]) &&
  (successor.region === undefined || account.zone.startsWith(successor.region));

const conditionsOf = (successor: Successor): number =>
  CONDITIONS.filter((field) => successor[field] !== undefined).length + (successor.region === undefined ? 0 : 1);

/**
 * Chooses a successor for each account. The most conditions win; then the fewest accounts, including those given here; then the order of
 * `successors`. `load`: accounts that each has today. `undefined` for an account that nobody fits.
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
