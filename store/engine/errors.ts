// What databases throw, in our words. Their own texts may hold values, and a text thrown in an activity is kept by a history.
import { DomainError } from '../../domain/decider/decider';
import type { Store } from './store';

/** SQLSTATE classes that mean "not there": connection trouble, out of connections, shut down. */
const AWAY = /^(08|53|57P)/;
const REFUSED_ENTRY = /^(28|3D)/;

const stringField = (error: unknown, field: string): string | undefined => {
  const value: unknown = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** What Kysely's migrator throws where a migration that was executed is none of ours. Only the text tells it from other errors. */
const UNKNOWN_STEP = /^corrupted migrations:/;

/**
 * Translates an error of the migrator: `store-of-older-build` where the store in `place` has a step that this build does not have, otherwise
 * as `storeError` does.
 */
export const migrationError = (error: unknown, engine: Store['engine'], place: string): DomainError => {
  if (!(error instanceof Error && UNKNOWN_STEP.test(error.message))) return storeError(error, place);
  return new DomainError('store-of-older-build', { place, engine: engine === 'postgresql' ? 'server' : 'embedded' });
};

/**
 * Translates an error of `pg` or PGlite: `store-unreachable` where the database `place` does not answer or lets nobody in,
 * otherwise `store-failed`, with SQLSTATE and constraint, never with a value. A `DomainError` stays what it is.
 */
export const storeError = (error: unknown, place: string): DomainError => {
  if (error instanceof DomainError) return error;
  const code = stringField(error, 'code') ?? '';
  const isSqlState = /^[0-9A-Z]{5}$/.test(code) && stringField(error, 'severity') !== undefined;
  if (isSqlState && REFUSED_ENTRY.test(code)) return new DomainError('store-unreachable', { why: 'refused', place, code });
  if (!isSqlState || AWAY.test(code)) return new DomainError('store-unreachable', { why: 'silent', place, code });
  const constraint = stringField(error, 'constraint');
  // Class 42 is our own SQL at fault; its text names tables and columns, no values.
  const details = code.startsWith('42') ? stringField(error, 'message') : undefined;
  return new DomainError('store-failed', {
    codes: [code, constraint ?? ''].filter((one) => one !== ''),
    ...(details === undefined ? {} : { details }),
  });
};
