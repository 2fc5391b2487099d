// A new account: its names to the store, its codes to Temporal, its identity claimed for its only life.
import { account as decider } from '../domain/account/account';
import type { AccountCommands, AccountEffect, AccountEvent, AccountState } from '../domain/account/types';
import { DomainError, fold } from '../domain/decider';
import type { Terms } from '../domain/playbook/terms';
import { contracts, entities, profiles } from '../store';
import { entityOf } from '../store/account-fold';
import type { Opening } from '../workflows/entity';
import type { AccountEntry } from './account-entry';
import { type Published, termsFor } from './account-terms';
import type { Connection } from './connection';
import { startEntity } from './entities';
import { present } from './present';
import type { Said } from './said';

type First = Opening<AccountCommands['start'], AccountState, AccountEvent, AccountEffect, Terms>;

/** The first command of an account, and what it decides now. Throws the domain's refusal. */
export async function firstCommand(
  connection: Connection,
  published: Published,
  entry: AccountEntry,
  said: Said = {},
): Promise<{ readonly first: AccountCommands['start']; readonly events: readonly AccountEvent[] }> {
  const zone = entry.zone ?? published.playbook['default-zone'];
  const terms = await termsFor(connection, published, zone, entry.calendar);
  const { signedOn, level = 'standard', segment, promisedDeliveryOn, contractEndsOn, team } = entry;
  const first: AccountCommands['start'] = {
    ...said,
    ...present({ signedOn, segment, promisedOn: promisedDeliveryOn, contractEndsOn }),
    rules: decider.rules,
    terms,
    zone,
    level,
    team,
  };
  return { first, events: decider.decide.start(decider.initial, first, connection.now(), terms) };
}

/**
 * Starts an account by its `firstCommand` and answers the sequence number that its read model reaches. A start that died half-way goes on.
 * Throws the domain's refusal, `identity-used`, `temporal-unavailable`; then nothing has been started.
 */
export async function startAccount(
  connection: Connection,
  entry: AccountEntry,
  { first, events }: Awaited<ReturnType<typeof firstCommand>>,
): Promise<number> {
  const { store, clock } = connection;
  const entity = entityOf(entry.account);
  const claim = await entities.claim(store, entity, 'account');
  if (claim === 'used')
    throw new DomainError(
      'identity-used',
      `The account ${entry.account} is there already; an id is used once, also by accounts that have ended.`,
    );
  try {
    await keepParticulars(connection, entry);
    const opening: First = { clock, first };
    await startEntity(connection, {
      entity,
      type: 'account',
      opening,
      attributes: decider.attributes(fold((state, event) => decider.evolve(state, event), decider.initial, events)),
    });
  } catch (error) {
    // Where the server did not answer, it may have started: the claim stays `starting`, and the next try goes on.
    if (!(error instanceof DomainError && error.code === 'temporal-unavailable')) await entities.release(store, entity);
    throw error;
  }
  return events.length;
}

/** What histories must not hold: the name, and the contract. What is not given stays as it is. Answers whether it changed anything. */
export async function keepParticulars({ store }: Connection, entry: AccountEntry): Promise<boolean> {
  const { account, name, calendar, annualFee, currency, signedOn, promisedDeliveryOn, contractEndsOn } = entry;
  const changes = await Promise.all([
    profiles.upsert(store, { account, name, calendar: calendar ?? null }, 'keep'),
    contracts.upsert(
      store,
      {
        account,
        annualFee: annualFee ?? null,
        currency: currency ?? null,
        signedOn: signedOn ?? null,
        promisedDeliveryOn: promisedDeliveryOn ?? null,
        endsOn: contractEndsOn ?? null,
      },
      'keep',
    ),
  ]);
  return changes.some((change) => change !== 'unchanged');
}
