import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { journal, openStore, people, verifyLive } from '../../store';
import { emptyDatabase, type Postgres, startPostgres } from '../support/postgres';
import { refusalWords } from '../support/refusal';
import { ENGINES, refusal } from './engines';
import { life, stateAfter } from './life';

const LI_WEI = { handle: 'li.wei', name: '李伟', email: 'li.wei@example.com', language: 'zh-CN', zone: 'Asia/Shanghai' } as const;

describe('a store embedded in a directory', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'perennial-store-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('remembers, and leaves no lock behind', async () => {
    const dir = join(home, 'new', 'store');
    const first = await openStore({ dir });
    await people.upsert(first, LI_WEI);
    await first.close();
    expect(existsSync(join(dir, `lock-${process.pid}`))).toBe(false);
    const second = await openStore({ dir });
    expect((await people.byHandle(second, 'li.wei'))?.id).toBe('p-1');
    await second.close();
  });

  it('is opened by one at a time, also within a process', async () => {
    const first = await openStore({ dir: home });
    expect(await refusal(openStore({ dir: home }))).toBe('store-locked');
    await first.close();
    await (await openStore({ dir: home })).close();
  });

  it('refuses a second process, naming the first and the directory, until that one is dead', async () => {
    const holder = await holdStore(home);
    try {
      const message = await refusalWords(openStore({ dir: home }));
      expect(message).toContain(`process ${holder.pid}`);
      expect(message).toContain(home);
    } finally {
      holder.kill('SIGKILL');
      await new Promise((resolve) => holder.once('exit', resolve));
    }
    const store = await openStore({ dir: home });
    expect(await people.byHandle(store, 'holder')).toBeDefined();
    await store.close();
  });

  it('is not kept by a mark whose process number belongs to another process now', async () => {
    await writeFile(join(home, `lock-${process.ppid}`), 'another boot 12345');
    await (await openStore({ dir: home })).close();
  });
});

describe.each(ENGINES)('a store of an older build, on %s', (engine) => {
  it('is refused, with what to do', async () => {
    const home = await mkdtemp(join(tmpdir(), 'perennial-store-'));
    const where = engine === 'PostgreSQL' ? { url: await emptyDatabase() } : { dir: home };
    const store = await openStore(where);
    await people.upsert(store, LI_WEI);
    const named = (from: string, to: string) => sql`update kysely_migration set name = ${to} where name = ${from}`.execute(store.db);
    await named('0008-offboarding', '0008-leave');
    await store.close();

    expect(await refusal(openStore(where))).toBe('store-of-older-build');
    const message = await refusalWords(openStore(where));
    expect(message).toContain('older build');
    expect(message).toContain(engine === 'PostgreSQL' ? 'DATABASE_URL' : 'PERENNIAL_HOME');
    expect(message).toContain(engine === 'PostgreSQL' ? new URL('url' in where ? where.url : '').pathname : home);
    expect(message).not.toContain('\n');
    await rm(home, { recursive: true, force: true });
  });
});

/** Another process that opens the store, writes a row and stays. */
const holdStore = async (dir: string): Promise<ChildProcess> => {
  const script = `
    const options = { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
    require.extensions['.ts'] = (module, file) => module._compile(require('@swc/core').transformFileSync(file, options).code, file);
    const { openStore, people } = require('./store/index.ts');
    openStore({ dir: process.argv[1] })
      .then((store) => people.upsert(store, { handle: 'holder', name: 'H', email: 'h@example.com', language: 'en', zone: 'UTC' }))
      .then(() => { console.log('holding'); setInterval(() => undefined, 1000); });`;
  const child = spawn(process.execPath, ['-e', script, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', () => reject(new Error('The holder ended.')));
  });
  return child;
};

describe('a store on a PostgreSQL server', () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('is brought up to date once when five processes start together', async () => {
    const url = await server.database('together');
    const stores = await Promise.all(Array.from({ length: 5 }, () => openStore({ url })));
    expect(await Promise.all(stores.map((store) => people.upsert(store, LI_WEI)))).toEqual(expect.arrayContaining(['added', 'unchanged']));
    await Promise.all(stores.map((store) => store.close()));
  });

  it('lets two processes journal one account, one after the other', async () => {
    const stores = [await openStore({ url: server.url }), await openStore({ url: server.url })] as const;
    const events = life(10);
    const heard = journal.awaitSequence(stores[1], 'account/shared', events.length, 30_000);
    for (const [index, event] of events.entries())
      await Promise.all(stores.map((store) => journal.append(store, 'account/shared', index + 1, [event])));
    expect(await heard).toBe(true);
    expect(await verifyLive(stores[0], 'account/shared', { sequence: events.length, state: stateAfter(events) })).toEqual([]);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('that goes away says so, and is used again when it is back', async () => {
    const store = await openStore({ url: server.url });
    await people.upsert(store, LI_WEI);
    await server.crash();
    expect(await refusal(people.list(store))).toBe('store-unreachable');
    expect(await refusal(journal.append(store, 'account/away', 1, life(1)))).toBe('store-unreachable');
    await server.restart();
    expect(await people.byHandle(store, 'li.wei')).toBeDefined();
    await journal.append(store, 'account/away', 1, life(1));
    expect(await journal.lastSequence(store, 'account/away')).toBe(life(1).length);
    await store.close();
  });

  it.each([
    ['nobody listens', 'postgres://perennial:Secret-77@127.0.0.1:1/perennial', '127.0.0.1:1/perennial'],
    ['there is no such host', 'postgres://perennial:Secret-77@nowhere.invalid/perennial', 'nowhere.invalid:5432'],
    ['it is no URL of PostgreSQL', 'perennial:Secret-77@127.0.0.1', 'DATABASE_URL'],
  ])('is unreachable when %s; the password stays secret', async (_why, url, place) => {
    expect(await refusal(openStore({ url }))).toBe('store-unreachable');
    const message = await refusalWords(openStore({ url }));
    expect(message).toContain(place);
    expect(message).not.toContain('Secret-77');
  });

  it('is unreachable when there is no such database', async () => {
    expect(await refusalWords(openStore({ url: server.url.replace(/[^/]+$/, 'missing') }))).toContain('DATABASE_URL');
  });
});
