// The embedded database does not lock its directory, and two processes would lose each other's rows: so we do.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../domain/decider';

const MARK = /^lock-(\d+)$/;
const held = new Set<string>();

/**
 * Locks `directory` (made if need be) for this process until the answer is called. Every process puts up its own mark first and looks
 * for others' then, so that of two at most one goes on; the mark of a dead process counts for nothing and is removed.
 * Throws `DomainError('store-locked')`. One machine only: a process elsewhere cannot be asked whether it lives.
 */
export const lockDirectory = async (directory: string): Promise<() => Promise<void>> => {
  const path = resolve(directory);
  if (held.has(path)) throw locked(path, process.pid);
  held.add(path);
  const mark = join(path, `lock-${process.pid}`);
  const unlock = async (): Promise<void> => {
    await rm(mark, { force: true });
    held.delete(path);
  };
  try {
    await mkdir(path, { recursive: true });
    let holder: number | undefined;
    // Two that start in the same instant both withdraw: one of them gets it at the next try.
    for (let tries = 0; tries < 3; tries += 1) {
      await writeFile(mark, (await birth(process.pid)) ?? '');
      holder = await otherHolder(path);
      if (holder === undefined) return unlock;
      await rm(mark, { force: true });
      await sleep(50 + Math.random() * 150);
    }
    throw locked(path, holder ?? 0);
  } catch (error) {
    await unlock();
    throw error;
  }
};

const locked = (path: string, pid: number): DomainError =>
  new DomainError(
    'store-locked',
    `The store in ${path} is in use by process ${pid}: stop that one (kill ${pid}), or use another directory (PERENNIAL_HOME).`,
  );

const otherHolder = async (path: string): Promise<number | undefined> => {
  for (const file of await readdir(path)) {
    const pid = Number(MARK.exec(file)?.[1]);
    if (Number.isNaN(pid) || pid === process.pid) continue;
    const mark = join(path, file);
    const born = await readFile(mark, 'utf8').catch(() => undefined);
    if (born === undefined) continue;
    if (await lives(pid, born)) return pid;
    await rm(mark, { force: true });
  }
  return undefined;
};

/** Whether the process that put up a mark still runs. Its number may have gone to another one since, which was born at another time. */
const lives = async (pid: number, born: string): Promise<boolean> => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = await birth(pid);
  return now !== 'dead' && (now === undefined || born === '' || now === born);
};

/** Boot and tick at which a process started; `dead` for one that only waits to be buried; `undefined` where the system does not tell. */
const birth = async (pid: number): Promise<string | undefined> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything; field 3 follows it. Field 22 is the start.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return 'dead';
    return `${(await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()} ${fields[19]}`;
  } catch {
    return undefined;
  }
};
