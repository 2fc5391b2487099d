// A store in memory, opened from a copy of an empty one: making a new database takes five times as long.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openStore, type Store } from '../../store';

const ROOT = join(__dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/perennial');

/** The path of the copy, by schema and by version of the database. */
const template = (): string => {
  const hash = createHash('sha256');
  for (const file of ['store/schema/migrations.ts', 'store/engine/open.ts', 'package-lock.json'])
    hash.update(readFileSync(join(ROOT, file)));
  return join(CACHE, `empty-store-${hash.digest('hex').slice(0, 16)}.tar`);
};

/** Opens an empty store with its schema. */
export async function openMemoryStore(): Promise<Store> {
  const file = template();
  const copy = await readFile(file).catch(() => makeCopy(file));
  return openStore({ pglite: await PGlite.create('memory://', { loadDataDir: new Blob([new Uint8Array(copy)]) }) });
}

async function makeCopy(file: string): Promise<Buffer> {
  const pglite = await PGlite.create('memory://');
  const store = await openStore({ pglite });
  const copy = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
  await store.close();
  await mkdir(CACHE, { recursive: true });
  // Copies of earlier schemas.
  for (const name of await readdir(CACHE)) if (/^empty-store-.*\.tar$/.test(name)) await rm(join(CACHE, name), { force: true });
  // One atomic step, since several files may make it at once.
  const mine = `${file}.${process.pid}`;
  await writeFile(mine, copy);
  await rename(mine, file);
  return copy;
}
