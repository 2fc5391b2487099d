// Locks the directory of the embedded database, which does not do so itself: two processes would overwrite each other's rows.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../domain/decider/decider';
import { birthOf } from './process-birth';

const MARK = /^lock-(\d+)$/;
const held = new Set<string>();

/**
 * Locks `directory` for this process, and makes it where it is missing. Call the result to unlock. Each process first writes its own mark and then
 * looks for others, so that at most one of two goes on. A dead process's mark is removed. Throws `DomainError('store-locked')`. Works on one
 * machine only: a process on another one cannot be seen.
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
    // Two processes that start at the same instant both withdraw; one of them succeeds at the next try.
    for (let tries = 0; tries < 3; tries += 1) {
      await writeFile(mark, birthOf(process.pid) ?? '');
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

const locked = (path: string, pid: number): DomainError => new DomainError('store-locked', { path, pid });

const otherHolder = async (path: string): Promise<number | undefined> => {
  for (const file of await readdir(path)) {
    const pid = Number(MARK.exec(file)?.[1]);
    if (Number.isNaN(pid) || pid === process.pid) continue;
    const mark = join(path, file);
    const born = await readFile(mark, 'utf8').catch(() => undefined);
    if (born === undefined) continue;
    if (lives(pid, born)) return pid;
    await rm(mark, { force: true });
  }
  return undefined;
};

/** Whether the process of a mark still runs. Another process may have its number now, but that one was started at another time. */
const lives = (pid: number, born: string): boolean => {
  const now = birthOf(pid);
  return now !== 'dead' && (now === undefined || born === '' || now === born);
};
