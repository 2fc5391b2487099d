// Ids of entities are used once: the store refuses to start an entity under a used id.
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../domain/time/time';
import { rowsOf } from '../engine/rows';
import type { Store } from '../engine/store';
import { together } from '../engine/together';

/** Answers whether the identity was free. Of two claims of one identity in this statement, the first has it. */
const addTogether = together(async (store, claims: readonly { readonly id: string; readonly kind: string }[]) => {
  const added = await store.db
    .insertInto('entity')
    .columns(['id', 'kind', 'state'])
    .expression(sql`select id, kind, 'starting' from ${rowsOf('entity', claims)} order by id`)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  const free = new Set(added.map(({ id }) => id));
  return claims.map(({ id }) => free.delete(id));
});

/**
 * Claims an id such as `account/acme`. `starting`: it was claimed, but journalled no event yet, so the start may be tried again. `used`: it has
 * lived.
 */
export const claim = async (store: Store, entity: string, kind: string): Promise<'claimed' | 'starting' | 'used'> => {
  if (await addTogether(store, { id: entity, kind })) return 'claimed';
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

interface NewClaim {
  readonly entity: string;
  readonly beginning: AccountBeginning;
  readonly opening: Opening;
}

const claimTogether = together(async (store, claims: readonly NewClaim[]) => {
  const state = 'starting' as const;
  const rows = claims.map(({ entity, opening: { content, command = null, now } }) => ({
    ...{ id: entity, kind: 'account', state, opening: content, command, claimedAt: now },
  }));
  const claimed = sql`
    insert into entity (id, kind, state, opening, command, claimed_at)
    select id, kind, state, opening, command, claimed_at from ${rowsOf('entity', rows)} order by id
    on conflict (id) do nothing returning id`;
  const begun = await begin(store, claimed, claims);
  // Of two claims of one account in this statement, the first has it.
  return claims.map(({ entity }) => begun.delete(entity));
});

/** Claims an account, with its name and contract, in one statement. */
export const claimAccount = async (
  store: Store,
  entity: string,
  beginning: AccountBeginning,
  { content, command = null, now }: Opening,
): Promise<AccountClaim> => {
  if (await claimTogether(store, { entity, beginning, opening: { content, command, now } })) return { is: 'claimed' };
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
export const takeOverAccount = async (
  store: Store,
  entity: string,
  before: string | null,
  beginning: AccountBeginning,
  { content, command = null, now }: Opening,
): Promise<boolean> => {
  const claimed = sql`
    update entity set opening = ${content}, command = ${command}, claimed_at = ${now}
    where id = ${entity} and state = 'starting' and opening is not distinct from ${before} returning id`;
  return (await begin(store, claimed, [{ entity, beginning }])).has(entity);
};

/** Keeps names and contracts of the entities that `claimed` returns, and returns those entities. */
const begin = async (
  store: Store,
  claimed: RawBuilder<unknown>,
  begun: readonly Pick<NewClaim, 'entity' | 'beginning'>[],
): Promise<Set<string>> => {
  const given = begun.map(({ entity, beginning: { contractEndsOn, ...beginning } }) => ({ ...beginning, entity, endsOn: contractEndsOn }));
  const { rows } = await sql<{ readonly id: string }>`
    with claimed as (${claimed}),
    given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (
        entity text, account text, name text, calendar text, "annualFee" numeric, currency text, "signedOn" text, "promisedDeliveryOn" text,
        "endsOn" text)
      where entity in (select id from claimed)),
    named as (
      insert into profile (account, name, calendar) select account, name, calendar from given
      on conflict (account) do update set name = excluded.name, calendar = excluded.calendar),
    signed as (
      insert into contract (account, annual_fee, currency, signed_on, promised_delivery_on, ends_on)
      select account, "annualFee", currency, "signedOn", "promisedDeliveryOn", "endsOn" from given
      on conflict (account) do update set annual_fee = excluded.annual_fee, currency = excluded.currency, signed_on = excluded.signed_on,
        promised_delivery_on = excluded.promised_delivery_on, ends_on = excluded.ends_on)
    select id from claimed`.execute(store.db);
  return new Set(rows.map(({ id }) => id));
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
