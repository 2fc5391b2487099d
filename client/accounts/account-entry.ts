// An account as people give it, in a row of a file or in a request's fields: read and checked.
import type { Level, Role, Segment, Team } from '../../domain/account/types';
import { levelsOf, rolesOf, segmentsOf } from '../../domain/playbook/codes';
import type { Playbook } from '../../domain/playbook/playbook';
import type { PlainDate } from '../../domain/time/time';
import type { Directory } from '../temporal/directory';
import { accountIdentity, currency, date, money, oneOf, type Row, words, zone } from '../temporal/input';
import { present } from '../temporal/present';

/** The columns of every accounts file. The playbook adds one for each role. */
const COLUMNS = [
  'account',
  'name',
  'signed_on',
  'zone',
  'calendar',
  'level',
  'segment',
  'annual_fee',
  'currency',
  'promised_delivery_on',
  'contract_ends_on',
] as const;

/** The column of a role's holder: `account_manager` for `account-manager`. */
export const columnOf = (role: Role): string => role.replaceAll('-', '_');

/** The columns of a file for accounts of `playbook`. */
export const accountColumns = (playbook: Playbook): readonly string[] => [...COLUMNS, ...rolesOf(playbook).all.map(columnOf)];

export const requiredAccountColumns = (playbook: Playbook): readonly string[] => ['account', 'name', columnOf(rolesOf(playbook).answers)];

/** An account as given. An absent field stays as it is, or gets its default where the account is new. */
export interface AccountEntry {
  readonly account: string;
  readonly name: string;
  /** The signing date; absent: the account is a prospect. */
  readonly signedOn?: PlainDate;
  readonly zone?: string;
  readonly calendar?: string;
  readonly level?: Level;
  readonly segment?: Segment;
  /** Decimal. */
  readonly annualFee?: string;
  readonly currency?: string;
  readonly promisedDeliveryOn?: PlainDate;
  readonly contractEndsOn?: PlainDate;
  readonly team: Team;
}

/** Reads an account; `undefined` where the row has errors, which the row then contains. */
export function readAccount(row: Row, people: Directory, playbook: Playbook): AccountEntry | undefined {
  const account = row.required('account', accountIdentity);
  const name = row.required('name', words());
  const given = {
    signedOn: row.optional('signed_on', date),
    zone: row.optional('zone', zone),
    calendar: row.optional('calendar', oneOf(Object.keys(playbook.calendars))),
    level: row.optional('level', oneOf(levelsOf(playbook))),
    segment: row.optional('segment', oneOf(segmentsOf(playbook))),
    annualFee: row.optional('annual_fee', money),
    currency: row.optional('currency', currency),
    promisedDeliveryOn: row.optional('promised_delivery_on', date),
    contractEndsOn: row.optional('contract_ends_on', date),
  };
  const { all, answers } = rolesOf(playbook);
  const team: Team = Object.fromEntries(
    all.flatMap((role) => {
      const column = columnOf(role);
      const person = role === answers ? row.required(column, people.person) : row.optional(column, people.person);
      return person === undefined ? [] : [[role, person]];
    }),
  );
  const { signedOn, contractEndsOn } = given;
  if (signedOn && contractEndsOn && contractEndsOn < signedOn)
    row.refuse('contract_ends_on', 'ends-before-signed', { endsOn: contractEndsOn, signedOn });
  if (row.errors.length > 0 || account === undefined || name === undefined) return undefined;
  return { account, name, team, ...present(given) };
}
