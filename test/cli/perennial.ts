// Runs the built command like a shell.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnvironment } from '../support/environment';

export const ROOT = join(__dirname, '../..');
const MAIN = join(ROOT, 'dist/cli/main.js');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command, without this shell's Perennial settings in its environment. */
export function perennial(
  args: readonly string[],
  options: { env?: Record<string, string>; input?: string; cwd?: string; node?: string[] } = {},
): Promise<Ran> {
  const env = cleanEnvironment(options.env);
  const child = spawn(process.execPath, [...(options.node ?? []), MAIN, ...args], { cwd: options.cwd ?? ROOT, env });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.end(options.input ?? '');
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}
