// Departures: who leaves, what was planned to go to whom, and how far that is.
import { sql } from 'kysely';
import type { Team } from '../domain/account/types';
import { type Belongings, type Successor, successorsOf } from '../domain/leave';
import type { Instant } from '../domain/time';
import { UNDER_WAY } from './handovers';
import type { LeaveItem, LeaveRow } from './leave-tables';
import { writeRows } from './rows';
import { applyStaged } from './staged';
import type { Db, Store } from './store';

export type Leave = LeaveRow;
export type { LeaveItem } from './leave-tables';

export interface NewLeave {
  readonly key: string;
  readonly person: string;
  readonly successors: readonly Successor[];
  readonly reason: string;
  readonly note?: string;
  readonly by?: string;
  readonly at: Instant;
}

export type NewItem = Pick<LeaveItem, 'account' | 'successor' | 'belongings'>;

export const entityOfLeave = (id: string): string => `leave/${id}`;

/**
 * Keeps a departure with its plan: one a key, and one under way a person, however many begin at once. Answers the one that there is then;
 * it has another key where somebody else was faster.
 */
export const begin = async (store: Store, leave: NewLeave, items: readonly NewItem[]): Promise<Leave> => {
  const { key, person, successors, reason, note = null, by = null, at } = leave;
  const begun = await store.db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto('leave')
      .values({ key, person, successors: JSON.stringify(successors), reason, note, by, at })
      // Of this key, or of this person: waits for one that is about to be committed.
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (row) {
      await addItems(trx, row.id, items);
      if (note !== null) await applyStaged(trx, [note]);
    }
    return row;
  });
  const there = begun ?? (await byKey(store, key)) ?? (await ofPerson(store, person));
  // The one that was in the way may have ended meanwhile.
  return there && (there.key === key || there.endedAt === null) ? there : begin(store, leave, items);
};

/** The departure that a key began. */
export const byKey = (store: Store, key: string): Promise<Leave | undefined> =>
  store.db.selectFrom('leave').selectAll().where('key', '=', key).executeTakeFirst();

/** Adds accounts that have come since; one that is planned already stays as it is unless it was done. */
export const addItems = async (db: Db, leave: string, items: readonly NewItem[]): Promise<void> => {
  await db
    .deleteFrom('leaveItem')
    .where('leave', '=', leave)
    .where('state', '=', 'done')
    .where('account', 'in', ['', ...items.map(({ account }) => account)])
    .execute();
  const kept = new Set(
    (await db.selectFrom('leaveItem').select('account').where('leave', '=', leave).execute()).map(({ account }) => account),
  );
  await writeRows(
    db,
    'leaveItem',
    items
      .filter(({ account }) => !kept.has(account))
      .map(({ account, successor, belongings }) => ({
        leave,
        account,
        successor,
        belongings,
        state: 'open' as const,
        code: null,
        handover: null,
      })),
  );
};

export const get = (store: Store, id: string): Promise<Leave | undefined> =>
  store.db.selectFrom('leave').selectAll().where('id', '=', id).executeTakeFirst();

/** The one that is under way for a person, or the latest. */
export const ofPerson = (store: Store, person: string): Promise<Leave | undefined> =>
  store.db
    .selectFrom('leave')
    .selectAll()
    .where('person', '=', person)
    .orderBy('endedAt', (order) => order.desc().nullsFirst())
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The latest first. */
export const list = (store: Store): Promise<Leave[]> =>
  store.db.selectFrom('leave').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').execute();

export const items = (
  store: Store,
  leave: string,
  { state, limit }: { readonly state?: LeaveItem['state']; readonly limit?: number } = {},
): Promise<LeaveItem[]> =>
  store.db
    .selectFrom('leaveItem')
    .selectAll()
    .where('leave', '=', leave)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'open'))
    .orderBy('account')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();

export const item = (store: Store, leave: string, account: string): Promise<LeaveItem | undefined> =>
  store.db.selectFrom('leaveItem').selectAll().where('leave', '=', leave).where('account', '=', account).executeTakeFirst();

/** What came of one account. */
export const settle = async (
  store: Store,
  leave: string,
  account: string,
  { state, code = null, handover = null }: Pick<LeaveItem, 'state'> & Partial<Pick<LeaveItem, 'code' | 'handover'>>,
): Promise<void> => {
  await store.db
    .updateTable('leaveItem')
    .set({ state, code, handover })
    .where('leave', '=', leave)
    .where('account', '=', account)
    .execute();
};

export const markStopped = async (store: Store, leave: string, stopped: boolean): Promise<void> => {
  await store.db.updateTable('leave').set({ stopped }).where('id', '=', leave).execute();
};

/** Has those that were refused tried again. */
export const reopenFailed = async (store: Store, leave: string): Promise<void> => {
  await store.db
    .updateTable('leaveItem')
    .set({ state: 'open', code: null })
    .where('leave', '=', leave)
    .where('state', '=', 'failed')
    .execute();
};

/** What is not handed over yet goes to others: `to` has the successor of each account; from now on `successors` take what comes. */
export const succeedBy = (store: Store, leave: string, successors: readonly Successor[], to: ReadonlyMap<string, string>): Promise<void> =>
  store.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('leave')
      .set({ successors: JSON.stringify(successors) })
      .where('id', '=', leave)
      .execute();
    for (const [account, successor] of to)
      await trx
        .updateTable('leaveItem')
        .set({ successor })
        .where('leave', '=', leave)
        .where('account', '=', account)
        .where('state', '<>', 'done')
        .execute();
  });

export const end = async (store: Store, leave: string, at: Instant): Promise<void> => {
  await store.db.updateTable('leave').set({ endedAt: at }).where('id', '=', leave).where('endedAt', 'is', null).execute();
};

/** Everything that a person has today: roles, what was given to them in person, handovers that await them. By account. */
export async function belongingsOf(store: Store, person: string): Promise<Belongings[]> {
  const [tasks, cases, handovers] = await Promise.all([
    store.db
      .selectFrom('task')
      .select(['id', 'account'])
      .where('owner', '=', person)
      .where('state', 'in', ['planned', 'open'])
      .orderBy('id')
      .execute(),
    store.db
      .selectFrom('serviceCase')
      .select(['id', 'account'])
      .where('status', 'in', ['open', 'waiting', 'resolved'])
      .where(sql<boolean>`state->>'engineer' = ${person}`)
      .orderBy('id')
      .execute(),
    store.db
      .selectFrom('handover')
      .select(['id', 'account'])
      .where('status', 'in', UNDER_WAY)
      .where('kind', '=', 'ours')
      .where('successor', '=', person)
      .orderBy('id')
      .execute(),
  ]);
  const [tasksOf, casesOf, handoversOf] = [byAccount(tasks), byAccount(cases), byAccount(handovers)];
  const concerned = [...new Set([...tasksOf.keys(), ...casesOf.keys()])];
  const accounts = await store.db
    .selectFrom('account')
    .select(['id', 'segment', 'level', 'stage', 'zone', 'team'])
    .where('status', 'is distinct from', 'closed')
    .where((where) => where.or([has(person), where('id', 'in', ['', ...concerned])]))
    .orderBy('id')
    .execute();
  return accounts.map(({ id, team, ...rest }) => ({
    account: id,
    ...rest,
    roles: rolesOf(team, person),
    tasks: tasksOf.get(id) ?? [],
    cases: casesOf.get(id) ?? [],
    handovers: handoversOf.get(id) ?? [],
  }));
}

/** Work of somebody who has left. */
export interface Stranded {
  readonly what: 'account' | 'task' | 'case';
  readonly id: string;
  readonly handle: string;
  /** The departure that is under way for that person. */
  readonly leave: string | null;
}

/** What is left with people who have left, by account: their accounts, tasks and cases, but for what a departure that goes on will hand over. */
export const stranded = async (store: Store): Promise<readonly Stranded[]> => {
  const { rows } = await sql<Stranded>`
    with owned as (
      select 'account' as what, account.id, account.id as account, held.value as person
        from account, jsonb_each_text(account.team) held
      union
      select 'task', task.id, task.account, task.owner from task where task.state in ('planned', 'open')
      union
      select 'case', service_case.id, service_case.account, service_case.owner from service_case
        where service_case.status in ('open', 'waiting', 'resolved')
    )
    select owned.what, owned.id, person.handle, leave.id as leave
      from owned
      join account on account.id = owned.account and account.status is distinct from 'closed'
      join person on person.id = owned.person and person.left_at is not null
      left join leave on leave.person = person.id and leave.ended_at is null
      where not exists (
        select from leave_item item
        where item.leave = leave.id and item.account = owned.account and item.state = 'open' and not leave.stopped
      )
      order by owned.account, owned.what, owned.id, person.handle`.execute(store.db);
  return rows;
};

/** Accounts in whose team a person is. */
const has = (person: string) => sql<boolean>`exists (select from jsonb_each_text(team) where value = ${person})`;

const byAccount = (rows: readonly { readonly id: string; readonly account: string }[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { id, account } of rows) found.set(account, [...(found.get(account) ?? []), id]);
  return found;
};

const rolesOf = (team: Team, person: string) =>
  (Object.entries(team) as [keyof Team, string][]).flatMap(([role, holder]) => (holder === person ? [role] : []));

/** To whom each account goes, as things stand today; see `successorsOf`. */
export const assigned = async (store: Store, accounts: readonly Belongings[], successors: readonly Successor[]) =>
  successorsOf(
    accounts,
    successors,
    await loadOf(
      store,
      successors.map(({ person }) => person),
    ),
  );

/** The teams of accounts, by id. */
export const teamsOf = async (store: Store, accounts: readonly string[]): Promise<ReadonlyMap<string, Team>> =>
  new Map(
    (
      await store.db
        .selectFrom('account')
        .select(['id', 'team'])
        .where('id', 'in', ['', ...accounts])
        .execute()
    ).map(({ id, team }) => [id, team] as const),
  );

/**
 * Who could be the backup of each account, by account: of those who look after accounts whoever has fewest, those proposed here counted;
 * nobody who is in `not` or in that account's team. `undefined` where there is nobody.
 */
export async function backupsFor(
  store: Store,
  accounts: ReadonlyMap<string, Team>,
  not: readonly string[] = [],
): Promise<ReadonlyMap<string, string | undefined>> {
  const lookingAfter = await store.db
    .selectFrom('person')
    .innerJoin('account', (join) => join.on(sql<boolean>`person.id in (account.team ->> 'account-manager', account.team ->> 'backup')`))
    .select(['person.id', ({ fn }) => fn.countAll<number>().as('load')])
    .where('person.leftAt', 'is', null)
    .where('account.status', 'is distinct from', 'closed')
    .groupBy(['person.id', 'person.handle'])
    .orderBy('person.handle')
    .execute();
  const loads = new Map(lookingAfter.filter(({ id }) => !not.includes(id)).map(({ id, load }) => [id, Number(load)]));
  const found = new Map<string, string | undefined>();
  for (const [account, team] of accounts) {
    const [chosen] = [...loads.keys()]
      .filter((id) => !Object.values(team).includes(id))
      .sort((a, b) => (loads.get(a) ?? 0) - (loads.get(b) ?? 0));
    if (chosen !== undefined) loads.set(chosen, (loads.get(chosen) ?? 0) + 1);
    found.set(account, chosen);
  }
  return found;
}

/** In how many accounts each of these has a role. */
const loadOf = async (store: Store, people: readonly string[]): Promise<Readonly<Record<string, number>>> => {
  const counts = people.map(async (person) => {
    const { count } = await store.db
      .selectFrom('account')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('status', 'is distinct from', 'closed')
      .where(has(person))
      .executeTakeFirstOrThrow();
    return [person, Number(count)] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
};
