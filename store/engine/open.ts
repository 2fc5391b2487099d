import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { CamelCasePlugin, type Dialect, Kysely, Migrator } from 'kysely';
import { migrations } from '../schema/migrations';
import type { Tables } from '../schema/tables';
import { lockDirectory } from './directory-lock';
import { migrationError, storeError } from './errors';
import { pgliteDialect } from './pglite-dialect';
import { placeOf, postgresDialect } from './postgres-dialect';
import type { Store } from './store';

/** A PostgreSQL server, an embedded database in a directory, an embedded one in memory, or an open one. */
export type Where = { readonly url: string } | { readonly dir: string } | { readonly memory: true } | { readonly pglite: PGlite };

/**
 * Opens the store and brings its schema up to date; on a server, two processes may do so at once. Throws `DomainError`: `store-locked` where
 * another process holds the directory, `store-unreachable` where the server does not answer or refuses us (the password is never named),
 * `store-of-older-build` where its tables are of another build, `store-failed` where the database refuses a statement.
 */
export const openStore = async (where: Where): Promise<Store> => {
  if ('url' in where) return migrated('postgresql', postgresDialect(where.url), placeOf(where.url));
  if ('memory' in where) return openStore({ pglite: await PGlite.create('memory://') });
  if ('pglite' in where) return migrated('embedded', pgliteDialect(where.pglite, 'in memory'), 'memory');
  const unlock = await lockDirectory(where.dir);
  try {
    const pglite = await PGlite.create(join(where.dir, 'postgres'));
    return await migrated('embedded', pgliteDialect(pglite, where.dir), where.dir, unlock);
  } catch (error) {
    await unlock();
    throw storeError(error, where.dir);
  }
};

const migrated = async (
  engine: Store['engine'],
  dialect: Dialect,
  place: string,
  unlock: () => Promise<void> = () => Promise.resolve(),
): Promise<Store> => {
  const db = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] });
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (error !== undefined) {
    await db.destroy();
    throw migrationError(error, engine, place);
  }
  return {
    db,
    engine,
    close: async () => {
      await db.destroy();
      await unlock();
    },
  };
};
