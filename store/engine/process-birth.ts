// When a process started. A process number is reused; number and start together are not.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Tells the process `pid` from any other process with the same number. `dead`: it is gone, or a zombie; `undefined`: the system does not tell. */
export function birthOf(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return 'dead';
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return 'dead';
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may contain anything; field 3 follows it. Field 22 is the tick at which the process started.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return 'dead';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
  } catch {
    return outputOf('ps', ['-o', 'lstart=', '-p', String(pid)]);
  }
}

/** A process's command line, its words separated by spaces; `undefined` where the system does not tell. */
export function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return outputOf('ps', ['-o', 'command=', '-p', String(pid)]);
  }
}

const outputOf = (program: string, args: readonly string[]): string | undefined =>
  spawnSync(program, args, { encoding: 'utf8' }).stdout?.trim() || undefined;
