// The first command of a case. It is decided before the account opens the case, and sent after.
import type { AccountEffect } from '../account/types';
import { RULES } from './rules';
import type { ServiceTerms } from './terms';
import type { CaseCommands } from './types';

type Starting = Extract<AccountEffect, { readonly type: 'start-case' }>;

/** Arguments of the `start` of a case that `account` has opened, under `terms`. */
export function startOf(account: string, asked: Starting, terms: ServiceTerms): CaseCommands['start'] {
  const { lane: _lane, type: _type, terms: _accountTerms, reportedAt, ...reported } = asked;
  return { ...reported, account, at: reportedAt, rules: RULES, terms };
}
