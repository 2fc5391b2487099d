// Holds the read models of an entity against its live state.
import { keyOf } from '../domain/account/evolve';
import type { AccountState } from '../domain/account/types';
import type { HandoverState } from '../domain/handover/types';
import type { PersonState } from '../domain/person/types';
import type { CaseState } from '../domain/service-case/types';
import { accountRow, taskRow } from './account-fold';
import { caseRow, milestoneRows } from './case-fold';
import { handoverRow } from './handover-fold';
import { personLifeRow } from './person-fold';
import type { Store } from './store';
import type { AccountRow, TaskRow } from './tables';

/** One value that is not the same; `undefined` where one side has none. Codes and ids only. */
export interface Difference {
  /** `account.state.tasks.weekly-sync:2026-01-22.due`, `task.acme:weekly-sync:2026-01-22.owner`, `case.level`, `milestone.C-12:response.due`. */
  readonly path: string;
  readonly live: unknown;
  readonly stored: unknown;
}

interface Live<State> {
  readonly sequence: number;
  readonly state: State;
}

/** Differences between an account's live state and the read models of it and of its tasks; none when all is well. */
export const verify = async (store: Store, account: string, live: Live<AccountState>): Promise<readonly Difference[]> => {
  const stored = await store.db.selectFrom('account').selectAll().where('id', '=', account).executeTakeFirst();
  const tasks = await store.db.selectFrom('task').selectAll().where('account', '=', account).execute();
  return compare(account, live, stored, tasks);
};

/** Differences between a case's live state and the read models of it and of its clocks; none when all is well. */
export const verifyCase = async (store: Store, id: string, live: Live<CaseState>): Promise<readonly Difference[]> => {
  const stored = await store.db.selectFrom('serviceCase').selectAll().where('id', '=', id).executeTakeFirst();
  const rows = await store.db.selectFrom('milestone').selectAll().where('case', '=', id).execute();
  const expected = new Map(milestoneRows(id, live.state).map((row) => [row.id, row]));
  const there = new Map(rows.map((row) => [row.id, row]));
  return [
    ...differences('case', caseRow(id, live.sequence, live.state), stored),
    ...Array.from(new Set([...expected.keys(), ...there.keys()])).flatMap((key) =>
      differences(`milestone.${key}`, expected.get(key), there.get(key)),
    ),
  ];
};

/** Differences between a handover's live state and its read model; none when all is well. */
export const verifyHandover = async (store: Store, id: string, live: Live<HandoverState>): Promise<readonly Difference[]> => {
  const stored = await store.db.selectFrom('handover').selectAll().where('id', '=', id).executeTakeFirst();
  return differences('handover', handoverRow(id, live.sequence, live.state), stored);
};

/** Differences between a person's live state and the read model of it; none when all is well. */
export const verifyPerson = async (store: Store, id: string, live: Live<PersonState>): Promise<readonly Difference[]> => {
  const stored = await store.db.selectFrom('personLife').selectAll().where('id', '=', id).executeTakeFirst();
  return differences('person', personLifeRow(id, live.sequence, live.state), stored);
};

const compare = (
  account: string,
  live: Live<AccountState>,
  stored: AccountRow | undefined,
  tasks: readonly TaskRow[],
): readonly Difference[] => {
  const found = differences('account', accountRow(account, live.sequence, live.state), stored);
  const rows = new Map(tasks.map((row) => [row.id, row]));
  for (const [key, task] of [...Object.values(live.state.tasks), ...live.state.closed].map((one) => [keyOf(one), one] as const)) {
    const expected = taskRow(account, key, task, live.state);
    const row = rows.get(expected.id);
    rows.delete(expected.id);
    // A closed task keeps the owner it had and those who heard of it, whoever has the roles today.
    const kept = row !== undefined && 'closedAt' in task ? { owner: row.owner, attendant: row.attendant, climbs: row.climbs } : {};
    found.push(...differences(`task.${expected.id}`, { ...expected, ...kept }, row));
  }
  // Those that the state has forgotten are closed.
  for (const row of rows.values())
    if (row.state === 'planned' || row.state === 'open') found.push({ path: `task.${row.id}.state`, live: undefined, stored: row.state });
  return found;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** The order of keys and absent against undefined make no difference. */
const differences = (path: string, live: unknown, stored: unknown): Difference[] => {
  if (!isObject(live) || !isObject(stored) || Array.isArray(live) !== Array.isArray(stored))
    return Object.is(live, stored) ? [] : [{ path, live, stored }];
  const keys = new Set([...Object.keys(live), ...Object.keys(stored)]);
  return Array.from(keys).flatMap((key) => differences(`${path}.${key}`, live[key], stored[key]));
};
