// Changes in a person's accounts since their last digest that others made, or time, as the journal tells them.

import { type SqlBool, sql } from 'kysely';
import { accountEntity, caseEntity, entityParts, type TaskIdentity, taskId, taskKey } from '../../domain/ids';
import type { Instant } from '../../domain/time/time';
import { names as namesOfAccounts } from '../accounts/accounts';
import type { Store } from '../engine/store';
import { anyOf } from './digest-tasks';

const KINDS = {
  taskReassigned: 'task-given',
  taskMoved: 'task-moved',
  taskCancelled: 'task-cancelled',
  stageEntered: 'stage',
  accountAmended: 'level',
  accountPaused: 'paused',
  accountResumed: 'resumed',
  caseOpened: 'case-opened',
  caseResolved: 'case-resolved',
} as const;
const TYPES = Object.keys(KINDS) as (keyof typeof KINDS)[];

export interface Change {
  readonly kind: (typeof KINDS)[keyof typeof KINDS];
  readonly at: Instant;
  readonly account: string;
  readonly accountName: string;
  /** Name of the person who did it; null: time or the system did. */
  readonly by: string | null;
  /** Id of the task or case, or code of the stage or level; null where there is none. */
  readonly about: string | null;
  /** The touchpoint of a task. */
  readonly touchpoint: string | null;
  /** The task's current due time. */
  readonly due: Instant | null;
}

/** Whom changes are read for. `mine`: the reader, and those they stand in for; `own`: ids of their accounts. */
interface Reader {
  readonly request: { readonly person: string; readonly now: Instant; readonly since: Instant; readonly until: Instant };
  readonly mine: readonly string[];
  readonly own: readonly string[];
}

/** The most changes in one digest. The rest is in the accounts' histories. */
const MOST = 300;

/** For each reader: changes in their accounts, and of tasks assigned to one of `mine`, the latest first. What they did themselves is left out. */
export async function changesFor(store: Store, readers: readonly Reader[]): Promise<readonly (readonly Change[])[]> {
  const most = MOST * readers.length;
  const rows = await changesIn(store, readers, most);
  // The limit may have cut off changes of one reader: read each reader's alone.
  if (rows.length === most && readers.length > 1) return (await Promise.all(readers.map((one) => changesFor(store, [one])))).flat();
  const found = rows.flatMap(factOf);
  const cases = await accountsOfCases(
    store,
    found.flatMap(({ entity, isCase }) => (isCase ? [entity] : [])),
  );
  const accountOf = ({ entity, isCase }: Fact): string => (isCase ? (cases.get(entity) ?? entity) : entity);
  const [tasks, names] = await Promise.all([
    rowsOfTasks(
      store,
      found.flatMap(({ task }) => task ?? []),
    ),
    namesOfAccounts(store, [...new Set(found.map(accountOf))]),
  ]);
  return readers.map(({ request: { person, now, since, until }, mine, own }) => {
    const ours = new Set(own);
    const isTold = (fact: Fact): boolean =>
      fact.at > since &&
      fact.at <= now &&
      fact.person !== person &&
      (ours.has(accountOf(fact)) || (fact.to !== undefined && mine.includes(fact.to)));
    const seen = new Set<string>();
    return found
      .filter(isTold)
      .slice(0, MOST)
      .flatMap((fact): Change[] => {
        const { kind, entity, at, by, task, about } = fact;
        const row = task === undefined ? undefined : tasks.get(task);
        const key = `${kind} ${about ?? entity}`;
        if (seen.has(key) || (task !== undefined && !(row && isTheirs(kind, row, mine, now, until)))) return [];
        seen.add(key);
        const account = accountOf(fact);
        const what = { account, accountName: names.get(account) ?? account, touchpoint: row?.touchpoint ?? null, due: row?.due ?? null };
        return [{ kind, at, by, about, ...what }];
      });
  });
}

const changesIn = (store: Store, readers: readonly Reader[], most: number) => {
  const accounts = anyOf(readers.map(({ own }) => own));
  const requests = readers.map(({ request }) => request);
  return store.db
    .selectFrom('journal')
    .leftJoin('person', 'person.id', 'journal.by')
    .select(['entity', 'at', 'type', 'by', 'data', 'person.name as byName'])
    .where('at', '>', Math.min(...requests.map(({ since }) => since)))
    .where('at', '<=', Math.max(...requests.map(({ now }) => now)))
    .where('type', 'in', TYPES)
    .where((where) =>
      where.or([
        where('entity', 'in', accounts.map(accountEntity)),
        where.and([
          where('type', '=', 'taskReassigned'),
          sql<SqlBool>`data ->> 'to' in (${sql.join(anyOf(readers.map(({ mine }) => mine)))})`,
        ]),
        where.and([
          where('type', '=', 'caseResolved'),
          where(
            'entity',
            'in',
            where
              .selectFrom('serviceCase')
              .select(sql<string>`${sql.lit(caseEntity(''))} || id`.as('entity'))
              .where('account', 'in', accounts),
          ),
        ]),
      ]),
    )
    .orderBy('at', 'desc')
    .orderBy('entity')
    .orderBy('sequence', 'desc')
    .limit(most)
    .execute();
};

type ChangeRow = Awaited<ReturnType<typeof changesIn>>[number];

/** What an event of the journal says. */
interface Fact {
  readonly kind: Change['kind'];
  readonly entity: string;
  readonly isCase: boolean;
  readonly at: Instant;
  /** Id and name of who did it. */
  readonly person: string | null;
  readonly by: string | null;
  /** To whom a task was given. */
  readonly to: string | undefined;
  readonly task: string | undefined;
  readonly about: string | null;
}

function factOf({ entity, at, type, by, byName, data }: ChangeRow): Fact[] {
  const { kind: ofKind, id } = entityParts(entity);
  const task = taskOf(id, data);
  const about = type === 'stageEntered' ? data.stage : type === 'accountAmended' ? data.level : (data.case ?? task ?? null);
  // Other amendments are not shown.
  if (type === 'accountAmended' && about === undefined) return [];
  const isCase = ofKind === 'case';
  return [
    {
      kind: KINDS[type as keyof typeof KINDS],
      ...{ entity: id, isCase, at, person: by, by: byName ?? by, task },
      to: type === 'taskReassigned' ? (data.to as string | undefined) : undefined,
      about: isCase ? id : (about as string | null),
    },
  ];
}

/** The id of the task that an account's event is about; `undefined` where it is about none. */
const taskOf = (account: string, { task, ...occurrence }: Readonly<Record<string, unknown>>): string | undefined => {
  if (typeof task === 'string') return taskId(account, task);
  return typeof occurrence['touchpoint'] === 'string' ? taskId(account, taskKey(occurrence as unknown as TaskIdentity)) : undefined;
};

type Row = Awaited<ReturnType<typeof rowsOfTasks>> extends ReadonlyMap<string, infer R> ? R : never;

/** Whether a change of a task matters to those who attend to it. A task far ahead, which nobody has been reminded of, does not. */
function isTheirs(
  kind: Change['kind'],
  { attendant, state, due, remindAt }: Row,
  mine: readonly string[],
  now: Instant,
  until: Instant,
): boolean {
  if (attendant === null || !mine.includes(attendant)) return false;
  if (kind === 'task-cancelled') return state === 'cancelled' && (remindAt[0] ?? due) <= now;
  return (state === 'planned' || state === 'open') && (kind === 'task-given' || state === 'open' || due < until);
}

const rowsOfTasks = async (store: Store, ids: readonly string[]) =>
  new Map(
    ids.length === 0
      ? []
      : (
          await store.db
            .selectFrom('task')
            .select(['id', 'touchpoint', 'due', 'attendant', 'state', 'remindAt'])
            .where('id', 'in', ids)
            .execute()
        ).map((row) => [row.id, row] as const),
  );

const accountsOfCases = async (store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    ids.length === 0
      ? []
      : (await store.db.selectFrom('serviceCase').select(['id', 'account']).where('id', 'in', ids).execute()).map(({ id, account }) => [
          id,
          account,
        ]),
  );
