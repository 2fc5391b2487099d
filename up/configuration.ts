// Where a deployment lives and what it is told by its surroundings.
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pino, { type Logger } from 'pino';
import { DomainError } from '../domain/decider/decider';
import type { Where } from '../store';

/** Makes the data directory and reads `perennial.env` in it, whose settings do not override the environment's. */
export function prepareHome(home: string): string {
  const folder = resolve(home);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'perennial.env');
  if (existsSync(file)) process.loadEnvFile(file);
  return folder;
}

/** A PostgreSQL server where DATABASE_URL names one, else the embedded database in the data directory. */
export const storeAt = (home: string): Where => {
  const url = process.env.DATABASE_URL;
  return url ? { url } : { dir: join(home, 'store') };
};

/** Ids, codes and route patterns only. Level by PERENNIAL_LOG; JSON on standard error. */
export const newLogger = (): Logger => pino({ level: process.env.PERENNIAL_LOG ?? 'warn' }, pino.destination(2));

/** PERENNIAL_PORT, where it is set. Throws `bad-configuration`. */
export function portOf({ PERENNIAL_PORT: text }: Readonly<Record<string, string | undefined>>): number | undefined {
  if (!text) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new DomainError('bad-configuration', { inWords: `PERENNIAL_PORT is "${text}"; a port is a number from 0 to 65535.` });
  return port;
}
