// The address of a data directory's API, in the file `api-url` for the command line. The file `api-owner` names the process that wrote it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birthOf } from '../store';

interface Owner {
  readonly pid: number;
  readonly born: string;
  readonly url: string;
}

/** Writes `url` into the data directory, unless another running server has done so: then it prints that one. Call the result to remove our files. */
export function claimApiUrl(home: string, url: string, say: (line: string) => void): () => void {
  const [file, mark] = [join(home, 'api-url'), join(home, 'api-owner')];
  const mine = JSON.stringify({ pid: process.pid, born: birthOf(process.pid) ?? '', url });
  const owner = ownerIn(mark);
  if (owner && owner.pid !== process.pid && isAlive(owner)) {
    say(`perennial: process ${owner.pid} serves this data directory already, and the command line asks that one, at ${owner.url}`);
    return () => undefined;
  }
  writeFileSync(mark, mine);
  writeFileSync(file, `${url}\n`);
  return () => {
    if (read(mark) !== mine) return;
    rmSync(file, { force: true });
    rmSync(mark, { force: true });
  };
}

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const ownerIn = (mark: string): Owner | undefined => {
  try {
    return JSON.parse(read(mark) ?? '') as Owner;
  } catch {
    return undefined;
  }
};

const isAlive = ({ pid, born }: Owner): boolean => {
  const now = birthOf(pid);
  return now !== 'dead' && (now === undefined || now === born);
};
