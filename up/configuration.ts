// The configuration of a deployment: its data directory, database, log and port.
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pino, { type Logger } from 'pino';
import { DomainError } from '../domain/decider/decider';
import type { Where } from '../store';

/** Makes the data directory and reads its `perennial.env`. Variables of the environment win over that file. Returns the absolute path. */
export function prepareHome(home: string): string {
  const folder = resolve(home);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'perennial.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return folder;
}

/** The PostgreSQL server of DATABASE_URL, or else the embedded database in the data directory. */
export const storeAt = (home: string): Where => {
  const url = process.env.DATABASE_URL;
  return url ? { url } : { dir: join(home, 'store') };
};

/** Logs ids, codes and route patterns only, as JSON on standard error. PERENNIAL_LOG is the level. */
export const newLogger = (): Logger => pino({ level: process.env.PERENNIAL_LOG ?? 'warn' }, pino.destination(2));

/** The port in PERENNIAL_PORT; `undefined` where it is not set. Throws `bad-configuration`. */
export function portOf({ PERENNIAL_PORT: text }: Readonly<Record<string, string | undefined>>): number | undefined {
  if (!text) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new DomainError('bad-configuration', { setting: 'PERENNIAL_PORT', why: 'not-a-port', text });
  return port;
}
