// The standard playbook for tests; also without digests, so that each reminder is a mail of its own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const STANDARD = readFileSync('playbooks/key-account.yaml', 'utf8');

export const WITHOUT_DIGEST = STANDARD.replace(/^digest:\n(?: {2}.*\n)+/m, '');

/** Calls `use` with a file of the playbook without digests. */
export async function withoutDigest<T>(use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'perennial-playbook-'));
  const file = join(folder, 'without-digest.yaml');
  writeFileSync(file, WITHOUT_DIGEST);
  try {
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
