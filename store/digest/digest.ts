// A person's digest: their tasks and those of people they stand in for, tasks escalated to them, cases, handovers, changes, and the team.

import { type SqlBool, sql } from 'kysely';
import { isTask, taskId } from '../../domain/ids';
import { standsInFor } from '../../domain/person/absence';
import { isUnreached } from '../../domain/service-case/clocks';
import { firstLineOf } from '../../domain/service-case/first-line';
import type { MilestoneName } from '../../domain/service-case/terms';
import type { Milestone } from '../../domain/service-case/types';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';
import * as absences from '../people/absences';
import * as people from '../people/people';
import { type Change, changesFor } from './digest-changes';
import { type DigestHandover, handoversFor } from './digest-handovers';
import { type DigestTask, type EscalatedTask, escalatedOf, tasksOf } from './digest-tasks';

export type { Change } from './digest-changes';
export type { DigestHandover } from './digest-handovers';
export type { DigestTask, EscalatedTask } from './digest-tasks';

/** Whose digest, and for which times; instants in epoch milliseconds. */
export interface DigestRequest {
  /** Person id. */
  readonly person: string;
  readonly now: Instant;
  /** Changes since then are included. */
  readonly since: Instant;
  /** The time of the next digest: work due before it is due today. */
  readonly next: Instant;
  /** The end of "coming". */
  readonly until: Instant;
}

/** A case with an urgent clock. */
export interface DigestCase {
  /** `C-12`. */
  readonly id: string;
  readonly account: string;
  readonly accountName: string;
  /** The first line of the report; null where there is none. */
  readonly title: string | null;
  readonly kind: string;
  readonly severity: string;
  /** Id and name of the person who works on it. */
  readonly owner: string | null;
  readonly ownerName: string | null;
  readonly milestone: MilestoneName;
  readonly isBreached: boolean;
  readonly due: Instant;
}

/** A member of the team, in numbers. */
export interface Member {
  readonly person: string;
  readonly name: string;
  readonly overdue: number;
  readonly today: number;
  readonly cases: number;
  /** End of today's absence; null where the person is here. */
  readonly awayUntil: Instant | null;
}

export interface Digest {
  readonly now: Instant;
  /** The people whose work the reader does today. */
  readonly standingInFor: readonly { readonly person: string; readonly name: string; readonly until: Instant }[];
  readonly overdue: readonly DigestTask[];
  readonly escalated: readonly EscalatedTask[];
  readonly today: readonly DigestTask[];
  readonly coming: readonly DigestTask[];
  readonly cases: readonly DigestCase[];
  readonly handovers: readonly DigestHandover[];
  readonly changes: readonly Change[];
  /**
   * For readers who manage people or oversee accounts: the members' counts, and overdue tasks, the worst first, except tasks escalated to the
   * reader. Null for others.
   */
  readonly team: { readonly members: readonly Member[]; readonly overdue: readonly DigestTask[] } | null;
}

const LONGEST_TITLE = 60;

/** Whether nothing in it is worth a mail. */
export const isEmpty = ({ overdue, escalated, today, coming, cases, handovers, changes, team }: Digest): boolean =>
  [overdue, escalated, today, coming, cases, handovers, changes].every((list) => list.length === 0) &&
  (team?.members ?? []).every((member) => member.overdue + member.today + member.cases === 0);

/** Gathers a digest, each section with the most urgent first. What the reader got in a mail of its own since the last digest is left out. */
export async function gather(store: Store, request: DigestRequest): Promise<Digest> {
  const { person, now, next, since } = request;
  const away = await absences.list(store, now);
  const mine = standsInFor(person, now, away);
  const [reports, own, notified, absent] = await Promise.all([
    reportsOf(store, mine),
    accountsOf(store, mine),
    notifiedOf(store, request),
    people.byIds(store, mine),
  ]);
  const persons = [...mine, ...reports.map(({ id }) => id)];
  const sold = own.flatMap(({ id, isSold }) => (isSold ? [id] : []));
  const [tasks, escalated, cases, handovers, changes] = await Promise.all([
    tasksOf(store, request, persons, sold),
    escalatedOf(store, request, mine),
    casesOf(store, request, persons, mine),
    handoversFor(store, { person, now, since, mine, reports: reports.map(({ id }) => id) }),
    changesFor(
      store,
      request,
      mine,
      own.map(({ id }) => id),
    ),
  ]);
  const awayUntil = (id: string): Instant | null => away.find((one) => one.person === id && one.from <= now)?.until ?? null;

  // A task that was mailed while due and is overdue now is news again.
  const isNews = ({ id, due }: Pick<DigestTask, 'id' | 'due'>): boolean => {
    const at = notified.get(id);
    return at === undefined || (at < due && due <= now);
  };
  const theirs = tasks.filter((task) => mine.includes(task.attendant) && isNews(task));
  const hasEscalated = new Set(escalated.map(({ id }) => id));
  const others = tasks.filter((task) => !mine.includes(task.attendant) && task.due < next);
  const ownCases = cases.filter((one) => one.concerns && !notified.has(one.id));
  const pressing = (list: readonly DigestTask[]) => ({
    overdue: list.filter(({ due }) => due <= now),
    today: list.filter(({ due }) => due > now && due < next),
  });

  const nameOfMember = new Map([
    ...others.map(({ attendant, attendantName }) => [attendant, attendantName] as const),
    ...reports.map(({ id, name }) => [id, name] as const),
  ]);
  const members = Array.from(nameOfMember, ([id, name]): Member => {
    const owed = pressing(others.filter(({ attendant }) => attendant === id));
    return {
      person: id,
      name,
      overdue: owed.overdue.length,
      today: owed.today.length,
      cases: cases.filter(({ owner }) => owner === id).length,
      awayUntil: awayUntil(id),
    };
  });
  return {
    now,
    standingInFor: mine
      .filter((id) => id !== person)
      .map((id) => ({ person: id, name: absent.get(id)?.name ?? id, until: awayUntil(id) ?? now })),
    ...pressing(theirs),
    escalated: escalated.filter(({ id, at }) => (notified.get(id) ?? 0) < at),
    coming: theirs.filter(({ due }) => due >= next),
    cases: ownCases.map(({ concerns: _, ...one }) => one),
    handovers: handovers.filter(isNews),
    changes,
    team:
      members.length === 0
        ? null
        : {
            members: members.sort((a, b) => b.overdue - a.overdue || b.cases - a.cases || b.today - a.today || (a.name < b.name ? -1 : 1)),
            overdue: pressing(others).overdue.filter(({ id }) => !hasEscalated.has(id)),
          },
  };
}

/** The people whom `managers` manage, without the managers themselves. */
const reportsOf = (store: Store, managers: readonly string[]) =>
  store.db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('manager', 'in', managers)
    .where('id', 'not in', managers)
    .where('leftAt', 'is', null)
    .orderBy('handle')
    .execute();

/** Accounts whose team includes one of `persons`; `isSold`: one of them oversees it. */
const accountsOf = (store: Store, persons: readonly string[]) => {
  const overseer = sql<string>`team ->> (state #>> '{terms,roles,oversees}')`;
  return store.db
    .selectFrom('account')
    .select('id')
    .select(sql<boolean>`coalesce(${overseer} in (${sql.join(persons)}), false)`.as('isSold'))
    .where(isInTeam(sql.ref('account.state'), persons))
    .execute();
};

/** The tasks and cases that this person got mails about since the last digest, by id, with the times. */
async function notifiedOf(store: Store, { person, since }: DigestRequest): Promise<ReadonlyMap<string, Instant>> {
  const rows = await store.db
    .selectFrom('mail')
    .select(['account', 'reminders', 'sentAt'])
    .where('person', '=', person)
    .where('sentAt', '>', since)
    .where('account', 'is not', null)
    .where('state', '=', 'sent')
    .orderBy('sentAt')
    .execute();
  return new Map(
    rows.flatMap(({ account, reminders, sentAt }) =>
      reminders.map(({ task }) => [isTask(task) && account !== null ? taskId(account, task) : task, sentAt ?? since] as const),
    ),
  );
}

/** Open cases with a clock that is breached, has warned, or is due before `next`. `concerns`: one of `mine` is in their team or works on them. */
async function casesOf(
  store: Store,
  { next }: DigestRequest,
  persons: readonly string[],
  mine: readonly string[],
): Promise<(DigestCase & { readonly concerns: boolean })[]> {
  const rows = await store.db
    .selectFrom('serviceCase')
    .leftJoin('profile', 'profile.account', 'serviceCase.account')
    .leftJoin('note', 'note.id', 'serviceCase.note')
    .leftJoin('person', 'person.id', 'serviceCase.owner')
    .selectAll('serviceCase')
    .select(['profile.name as accountName', 'note.text as text', 'person.name as ownerName'])
    .select(sql<boolean>`owner in (${sql.join(mine)}) or ${isInTeam(sql.ref('service_case.state'), mine)}`.as('concerns'))
    .where('serviceCase.status', 'in', ['open', 'waiting'])
    .where('serviceCase.nextDue', 'is not', null)
    .where((where) => where.or([where('serviceCase.owner', 'in', persons), isInTeam(sql.ref('service_case.state'), mine)]))
    .orderBy('serviceCase.nextDue')
    .orderBy('serviceCase.id')
    .execute();
  return rows.flatMap(({ id, account, accountName, text, kind, severity, owner, ownerName, state, concerns }) => {
    const clock = pressingClock(state.milestones, next);
    if (!clock) return [];
    const names = { accountName: accountName ?? account, ownerName: ownerName ?? owner };
    return [{ id, account, ...names, title: firstLineOf(text, LONGEST_TITLE) ?? null, kind, severity, owner, concerns, ...clock }];
  });
}

const isInTeam = (state: ReturnType<typeof sql.ref>, persons: readonly string[]) =>
  sql<SqlBool>`exists (select 1 from jsonb_each_text(${state} -> 'team') member where member.value in (${sql.join(persons)}))`;

/** The most urgent clock: a breached one, else the one due first. */
function pressingClock(
  milestones: Readonly<Partial<Record<MilestoneName, Milestone>>>,
  next: Instant,
): Pick<DigestCase, 'milestone' | 'isBreached' | 'due'> | undefined {
  return (Object.entries(milestones) as [MilestoneName, Milestone][])
    .flatMap(([milestone, clock]) => {
      const { due, warned, state } = clock;
      if (!isUnreached(clock) || due === undefined) return [];
      const isBreached = state === 'breached';
      return isBreached || (state === 'running' && (due < next || warned > 0)) ? [{ milestone, isBreached, due }] : [];
    })
    .sort((a, b) => Number(b.isBreached) - Number(a.isBreached) || a.due - b.due)[0];
}
