// Kysely's dialect for a PostgreSQL server, with our errors.
import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely';
import { Pool, types } from 'pg';
import { DomainError } from '../../domain/decider/decider';
import { storeError } from './errors';

const INT8 = 20;
/** bigint and count(*) become numbers, as in PGlite: milliseconds and counts fit. */
const getTypeParser = ((oid: number, format?: 'text'): unknown =>
  oid === INT8 ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser;

/** Host, port and database of a PostgreSQL URL, which errors may name. Throws `DomainError('store-unreachable')` for any other text. */
export const placeOf = (url: string): string => {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) throw new DomainError('store-unreachable', { why: 'bad-url' });
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || '5432'}${pathname}`;
};

/** Throws `DomainError('store-unreachable')` for a text that is not a PostgreSQL URL. */
export const postgresDialect = (url: string): Dialect => {
  const place = placeOf(url);
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    max: 10,
    types: { getTypeParser },
  });
  // A lost connection must not end this process: the next query reports it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  const connect = async (): Promise<PostgresPoolClient> => {
    try {
      const client = await pool.connect();
      const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
        try {
          return await client.query(text, [...values]);
        } catch (error) {
          throw storeError(error, place);
        }
      };
      return { query: query as PostgresPoolClient['query'], release: () => client.release() };
    } catch (error) {
      throw storeError(error, place);
    }
  };
  return new PostgresDialect({ pool: { connect, end: () => pool.end() } });
};
