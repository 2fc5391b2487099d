// Identities are used once: the store refuses a second life under an old one.
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';

/**
 * Claims an identity such as `account/acme` for its only life. `starting`: it was claimed before but never journalled anything, a start
 * that died half-way and may be tried again. `used`: it has lived.
 */
export const claim = async (store: Store, entity: string, kind: string): Promise<'claimed' | 'starting' | 'used'> => {
  const added = await store.db
    .insertInto('entity')
    .values({ id: entity, kind, state: 'starting' })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added !== undefined) return 'claimed';
  const there = await store.db.selectFrom('entity').select('state').where('id', '=', entity).executeTakeFirst();
  // Released between the two statements: nobody has it.
  if (there === undefined) return claim(store, entity, kind);
  return there.state === 'starting' ? 'starting' : 'used';
};

/** What an account is to be called and what its contract says: kept under its claim, and shown by nobody before the account lives. */
export interface AccountBeginning {
  readonly account: string;
  readonly name: string;
  /** Calendar id of the playbook. */
  readonly calendar?: string | undefined;
  /** Decimal. */
  readonly annualFee?: string | undefined;
  readonly currency?: string | undefined;
  readonly signedOn?: string | undefined;
  readonly promisedDeliveryOn?: string | undefined;
  readonly contractEndsOn?: string | undefined;
}

/** Who claims an account. */
export interface Opening {
  /** Hash of all that the account is to start with. */
  readonly content: string;
  /** The command's id, where it has one: its repeat is told of what it has begun itself. */
  readonly command?: string | null | undefined;
  /** Real time. */
  readonly now: Instant;
}

export type AccountClaim =
  /** It is this start's, with its name and contract. */
  | { readonly is: 'claimed' }
  /** An earlier start with the same content has it, and may have died half-way: it goes on. */
  | { readonly is: 'same' }
  /** This very command has begun it before, and it lives. */
  | { readonly is: 'begun' }
  /** A start with other content has it; `since` is real time, `content` null where nobody remembers. */
  | { readonly is: 'other'; readonly since: Instant; readonly content: string | null }
  /** It has lived. */
  | { readonly is: 'used' };

/** Claims an account with its name and contract, all or nothing, in one statement. */
export const claimAccount = async (
  store: Store,
  entity: string,
  beginning: AccountBeginning,
  { content, command = null, now }: Opening,
): Promise<AccountClaim> => {
  const claimed = sql`
    insert into entity (id, kind, state, opening, command, claimed_at)
    values (${entity}, 'account', 'starting', ${content}, ${command}, ${now}) on conflict (id) do nothing returning id`;
  if (await begin(store, claimed, beginning)) return { is: 'claimed' };
  const there = await store.db
    .selectFrom('entity')
    .select(['state', 'opening', 'command', 'claimedAt'])
    .where('id', '=', entity)
    .executeTakeFirst();
  // Released between the two statements: nobody has it.
  if (there === undefined) return claimAccount(store, entity, beginning, { content, command, now });
  if (there.state !== 'starting') return { is: command !== null && there.command === command ? 'begun' : 'used' };
  return there.opening === content ? { is: 'same' } : { is: 'other', since: there.claimedAt ?? 0, content: there.opening };
};

/** Gives a claim that was abandoned to another start, unless somebody else was faster: `before` is the content that it was claimed with. */
export const takeOverAccount = (
  store: Store,
  entity: string,
  before: string | null,
  beginning: AccountBeginning,
  { content, command = null, now }: Opening,
): Promise<boolean> =>
  begin(
    store,
    sql`
    update entity set opening = ${content}, command = ${command}, claimed_at = ${now}
    where id = ${entity} and state = 'starting' and opening is not distinct from ${before} returning id`,
    beginning,
  );

/** Keeps name and contract where `claimed` answers a row. */
const begin = async (store: Store, claimed: RawBuilder<unknown>, beginning: AccountBeginning): Promise<boolean> => {
  const { account, name, calendar, annualFee, currency, signedOn, promisedDeliveryOn, contractEndsOn } = beginning;
  const { rows } = await sql`
    with claimed as (${claimed}),
    named as (
      insert into profile (account, name, calendar) select ${account}, ${name}, ${calendar ?? null} from claimed
      on conflict (account) do update set name = excluded.name, calendar = excluded.calendar),
    signed as (
      insert into contract (account, annual_fee, currency, signed_on, promised_delivery_on, ends_on)
      select ${account}, ${annualFee ?? null}::numeric, ${currency ?? null}, ${signedOn ?? null}, ${promisedDeliveryOn ?? null},
        ${contractEndsOn ?? null} from claimed
      on conflict (account) do update set annual_fee = excluded.annual_fee, currency = excluded.currency, signed_on = excluded.signed_on,
        promised_delivery_on = excluded.promised_delivery_on, ends_on = excluded.ends_on)
    select id from claimed`.execute(store.db);
  return rows.length > 0;
};

/** Gives an identity free whose start was refused, with what was kept under its claim. One that has lived stays used. */
export const release = async (store: Store, entity: string): Promise<void> => {
  await sql`
    with released as (delete from entity where id = ${entity} and state = 'starting' returning id, kind),
    account as (select substr(id, length(kind) + 2) as id from released where kind = 'account'),
    unnamed as (delete from profile where account in (select id from account))
    delete from contract where account in (select id from account)`.execute(store.db);
};

/** Identities that were claimed and of which nothing was heard since, at most `limit`. */
export const starting = async (store: Store, limit: number): Promise<string[]> =>
  (await store.db.selectFrom('entity').select('id').where('state', '=', 'starting').orderBy('id').limit(limit).execute()).map(
    ({ id }) => id,
  );
