// A person's digest: their tasks and those of people they stand in for, tasks escalated to them, cases, handovers, changes, and the team.

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { isTask, taskId } from '../../domain/ids';
import { standsInFor } from '../../domain/person/absence';
import { isUnreached } from '../../domain/service-case/clocks';
import { firstLineOf } from '../../domain/service-case/first-line';
import type { MilestoneName } from '../../domain/service-case/terms';
import type { Milestone } from '../../domain/service-case/types';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';
import { together } from '../engine/together';
import * as absences from '../people/absences';
import * as people from '../people/people';
import { type Change, changesFor } from './digest-changes';
import { areHandoversUnderWay, type DigestHandover, handoversFor } from './digest-handovers';
import { anyOf, type DigestTask, type EscalatedTask, escalatedFor, tasksFor } from './digest-tasks';

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

/** The most digests that share statements. */
const AT_ONCE = 50;
/** Real milliseconds that the digest of a mail waits for others. A morning mail can be a quarter of a second late. */
const PATIENCE = 250;

/** Gathers a digest, each section with the most urgent first. What the reader got in a mail of its own since the last digest is left out. */
export const gather: (store: Store, request: DigestRequest) => Promise<Digest> = together(gatherAll, { most: AT_ONCE });

/** The same for mails. It waits a moment for the digests of others, so that they share their statements. */
export const gatherForMail: typeof gather = together(gatherAll, { most: AT_ONCE, patience: PATIENCE });

async function gatherAll(store: Store, requests: readonly DigestRequest[]): Promise<readonly Digest[]> {
  const away = await absences.list(store, Math.min(...requests.map(({ now }) => now)));
  const mineOf = requests.map(({ person, now }) => standsInFor(person, now, away));
  const everybody = anyOf(mineOf);
  const [reports, own, notified, known] = await Promise.all([
    reportsOf(store, everybody),
    accountsOf(store, everybody),
    notifiedOf(store, requests),
    people.byIds(store, everybody),
  ]);
  const readers = requests.map((request, index): Reader => {
    const mine = mineOf[index] ?? [];
    const theirReports = reports.filter(({ id, manager }) => mine.includes(manager ?? '') && !mine.includes(id));
    const theirOwn = own.filter(({ team }) => team.some((member) => mine.includes(member)));
    return {
      request,
      mine,
      reports: theirReports,
      persons: [...mine, ...theirReports.map(({ id }) => id)],
      own: theirOwn.map(({ id }) => id),
      sold: theirOwn.flatMap(({ id, overseer }) => (overseer !== null && mine.includes(overseer) ? [id] : [])),
    };
  });
  const [tasks, escalated, cases, handovers, changes] = await Promise.all([
    tasksFor(store, readers),
    escalatedFor(store, readers),
    casesFor(store, readers),
    handoversOfAll(store, readers),
    changesFor(store, readers),
  ]);
  return readers.map((reader, index) =>
    digestOf(reader, {
      away: away.filter(({ until }) => until > reader.request.now),
      absent: known,
      notified: notified[index] ?? new Map(),
      tasks: tasks[index] ?? [],
      escalated: escalated[index] ?? [],
      cases: cases[index] ?? [],
      handovers: handovers[index] ?? [],
      changes: changes[index] ?? [],
    }),
  );
}

/** The reader of a digest. `mine`: ids of the reader and of the people they stand in for. */
interface Reader {
  readonly request: DigestRequest;
  readonly mine: readonly string[];
  readonly reports: readonly { readonly id: string; readonly name: string }[];
  /** `mine` and their reports. */
  readonly persons: readonly string[];
  /** Ids of accounts: `own` have one of `mine` in their team, `sold` are overseen by one of them. */
  readonly own: readonly string[];
  readonly sold: readonly string[];
}

interface Read {
  readonly away: readonly absences.AbsenceRow[];
  readonly absent: ReadonlyMap<string, people.Person>;
  readonly notified: ReadonlyMap<string, Instant>;
  readonly tasks: readonly DigestTask[];
  readonly escalated: readonly EscalatedTask[];
  readonly cases: readonly ReadCase[];
  readonly handovers: readonly DigestHandover[];
  readonly changes: readonly Change[];
}

function digestOf({ request, mine, reports }: Reader, read: Read): Digest {
  const { person, now, next } = request;
  const { away, absent, notified, tasks, escalated, cases, handovers, changes } = read;
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
    .select(['id', 'name', 'manager'])
    .where('manager', 'in', managers)
    .where('leftAt', 'is', null)
    .orderBy('handle')
    .execute();

/** Accounts whose team includes one of `persons`, with the whole team. */
const accountsOf = async (store: Store, persons: readonly string[]) => {
  const rows = await store.db
    .selectFrom('account')
    .select(['id', 'team'])
    .select(sql<string | null>`team ->> (state #>> '{terms,roles,oversees}')`.as('overseer'))
    .where(isInTeam(sql.ref('account.team'), persons))
    .execute();
  return rows.map(({ id, team, overseer }) => ({ id, overseer, team: Object.values(team) }));
};

/** For each request: the tasks and cases that its person got mails about since the last digest, by id, with the times. */
async function notifiedOf(store: Store, requests: readonly DigestRequest[]): Promise<readonly ReadonlyMap<string, Instant>[]> {
  const rows = await store.db
    .selectFrom('mail')
    .select(['person', 'account', 'reminders', 'sentAt'])
    .where('person', 'in', anyOf([requests.map(({ person }) => person)]))
    .where('sentAt', '>', Math.min(...requests.map(({ since }) => since)))
    .where('account', 'is not', null)
    .where('state', '=', 'sent')
    .orderBy('sentAt')
    .execute();
  return requests.map(
    ({ person, since }) =>
      new Map(
        rows
          .filter((row) => row.person === person && (row.sentAt ?? 0) > since)
          .flatMap(({ account, reminders, sentAt }) =>
            reminders.map(({ task }) => [isTask(task) && account !== null ? taskId(account, task) : task, sentAt ?? since] as const),
          ),
      ),
  );
}

/** Each reader's handovers. One look first says whether any handover is under way. */
async function handoversOfAll(store: Store, readers: readonly Reader[]): Promise<readonly (readonly DigestHandover[])[]> {
  if (!(await areHandoversUnderWay(store))) return readers.map(() => []);
  return Promise.all(
    readers.map(({ request: { person, now, since }, mine, reports }) =>
      handoversFor(store, { person, now, since, mine, reports: reports.map(({ id }) => id) }),
    ),
  );
}

type ReadCase = DigestCase & { readonly concerns: boolean };

/** Open cases with a clock that is breached, has warned, or is due before `next`. `concerns`: one of `mine` is in their team or works on them. */
async function casesFor(store: Store, readers: readonly Reader[]): Promise<readonly (readonly ReadCase[])[]> {
  const rows = await store.db
    .selectFrom('serviceCase')
    .leftJoin('profile', 'profile.account', 'serviceCase.account')
    .leftJoin('note', 'note.id', 'serviceCase.note')
    .leftJoin('person', 'person.id', 'serviceCase.owner')
    .selectAll('serviceCase')
    .select(['profile.name as accountName', 'note.text as text', 'person.name as ownerName'])
    .where('serviceCase.status', 'in', ['open', 'waiting'])
    .where('serviceCase.nextDue', 'is not', null)
    .where((where) =>
      where.or([
        where('serviceCase.owner', 'in', anyOf(readers.map(({ persons }) => persons))),
        isInTeam(sql`service_case.state -> 'team'`, anyOf(readers.map(({ mine }) => mine))),
      ]),
    )
    .orderBy('serviceCase.nextDue')
    .orderBy('serviceCase.id')
    .execute();
  return readers.map(({ request: { next }, mine, persons }) =>
    rows.flatMap(({ id, account, accountName, text, kind, severity, owner, ownerName, state }) => {
      const isOurs = Object.values(state.team).some((member) => mine.includes(member));
      if (!isOurs && (owner === null || !persons.includes(owner))) return [];
      const clock = pressingClock(state.milestones, next);
      if (!clock) return [];
      const names = { accountName: accountName ?? account, ownerName: ownerName ?? owner };
      const concerns = isOurs || (owner !== null && mine.includes(owner));
      return [{ id, account, ...names, title: firstLineOf(text, LONGEST_TITLE) ?? null, kind, severity, owner, concerns, ...clock }];
    }),
  );
}

const isInTeam = (team: RawBuilder<unknown>, persons: readonly string[]) =>
  sql<SqlBool>`exists (select 1 from jsonb_each_text(${team}) member where member.value in (${sql.join(persons)}))`;

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
