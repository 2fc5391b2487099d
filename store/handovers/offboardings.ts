// Offboardings: who leaves, the planned successors, and the progress.

import { sql } from 'kysely';
import { rolesOf as rolesIn } from '../../domain/account/owner';
import type { Roles } from '../../domain/account/roles';
import type { Team } from '../../domain/account/types';
import { type Belongings, type Successor, successorsOf } from '../../domain/offboarding';
import type { Instant } from '../../domain/time/time';
import { rowsOf, writeRows } from '../engine/rows';
import type { Db, Store } from '../engine/store';
import { readTogether, together } from '../engine/together';
import { type Window, type Windowed, windowed } from '../engine/window';
import type { OffboardingItem, OffboardingRow } from '../schema/offboarding-tables';
import { applyStaged } from '../staged/staged';
import { UNDER_WAY } from './handovers';

export type Offboarding = OffboardingRow;
export type { OffboardingItem } from '../schema/offboarding-tables';

export interface NewOffboarding {
  readonly key: string;
  readonly person: string;
  readonly successors: readonly Successor[];
  readonly reason: string;
  readonly note?: string;
  readonly by?: string;
  readonly at: Instant;
}

export type NewItem = Pick<OffboardingItem, 'account' | 'successor' | 'belongings'>;

/**
 * Keeps an offboarding with its plan: one for each key, and at most one under way for each person, however many begin at once. Returns the one that
 * is kept, which has another key where another caller came first.
 */
export const begin = async (store: Store, offboarding: NewOffboarding, items: readonly NewItem[]): Promise<Offboarding> => {
  const { key, person, successors, reason, note = null, by = null, at } = offboarding;
  const begun = await store.db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto('offboarding')
      .values({ key, person, successors: JSON.stringify(successors), reason, note, by, at })
      // A conflict of the key or of the person; waits for a transaction that is about to commit.
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
  // The conflicting one may have ended meanwhile: try again.
  return there && (there.key === key || there.endedAt === null) ? there : begin(store, offboarding, items);
};

/** The offboarding with this key. */
export const byKey = (store: Store, key: string): Promise<Offboarding | undefined> =>
  store.db.selectFrom('offboarding').selectAll().where('key', '=', key).executeTakeFirst();

/** Adds accounts that came since the plan. An account that is planned already stays as it is, unless it was done. */
export const addItems = async (db: Db, offboarding: string, items: readonly NewItem[]): Promise<void> => {
  await db
    .deleteFrom('offboardingItem')
    .where('offboarding', '=', offboarding)
    .where('state', '=', 'done')
    .where('account', 'in', ['', ...items.map(({ account }) => account)])
    .execute();
  const kept = new Set(
    (await db.selectFrom('offboardingItem').select('account').where('offboarding', '=', offboarding).execute()).map(
      ({ account }) => account,
    ),
  );
  await writeRows(
    db,
    'offboardingItem',
    items
      .filter(({ account }) => !kept.has(account))
      .map(({ account, successor, belongings }) => ({
        offboarding,
        account,
        successor,
        belongings,
        state: 'open' as const,
        code: null,
        handover: null,
      })),
  );
};

export const get = readTogether<Offboarding>(async (store, ids) => {
  const found = await store.db.selectFrom('offboarding').selectAll().where('id', 'in', ids).execute();
  return new Map(found.map((offboarding) => [offboarding.id, offboarding]));
});

/** A person's offboarding: the one under way, or the latest. */
export const ofPerson = (store: Store, person: string): Promise<Offboarding | undefined> =>
  store.db
    .selectFrom('offboarding')
    .selectAll()
    .where('person', '=', person)
    .orderBy('endedAt', (order) => order.desc().nullsFirst())
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The latest first. */
export const list = async (store: Store): Promise<Offboarding[]> => (await window(store, {})).rows;

export const window = (store: Store, of: Window): Promise<Windowed<Offboarding>> =>
  windowed(store, store.db.selectFrom('offboarding').selectAll().orderBy('at', 'desc').orderBy('id', 'desc'), of);

export const items = (
  store: Store,
  offboarding: string,
  { state, limit }: { readonly state?: OffboardingItem['state']; readonly limit?: number } = {},
): Promise<OffboardingItem[]> =>
  store.db
    .selectFrom('offboardingItem')
    .selectAll()
    .where('offboarding', '=', offboarding)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'open'))
    .orderBy('account')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();

export const item = (store: Store, offboarding: string, account: string): Promise<OffboardingItem | undefined> =>
  store.db
    .selectFrom('offboardingItem')
    .selectAll()
    .where('offboarding', '=', offboarding)
    .where('account', '=', account)
    .executeTakeFirst();

type Outcome = Pick<OffboardingItem, 'offboarding' | 'account' | 'state'> & Partial<Pick<OffboardingItem, 'code' | 'handover'>>;

/** Records the result for one account. */
export const settle = together(async (store, outcomes: readonly Outcome[]) => {
  await sql`
    update offboarding_item item set state = given.state, code = given.code, handover = given.handover
    from ${rowsOf('offboardingItem', outcomes)} given
    where item.offboarding = given.offboarding and item.account = given.account`.execute(store.db);
  return outcomes.map(() => undefined);
});

/** Opens refused accounts again. */
export const reopenFailed = async (store: Store, offboarding: string): Promise<void> => {
  await store.db
    .updateTable('offboardingItem')
    .set({ state: 'open', code: null })
    .where('offboarding', '=', offboarding)
    .where('state', '=', 'failed')
    .execute();
};

/** Changes the successors of everything that is still open: `to` has each account's successor; accounts that come later go to `successors`. */
export const succeedBy = (
  store: Store,
  offboarding: string,
  successors: readonly Successor[],
  to: ReadonlyMap<string, string>,
): Promise<void> =>
  store.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('offboarding')
      .set({ successors: JSON.stringify(successors) })
      .where('id', '=', offboarding)
      .execute();
    for (const [account, successor] of to)
      await trx
        .updateTable('offboardingItem')
        .set({ successor })
        .where('offboarding', '=', offboarding)
        .where('account', '=', account)
        .where('state', '<>', 'done')
        .execute();
  });

export const end = async (store: Store, offboarding: string, at: Instant): Promise<void> => {
  await store.db.updateTable('offboarding').set({ endedAt: at }).where('id', '=', offboarding).where('endedAt', 'is', null).execute();
};

/** Everything that a person has today, by account: roles, personal tasks and cases, and handovers that await their answer. */
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

/** Work that is left with a person who has left. */
export interface Stranded {
  readonly what: 'account' | 'task' | 'case';
  readonly id: string;
  readonly handle: string;
  /** The offboarding of that person that is under way. */
  readonly offboarding: string | null;
}

/** Accounts, tasks and cases left with people who have left, by account. Work that a running offboarding will still hand over is not listed. */
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
    select owned.what, owned.id, person.handle, offboarding.id as offboarding
      from owned
      join account on account.id = owned.account and account.status is distinct from 'closed'
      join person on person.id = owned.person and person.left_at is not null
      left join offboarding on offboarding.person = person.id and offboarding.ended_at is null
      where not exists (
        select from offboarding_item item
        where item.offboarding = offboarding.id and item.account = owned.account and item.state = 'open'
          and not exists (select from campaign where campaign.id = offboarding.id and campaign.status <> 'running')
      )
      order by owned.account, owned.what, owned.id, person.handle`.execute(store.db);
  return rows;
};

/** An SQL condition: the person is in the account's team. */
const has = (person: string) => sql<boolean>`exists (select from jsonb_each_text(team) where value = ${person})`;

const byAccount = (rows: readonly { readonly id: string; readonly account: string }[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { id, account } of rows) found.set(account, [...(found.get(account) ?? []), id]);
  return found;
};

const rolesOf = (team: Team, person: string) => Object.entries(team).flatMap(([role, holder]) => (holder === person ? [role] : []));

/** The successor of each account, by today's numbers; see `successorsOf`. */
export const assigned = async (store: Store, accounts: readonly Belongings[], successors: readonly Successor[]) =>
  successorsOf(
    accounts,
    successors,
    await loadOf(
      store,
      successors.map(({ person }) => person),
    ),
  );

/** Accounts' teams, by id. */
export const teamsOf = async (
  store: Store,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, { readonly team: Team; readonly roles: Roles }>> =>
  new Map(
    (
      await store.db
        .selectFrom('account')
        .select(['id', 'team', 'state'])
        .where('id', 'in', ['', ...accounts])
        .execute()
    ).map(({ id, team, state }) => [id, { team, roles: rolesIn(state) }] as const),
  );

/**
 * A proposed backup for each account: of the people who answer for accounts, the one with fewest, including those proposed here; nobody of `not` or
 * of the account's team. `undefined` where nobody is left.
 */
export async function backupsFor(
  store: Store,
  accounts: ReadonlyMap<string, Team>,
  not: readonly string[] = [],
): Promise<ReadonlyMap<string, string | undefined>> {
  const lookingAfter = await store.db
    .selectFrom('person')
    .innerJoin('account', (join) =>
      join.on(
        sql<boolean>`person.id in (account.team ->> (account.state #>> '{terms,roles,answers}'), account.team ->> (account.state #>> '{terms,roles,standsIn}'))`,
      ),
    )
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

/** The number of accounts in which each person has a role. */
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
