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

/** Tasks escalated to one of `mine` since the last digest, each step once (E5), that none of `mine` attends to. */
export async function escalatedOf(
  store: Store,
  { now, since }: { readonly now: Instant; readonly since: Instant },
  mine: readonly string[],
): Promise<EscalatedTask[]> {
  const rows = await pendingTasks(store).where('task.due', '<', now).where(hasEscalatedTo(mine, now)).execute();
  return rows.flatMap((row) => {
    const at = Math.max(
      ...row.escalations.flatMap((step) => (step.at <= now && step.to.some((one) => mine.includes(one)) ? [step.at] : [])),
    );
    return digestTask(row).flatMap((task) => (mine.includes(task.attendant) || at <= since ? [] : [{ ...task, at }]));
  });
}

/** Pending tasks: all of `persons`, and those in the accounts `sold` that are due before the next digest. */
export async function tasksOf(
  store: Store,
  { next, until }: { readonly next: Instant; readonly until: Instant },
  persons: readonly string[],
  sold: readonly string[],
): Promise<DigestTask[]> {
  const rows = await pendingTasks(store)
    .where((where) =>
      where.or([
        where.and([
          where('task.attendant', 'in', persons),
          where.or([where('task.state', '=', 'open'), where('task.due', '<', Math.max(next, until))]),
        ]),
        ...(sold.length === 0 ? [] : [where.and([where('task.account', 'in', sold), where('task.due', '<', next)])]),
      ]),
    )
    .execute();
  return rows.flatMap((row) => digestTask(row));
}
