// What the store and Temporal must say alike: a command is carried out as a whole, or changes nothing that anybody can see.
import { sql } from 'kysely';
import { eventually } from '../support/eventually';
import { good, refused } from './answers';
import { withEverything } from './deployment';

let house: Awaited<ReturnType<typeof withEverything>>;
beforeAll(async () => {
  house = await withEverything('test-boundary');
});
afterAll(() => house.close());

const start = (account: string, more: object = {}) =>
  house.post('/accounts', { account, name: `Name of ${account}`, signedOn: '2025-07-01', accountManager: 'li.wei', ...more });
const account = (id: string) => good(house.get(`/accounts/${id}`));
const importing = async (kind: string, rows: Record<string, string>[], more: object = {}) =>
  good(house.post(`/import/${kind}`, { rows: rows.map((values, index) => ({ line: index + 2, values })), ...more }));

/** All that the store holds and anybody can see. */
async function everything(): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'
    and table_name not in ('staged', 'command_key', 'kysely_migration', 'kysely_migration_lock') order by 1`.execute(house.store.db);
  const tables = await Promise.all(
    rows.map(async ({ name }) => [name, (await sql`select * from ${sql.table(name)} as t order by t::text`.execute(house.store.db)).rows]),
  );
  return JSON.stringify(tables, null, 1);
}

/** The same, once what is under way has ended. */
async function atRest(): Promise<string> {
  let last = '';
  return eventually('a store at rest', async () => {
    const before = last;
    last = await everything();
    return before === last ? last : undefined;
  });
}

describe('a start', () => {
  it('of four at once with different data wins as a whole; the others are told', async () => {
    const levels = ['gold', 'silver', 'standard', 'gold'];
    const starts = levels.map((level, index) => ({
      level,
      ...{ name: `Name ${index}`, annualFee: `${100 + index}`, currency: 'EUR', signedOn: `2025-07-0${index + 1}` },
      accountManager: index % 2 === 0 ? 'li.wei' : 'wang.fang',
    }));
    const answers = await Promise.all(starts.map((fields) => start('contested', fields)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(Array(3).fill('identity-used'));
    const won = starts[answers.findIndex(({ status }) => status === 200)];
    expect(await account('contested')).toMatchObject({
      name: won?.name,
      level: won?.level,
      signedOn: won?.signedOn,
      team: { 'account-manager': won?.accountManager },
      contract: { annualFee: won?.annualFee, currency: 'EUR' },
    });
  });

  it('is refused by name where the id is used, and changes nothing', async () => {
    await good(start('used'));
    const before = await atRest();
    expect(await refused(start('used', { name: 'Another', level: 'gold' }))).toEqual({ status: 409, code: 'identity-used' });
    expect(await everything()).toBe(before);
  });
});

describe('a file of accounts', () => {
  const row = (id: string, more: Record<string, string> = {}) => ({
    account: id,
    name: `Name of ${id}`,
    account_manager: 'li.wei',
    ...more,
  });

  it('renames on record', async () => {
    await good(start('renamed'));
    expect((await importing('accounts', [row('renamed', { name: 'Renamed SE', annual_fee: '900.50' })])).results).toMatchObject([
      { outcome: 'updated' },
    ]);
    expect(await account('renamed')).toMatchObject({ name: 'Renamed SE', contract: { annualFee: '900.50' } });
    const { history } = await good(house.get('/accounts/renamed/history'));
    expect(history.at(-1)).toMatchObject({ type: 'accountAmended' });
    expect(JSON.stringify(history)).not.toContain('Renamed');
    expect((await importing('accounts', [row('renamed', { name: 'Renamed SE', annual_fee: '900.5' })])).results).toMatchObject([
      { outcome: 'unchanged' },
    ]);
  });

  it('renames no account that is closed, and says that it is', async () => {
    await good(start('closed'));
    await good(house.post('/accounts/closed/close', { reason: 'merged' }));
    const before = await atRest();
    const { results, applied } = await importing('accounts', [row('closed', { name: 'Another' })]);
    expect(applied).toBe(false);
    expect(results).toMatchObject([{ outcome: 'bad', errors: [{ column: 'account', reason: expect.stringContaining('closed') }] }]);
    expect((await importing('accounts', [row('closed', { name: 'Another' })], { skipBad: true })).results).toMatchObject([
      { outcome: 'bad' },
    ]);
    expect((await importing('accounts', [row('closed')])).results).toMatchObject([{ outcome: 'unchanged' }]);
    expect(await everything()).toBe(before);
  });
});

describe('while no worker runs', () => {
  it('a start with other data is told, and one with the same data goes on', async () => {
    await house.stopWorker();
    expect(await refused(start('asleep', { level: 'gold' }))).toEqual({ status: 503, code: 'no-worker' });
    const { status, body } = await start('asleep', { name: 'Another', level: 'silver' });
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'identity-used' });
    expect(body.detail).toContain('is being started with other data');
    expect(await refused(start('asleep', { level: 'gold' }))).toEqual({ status: 503, code: 'no-worker' });
    expect(await house.store.db.selectFrom('profile').select('name').where('account', '=', 'asleep').execute()).toEqual([
      { name: 'Name of asleep' },
    ]);
  }, 60_000);
});
