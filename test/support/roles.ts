// The standard playbook's roles, for terms written by hand.
import type { Roles } from '../../domain/account/roles';

export const ROLES: Roles = {
  all: ['account-manager', 'backup', 'technical', 'sales-manager', 'executive-sponsor'],
  answers: 'account-manager',
  standsIn: 'backup',
  takesCases: ['technical'],
  oversees: 'sales-manager',
  announced: ['account-manager', 'backup', 'technical', 'executive-sponsor'],
};

/** The codes of an account. */
export const CODES = {
  roles: ROLES,
  levels: ['platinum', 'gold', 'silver', 'standard'],
  defaultLevel: 'standard',
  segments: ['core-value', 'high-potential', 'maintain', 'to-optimise'],
  phases: ['breakthrough', 'consolidation', 'growth', 'harvest', 'defence', 'hibernation', 'pause'],
};

export const FIRST_LINE: readonly string[] = ['technical', 'account-manager', 'sales-manager'];
