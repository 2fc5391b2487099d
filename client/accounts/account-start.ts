// Starts an account: claims its id, puts its names into the store, and starts its workflow.

import { account as decider } from '../../domain/account/account';
import type { Terms } from '../../domain/account/terms';
import type { AccountCommands, AccountEffect, AccountEvent, AccountState } from '../../domain/account/types';
import { DomainError } from '../../domain/decider/decider';
import { accountEntity } from '../../domain/ids';
import { type Beginning, beginningOf } from '../../domain/kinds';
import { contentHash } from '../../domain/playbook/hash';
import { entities } from '../../store';
import type { Opening } from '../../workflows/entity';
import type { Connection } from '../temporal/connection';
import { isRunning, startEntity } from '../temporal/entities';
import { present } from '../temporal/present';
import type { Statement } from '../temporal/statement';
import type { AccountEntry } from './account-entry';
import { type Published, termsFor } from './account-terms';

type First = Opening<AccountCommands['start'], AccountState, AccountEvent, AccountEffect, Terms>;

/** An account's first command, and the events that it decides now. Throws the account's refusal. */
export async function firstCommand(
  connection: Connection,
  published: Published,
  entry: AccountEntry,
  statement: Statement = {},
): Promise<{ readonly first: AccountCommands['start']; readonly beginning: Beginning<AccountEvent> }> {
  const zone = entry.zone ?? published.playbook['default-zone'];
  const terms = await termsFor(connection, published, zone, entry.calendar);
  const { signedOn, level = published.playbook['default-level'], segment, promisedDeliveryOn, contractEndsOn, team } = entry;
  const first: AccountCommands['start'] = {
    ...statement,
    ...present({ signedOn, segment, promisedOn: promisedDeliveryOn, contractEndsOn }),
    rules: decider.rules,
    terms,
    zone,
    level,
    team,
  };
  return { first, beginning: beginningOf('account', first, connection.now()) };
}

/** Real milliseconds after which a claim without a workflow counts as abandoned: its caller has given up long before. */
const ABANDONED = 30_000;

/**
 * Starts an account with its `firstCommand` and returns the sequence number that its read model will reach. An interrupted start continues, with
 * the same `entry` or under the same `command`; of two starts with different entries, one wins completely. Throws the account's refusal,
 * `identity-used`, `temporal-unavailable`; then nothing has been started.
 */
export async function startAccount(
  connection: Connection,
  entry: AccountEntry,
  { first, beginning }: Awaited<ReturnType<typeof firstCommand>>,
  command?: string,
): Promise<number> {
  const { store, clock } = connection;
  const entity = accountEntity(entry.account);
  if (!(await isClaimed(connection, entity, entry, command))) return beginning.events.length;
  try {
    const opening: First = { clock, first };
    await startEntity(connection, { entity, opening, ...beginning });
  } catch (error) {
    // A server that did not answer may have started it: the claim stays `starting`, and the next try continues.
    if (!(error instanceof DomainError && error.code === 'temporal-unavailable')) await entities.release(store, entity);
    throw error;
  }
  return beginning.events.length;
}

/** Whether to start the account; `false` where the same command has started it already. Throws `identity-used`. */
async function isClaimed(connection: Connection, entity: string, entry: AccountEntry, command: string | undefined): Promise<boolean> {
  const { store } = connection;
  const { account } = entry;
  const opening = { content: contentHash(entry), command, now: Date.now() };
  const claim = await entities.claimAccount(store, entity, entry, opening);
  switch (claim.is) {
    case 'claimed':
    case 'same':
      return true;
    case 'begun':
      return false;
    case 'used':
      throw new DomainError('identity-used', { account, then: 'there' });
    case 'other': {
      const isAbandoned = opening.now - claim.since >= ABANDONED && (await isRunning(connection, entity)) === undefined;
      if (isAbandoned && (await entities.takeOverAccount(store, entity, claim.content, entry, opening))) return true;
      throw new DomainError('identity-used', { account, then: 'being-started' });
    }
  }
}
