// Ids of entities are used once: the store refuses to start an entity under a used id.
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';

/**
 * Claims an id such as `account/acme`. `starting`: it was claimed, but journalled no event yet, so the start may be tried again. `used`: it has
 * lived.
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
  // It was released between the two statements: try again.
  if (there === undefined) return claim(store, entity, kind);
  return there.state === 'starting' ? 'starting' : 'used';
};

/** An account's name and contract, kept with its claim. Nobody sees them until the account has started. */
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

/** The start that claims an account. */
export interface Opening {
  /** Hash of everything that the account is started with. */
  readonly content: string;
  /** The command's id, where it has one: a repeat of the command learns that it started the account itself. */
  readonly command?: string | null | undefined;
  /** Real time. */
  readonly now: Instant;
}

export type AccountClaim =
  /** The id is this start's, and name and contract are kept. */
  | { readonly is: 'claimed' }
  /** An earlier start with the same content has it and may have been interrupted: continue. */
  | { readonly is: 'same' }
  /** The same command has started it before, and it lives. */
  | { readonly is: 'begun' }
  /** A start with other content has claimed it. `since` is real time; `content` is null where it is not known. */
  | { readonly is: 'other'; readonly since: Instant; readonly content: string | null }
  /** It has lived already. */
  | { readonly is: 'used' };

/** Claims an account, with its name and contract, in one statement. */
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
  // It was released between the two statements: try again.
  if (there === undefined) return claimAccount(store, entity, beginning, { content, command, now });
  if (there.state !== 'starting') return { is: command !== null && there.command === command ? 'begun' : 'used' };
  return there.opening === content ? { is: 'same' } : { is: 'other', since: there.claimedAt ?? 0, content: there.opening };
};

/** Moves an abandoned claim to another start, unless another caller did so first. `before`: the content that it was claimed with. */
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

/** Keeps name and contract where `claimed` returns a row. */
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

/** Releases the id of a refused start, with everything kept under its claim. An id that has lived stays used. */
export const release = async (store: Store, entity: string): Promise<void> => {
  await sql`
    with released as (delete from entity where id = ${entity} and state = 'starting' returning id, kind),
    account as (select substr(id, length(kind) + 2) as id from released where kind = 'account'),
    unnamed as (delete from profile where account in (select id from account))
    delete from contract where account in (select id from account)`.execute(store.db);
};

/** Ids that were claimed and have journalled nothing yet, at most `limit`. */
export const starting = async (store: Store, limit: number): Promise<string[]> =>
  (await store.db.selectFrom('entity').select('id').where('state', '=', 'starting').orderBy('id').limit(limit).execute()).map(
    ({ id }) => id,
  );
