// From an account's case to the case's own first command: decided before the account opens it, and carried out after.
import type { AccountEffect } from '../account/types';
import { RULES } from './rules';
import type { ServiceTerms } from './terms';
import type { CaseCommands } from './types';

type Starting = Extract<AccountEffect, { readonly type: 'start-case' }>;

/** What starts the case that `account` asks for, under `terms`. */
export function startOf(account: string, asked: Starting, terms: ServiceTerms): CaseCommands['start'] {
  const { lane: _lane, type: _type, terms: _accountTerms, reportedAt, ...reported } = asked;
  return { ...reported, account, at: reportedAt, rules: RULES, terms };
}
