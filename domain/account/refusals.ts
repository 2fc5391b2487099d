// The checks that refuse a command to an account.
import { DomainError } from '../decider/decider';
import { dateOf, type Instant, isPlainDate, isZone, type PlainDate } from '../time/time';
import { isUnfinished, taskIn } from './evolve';
import type { Terms } from './terms';
import type { AccountState, Assessment, HandoverId, Particulars, Role, Task, TaskKey } from './types';

/** The dates of two time zones differ by at most a day, in milliseconds. */
const DAY = 86_400_000;

/** Throws for a code that the playbook has not: `unknown-level`, `unknown-segment`, `unknown-role`, `unknown-phase`. */
export function checkCodes(
  { level, segment, team = {}, phase }: Particulars & Pick<Assessment, 'phase'>,
  { levels, segments, roles, phases }: Pick<Terms, 'levels' | 'segments' | 'roles' | 'phases'>,
): void {
  const check = (what: 'level' | 'segment' | 'phase' | 'role', code: string | undefined, known: readonly string[]): void => {
    if (code !== undefined && !known.includes(code)) throw new DomainError(`unknown-${what}`, { code, known });
  };
  check('level', level, levels);
  check('segment', segment, segments);
  check('phase', phase, phases);
  for (const role of Object.keys(team)) check('role', role, roles.all);
}

/** Throws `unknown-zone`, `bad-date`, `ends-before-signing`, and what `checkCodes` throws. */
export function checkParticulars(statement: Particulars, signedOn: PlainDate | undefined, terms: Terms): void {
  checkCodes(statement, terms);
  if (statement.zone !== undefined && !isZone(statement.zone)) throw new DomainError('unknown-zone', { zone: statement.zone });
  for (const [of, date] of [
    ['promised-delivery', statement.promisedOn],
    ['contract-end', statement.contractEndsOn],
    ['signing', signedOn],
  ] as const)
    if (date !== undefined && !isPlainDate(date)) throw new DomainError('bad-date', { date: String(date), of });
  if (statement.contractEndsOn !== undefined && signedOn !== undefined && statement.contractEndsOn < signedOn)
    throw new DomainError('ends-before-signing', { endsOn: statement.contractEndsOn, signedOn });
}

/** The first role in `team` that goes to another person while a handover is moving it, and that handover. */
export function roleUnderWay(
  { team: holders, handovers }: AccountState,
  team: Particulars['team'] = {},
): { readonly role: Role; readonly handover: HandoverId } | undefined {
  for (const [handover, succession] of Object.entries(handovers)) {
    if (succession.kind !== 'ours') continue;
    const role = succession.roles.find((one) => team[one] !== undefined && team[one] !== holders[one]);
    if (role !== undefined) return { role, handover };
  }
  return undefined;
}

/** Throws `handover-under-way` for a role that is being handed over: the handover itself changes it and notifies everybody concerned. */
export function checkTeam(state: AccountState, { team }: Particulars): void {
  const found = roleUnderWay(state, team);
  if (found) throw new DomainError('handover-under-way', { handover: found.handover, role: found.role });
}

/** Throws `signed-in-future`. */
export function checkSigning(signedOn: PlainDate, zone: string, now: Instant): void {
  if (signedOn > dateOf(now + DAY, zone)) throw new DomainError('signed-in-future', { on: signedOn });
}

/** Throws unless the account is alive. A prospect passes only with `also: 'prospect'`. */
export function checkAlive(state: AccountState, also?: 'prospect'): void {
  if (state.status === undefined) throw new DomainError('not-started', { of: 'account' });
  if (state.status === 'closed') throw new DomainError('account-closed');
  if (state.status === 'prospect' && also !== 'prospect') throw new DomainError('not-signed');
}

/** Throws `unknown-task`. */
export function taskOf(state: AccountState, key: TaskKey): Task {
  const task = taskIn(state, key);
  if (!task) throw new DomainError('unknown-task', { key });
  return task;
}

/** A task that is planned or open. Throws `unknown-task`, `task-closed`. */
export function unfinished(state: AccountState, key: TaskKey): Task {
  checkAlive(state);
  const task = taskOf(state, key);
  if (!isUnfinished(task)) throw new DomainError('task-closed', { task: key, state: task.state });
  return task;
}
