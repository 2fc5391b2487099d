// The API's token: made at the first start, in the data directory, readable by its owner only.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '../domain/decider/decider';

const OWNER_ONLY = 0o600;
const SHORTEST = 16;

/** The token in the file `token` of `directory`; made where it is missing. Throws `bad-token-file`. */
export function tokenIn(directory: string): string {
  const file = join(directory, 'token');
  mkdirSync(directory, { recursive: true });
  try {
    const made = randomBytes(32).toString('base64url');
    writeFileSync(file, `${made}\n`, { mode: OWNER_ONLY, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(file, (error as NodeJS.ErrnoException).code);
  }
  try {
    chmodSync(file, OWNER_ONLY);
    const token = readFileSync(file, 'utf8').trim();
    if (token.length < SHORTEST) throw unusable(file, 'too short');
    return token;
  } catch (error) {
    throw error instanceof DomainError ? error : unusable(file, (error as NodeJS.ErrnoException).code);
  }
}

const unusable = (file: string, why = 'unknown'): DomainError => new DomainError('bad-token-file', { file, why });

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether an `Authorization` header contains `token`. Takes the same time for every header. */
export function brings(header: string | undefined, token: string): boolean {
  const [, given = ''] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(token));
}
