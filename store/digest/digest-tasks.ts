// The tasks of a digest: those of the reader and the team, and other people's overdue tasks escalated to the reader.
import type { Instant } from '../../domain/time/time';
import { hasEscalatedTo } from '../accounts/tasks';
import type { Store } from '../engine/store';
import type { TaskRow } from '../schema/tables';

export interface DigestTask
  extends Pick<TaskRow, 'id' | 'account' | 'touchpoint' | 'nominal' | 'due' | 'remindAt' | 'state' | 'stage' | 'provisional'> {
  readonly accountName: string;
  /** The person who attends to it: id and name. */
  readonly attendant: string;
  readonly attendantName: string;
}

/** Another person's overdue task, escalated to the reader or to somebody they stand in for. */
export interface EscalatedTask extends DigestTask {
  /** When it was last escalated to them. */
  readonly at: Instant;
}

const QUIET = ['paused', 'dormant', 'lost', 'closed', 'prospect'];

/** Unfinished tasks that are not snoozed, in accounts that are not quiet, by due time. */
const pendingTasks = (store: Store) =>
  store.db
    .selectFrom('task')
    .innerJoin('account', 'account.id', 'task.account')
    .leftJoin('profile', 'profile.account', 'task.account')
    .leftJoin('person', 'person.id', 'task.attendant')
    .selectAll('task')
    .select(['profile.name as accountName', 'person.name as attendantName'])
    .where('task.state', 'in', ['planned', 'open'])
    .where('task.snoozedUntil', 'is', null)
    .where('account.status', 'not in', QUIET)
    .orderBy('task.due')
    .orderBy('task.id');

type PendingTask = Awaited<ReturnType<ReturnType<typeof pendingTasks>['execute']>>[number];

const digestTask = ({ attendant, attendantName, accountName, ...row }: PendingTask): DigestTask[] =>
  attendant === null ? [] : [{ ...row, accountName: accountName ?? row.account, attendant, attendantName: attendantName ?? attendant }];

/** Whom tasks are read for. */
interface Reader {
  readonly request: { readonly now: Instant; readonly since: Instant; readonly next: Instant; readonly until: Instant };
  readonly mine: readonly string[];
  readonly persons: readonly string[];
  readonly sold: readonly string[];
}

/** All ids of `lists`, each once, and the empty id, which nobody has: SQL knows no empty `in`. */
export const anyOf = (lists: readonly (readonly string[])[]): string[] => ['', ...new Set(lists.flat())];

/** For each reader: tasks escalated to one of `mine` since the last digest, each step once (E5), that none of `mine` attends to. */
export async function escalatedFor(store: Store, readers: readonly Reader[]): Promise<readonly (readonly EscalatedTask[])[]> {
  const latest = Math.max(...readers.map(({ request }) => request.now));
  const rows = await pendingTasks(store)
    .where('task.due', '<', latest)
    .where(hasEscalatedTo(anyOf(readers.map(({ mine }) => mine)), latest))
    .execute();
  return readers.map(({ request: { now, since }, mine }) =>
    rows.flatMap((row) => {
      const steps = row.escalations.flatMap((step) => (step.at <= now && step.to.some((one) => mine.includes(one)) ? [step.at] : []));
      if (row.due >= now || steps.length === 0) return [];
      const at = Math.max(...steps);
      return digestTask(row).flatMap((task) => (mine.includes(task.attendant) || at <= since ? [] : [{ ...task, at }]));
    }),
  );
}

/** For each reader: pending tasks, all of `persons`, and those in the accounts `sold` that are due before the next digest. */
export async function tasksFor(store: Store, readers: readonly Reader[]): Promise<readonly (readonly DigestTask[])[]> {
  const horizonOf = ({ next, until }: Reader['request']): Instant => Math.max(next, until);
  const horizon = Math.max(...readers.map(({ request }) => horizonOf(request)));
  const rows = await pendingTasks(store)
    .where((where) =>
      where.or([
        where.and([
          where('task.attendant', 'in', anyOf(readers.map(({ persons }) => persons))),
          where.or([where('task.state', '=', 'open'), where('task.due', '<', horizon)]),
        ]),
        where.and([where('task.account', 'in', anyOf(readers.map(({ sold }) => sold))), where('task.due', '<', horizon)]),
      ]),
    )
    .execute();
  const byAttendant = new Map<string, PendingTask[]>();
  for (const row of rows) {
    const theirs = byAttendant.get(row.attendant ?? '');
    if (theirs) theirs.push(row);
    else byAttendant.set(row.attendant ?? '', [row]);
  }
  return readers.map(({ request, persons, sold }) => {
    const isTheirs = (row: PendingTask): boolean => row.state === 'open' || row.due < horizonOf(request);
    const theirs = persons.flatMap((person) => byAttendant.get(person)?.filter(isTheirs) ?? []);
    const known = new Set(theirs);
    const others = sold.length === 0 ? [] : rows.filter((row) => !known.has(row) && sold.includes(row.account) && row.due < request.next);
    return [...theirs, ...others].sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1)).flatMap((row) => digestTask(row));
  });
}
