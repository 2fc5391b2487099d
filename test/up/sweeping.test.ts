// Expired content is removed from the store regularly; a sweep that fails is repeated.
import pino from 'pino';
import { commandKeys, type Store, stageNote } from '../../store';
import { keepSwept } from '../../up/sweeping';
import { eventually } from '../support/eventually';
import { openMemoryStore } from '../support/memory-store';

const WEEKS_AGO = Date.now() - 21 * 86_400_000;
const NOTE = { text: 'said in vain', by: null, at: 0 };

let store: Store;
beforeAll(async () => {
  store = await openMemoryStore();
});
afterAll(() => store.close());

const count = async (table: 'staged' | 'commandKey'): Promise<number> =>
  (
    await store.db
      .selectFrom(table)
      .select(table === 'staged' ? 'id' : 'key')
      .execute()
  ).length;

it('sweeps again and again, until it is stopped', async () => {
  const lines: string[] = [];
  const stop = keepSwept(store, pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }), 20);
  for (let round = 1; round <= 2; round += 1) {
    await stageNote(store, NOTE, WEEKS_AGO);
    await commandKeys.claim(store, { key: `k-${round}`, content: 'c', command: `x-${round}`, at: WEEKS_AGO });
    await eventually('a sweep', async () => (await count('staged')) + (await count('commandKey')) === 0);
  }
  await stageNote(store, NOTE, Date.now());
  await stop();
  await stageNote(store, NOTE, WEEKS_AGO);
  expect(await count('staged')).toBe(2);
  expect(lines.map((line) => JSON.parse(line).msg)).toContain('swept what nobody will ask for any more');
});

it('goes on where a sweep fails, and says so', async () => {
  const lines: string[] = [];
  const away = {
    ...store,
    db: new Proxy(store.db, {
      get: () => {
        throw new Error('away');
      },
    }),
  };
  const stop = keepSwept(away, pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }), 20);
  await eventually('two failures', () => lines.length >= 2);
  await stop();
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ code: 'unforeseen', msg: 'sweep failed' });
});
