// The embedded database does not lock its directory, and two processes would lose each other's rows: so we do.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../../domain/decider/decider';
import { birthOf } from './process-birth';

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

/** Whether the process that put up a mark still runs. Its number may have gone to another one since, which was born at another time. */
const lives = (pid: number, born: string): boolean => {
  const now = birthOf(pid);
  return now !== 'dead' && (now === undefined || born === '' || now === born);
};
