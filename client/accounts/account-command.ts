// A command to an account: its receipt is waited for in the read models, so that one reads what one wrote.

import type { AccountCommands } from '../../domain/account/types';
import { DomainError } from '../../domain/decider/decider';
import { accountEntity } from '../../domain/ids';
import { accounts } from '../../store';
import type { Connection } from '../temporal/connection';
import { commandOnce } from '../temporal/receipt';
import { terminated } from '../temporal/trouble';

type Commands = Omit<AccountCommands, 'start'>;

export const unknownAccount = (account: string): DomainError =>
  new DomainError('unknown-account', `There is no account ${account}; \`perennial account list\` has them all.`);

/**
 * Sends one command to an account and answers the sequence number of what it caused. Throws the account's refusal, `unknown-account`,
 * `account-ended`, `entity-terminated`, `entity-in-trouble`, `no-worker`, `temporal-unavailable`.
 */
export async function commandAccount<Name extends keyof Commands>(
  connection: Connection,
  account: string,
  name: Name,
  args: Commands[Name],
  key?: string,
): Promise<number> {
  return commandOnce(connection, { entity: accountEntity(account), name, args, key }, async () => {
    const known = await accounts.get(connection.store, account);
    if (!known) return unknownAccount(account);
    return known.status === 'closed'
      ? new DomainError('account-ended', `The account ${account} is closed; what ended stays ended.`)
      : terminated(accountEntity(account));
  });
}
