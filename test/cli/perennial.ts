// Runs the built command like a shell.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnvironment } from '../support/environment';

export const ROOT = join(__dirname, '../..');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command, without this shell's Perennial settings in its environment. `root`: a copy of the checkout. */
export function perennial(
  args: readonly string[],
  options: { env?: Record<string, string>; input?: string; cwd?: string; node?: string[]; root?: string } = {},
): Promise<Ran> {
  const { root = ROOT, cwd = root, node = [] } = options;
  const env = cleanEnvironment(options.env);
  const child = spawn(process.execPath, [...node, join(root, 'dist/cli/main.js'), ...args], { cwd, env });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.end(options.input ?? '');
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}
