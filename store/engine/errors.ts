// Translates database errors. Their own texts may contain values, and a history keeps what an activity throws.
import { DomainError } from '../../domain/decider/decider';
import { given } from '../../domain/given';
import type { Store } from './store';

/** SQLSTATE classes of an unavailable database: no connection, too many connections, shut down. */
const AWAY = /^(08|53|57P)/;
const REFUSED_ENTRY = /^(28|3D)/;

const stringField = (error: unknown, field: string): string | undefined => {
  const value: unknown = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** Kysely's migrator throws this where the store has a migration that we do not know. Only its text identifies it. */
const UNKNOWN_STEP = /^corrupted migrations:/;

/**
 * Translates an error of the migrator: `store-of-older-build` where the store at `place` has a migration that this build lacks, otherwise like
 * `storeError`.
 */
export const migrationError = (error: unknown, engine: Store['engine'], place: string): DomainError => {
  if (!(error instanceof Error && UNKNOWN_STEP.test(error.message))) return storeError(error, place);
  return new DomainError('store-of-older-build', { place, engine: engine === 'postgresql' ? 'server' : 'embedded' });
};

/**
 * Translates an error of `pg` or PGlite: `store-unreachable` where the database at `place` does not answer or refuses us, otherwise `store-failed`,
 * with SQLSTATE and constraint but without values. A `DomainError` is returned as it is.
 */
export const storeError = (error: unknown, place: string): DomainError => {
  if (error instanceof DomainError) return error;
  const code = stringField(error, 'code') ?? '';
  const isSqlState = /^[0-9A-Z]{5}$/.test(code) && stringField(error, 'severity') !== undefined;
  if (isSqlState && REFUSED_ENTRY.test(code)) return new DomainError('store-unreachable', { why: 'refused', place, code });
  if (!isSqlState || AWAY.test(code)) return new DomainError('store-unreachable', { why: 'silent', place, code });
  const constraint = stringField(error, 'constraint');
  // Class 42: our own SQL is wrong. Its text names tables and columns, no values.
  const details = code.startsWith('42') ? stringField(error, 'message') : undefined;
  return new DomainError('store-failed', {
    codes: [code, constraint ?? ''].filter((one) => one !== ''),
    ...given({ details }),
  });
};
