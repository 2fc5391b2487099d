// An account as JSON.

import type { Account } from '../../api/accounts';
import type { AccountState } from '../../domain/account/types';
import { formatInstant, type Instant } from '../../domain/time/time';
import type { accounts, contracts, profiles } from '../../store';
import type { Directory } from '../temporal/directory';

export const timeOf = (instant: Instant | null | undefined): string | null =>
  instant === null || instant === undefined ? null : formatInstant(instant);

type Row = Awaited<ReturnType<typeof accounts.list>>[number];

/** What only the page of a single account shows. */
export interface Particulars {
  readonly state: AccountState;
  readonly profile: profiles.Profile | undefined;
  readonly contract: contracts.Contract | undefined;
}

/** The roles that somebody has, in the playbook's order: the store does not keep the order of keys. */
const inOrder = (team: Row['team'], roles: Row['roles']): string[] => {
  const known = roles?.all ?? [];
  return Object.keys(team).toSorted((one, other) => known.indexOf(one) - known.indexOf(other));
};

export function accountView(row: Row, people: Directory, trouble: Account['trouble'] = [], particulars?: Particulars): Account {
  const { id, name, status, stage, stageSince, signedOn, zone, level, segment, team, roles, nextDue, openTasks, openCases } = row;
  const contract = particulars?.contract;
  return {
    id,
    name: name ?? id,
    status: (status ?? 'prospect') as Account['status'],
    stage,
    stageSince,
    stageUntil: timeOf(particulars?.state.stageUntil),
    signedOn,
    zone,
    calendar: particulars?.profile?.calendar ?? null,
    level,
    segment,
    grade: null,
    team: Object.fromEntries(inOrder(team, roles).map((role) => [role, people.handle(team[role] ?? '')])),
    manager: people.handle(team[roles?.answers ?? ''] ?? null),
    nextDue: timeOf(nextDue),
    openTasks,
    openCases,
    warnings: [],
    playbook: particulars?.state.terms?.playbook ?? null,
    contract: contract
      ? {
          annualFee: contract.annualFee,
          currency: contract.currency,
          signedOn: contract.signedOn,
          promisedDeliveryOn: contract.promisedDeliveryOn,
          contractEndsOn: contract.endsOn,
        }
      : null,
    trouble,
  };
}
