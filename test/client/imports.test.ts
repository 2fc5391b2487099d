import type { ImportRow, RowResult } from '../../api/imports';
import { withoutTemporal } from '../support/deployment';
import { ofFile } from '../support/of-file';
import { day } from '../support/start';

const house = ofFile(() => withoutTemporal());

const GOOD = { account: 'acme', name: 'Acme', signed_on: day(-7), zone: 'Asia/Shanghai', level: 'gold', account_manager: 'li.wei' };
const rowsOf = (...values: Record<string, string>[]): ImportRow[] => values.map((cells, index) => ({ line: index + 2, values: cells }));
const check = async (...values: Record<string, string>[]) => house.client.imports('accounts', { rows: rowsOf(...values), dryRun: true });
const errorsOf = (results: readonly RowResult[]) => results.flatMap(({ line, errors }) => errors.map((error) => ({ line, ...error })));

describe('a file of accounts, looked through without doing anything', () => {
  it('says what a good line would come to', async () => {
    // Signed today: whatever the day, nothing of it is past.
    const { results, applied, notices } = await check({ ...GOOD, signed_on: day(0) });
    expect(results).toEqual([{ line: 2, id: 'acme', outcome: 'started', errors: [], late: 0, skipped: 0 }]);
    expect(applied).toBe(false);
    expect(notices).toEqual([]);
  });

  it.each([
    ['a person whom nobody knows', { account_manager: 'li.wie' }, 'account_manager', /nobody called li\.wie\. Did you mean "li\.wei"\?/],
    ['a date that is none', { signed_on: '2026-13-01' }, 'signed_on', /no date/],
    ['a level that is none', { level: 'platinm' }, 'level', /Did you mean "platinum"\?/],
    ['a zone that is none', { zone: 'Asia/Shangai' }, 'zone', /Did you mean Asia\/Shanghai\?/],
    ['an amount that is no number', { annual_fee: '5 million' }, 'annual_fee', /not a number/],
    ['a currency that is none', { currency: 'YUAN' }, 'currency', /no currency/],
    ['a calendar that the playbook does not have', { calendar: 'chna' }, 'calendar', /Did you mean "china"\?/],
    ['a contract that ends before it was signed', { contract_ends_on: day(-15) }, 'contract_ends_on', /before it was signed/],
    ['a signing that lies in the future', { signed_on: day(351) }, 'signed_on', /lies in the future/],
    ['an id that is none', { account: 'a c/me' }, 'account', /no id/],
    ['a name that is missing', { name: '' }, 'name', /missing/],
  ])('reports %s', async (_what, wrong, column, reason) => {
    const { results } = await check({ ...GOOD, ...wrong });
    expect(errorsOf(results)).toMatchObject([
      { line: 2, column, value: expect.any(String), reason: expect.stringMatching(reason), code: expect.any(String) },
    ]);
    expect(results[0]?.outcome).toBe('bad');
  });

  it('reports every bad cell of a line at once', async () => {
    const { results } = await check({ ...GOOD, level: 'tin', zone: 'Nowhere', account_manager: '' });
    expect(errorsOf(results).map(({ column }) => column)).toEqual(['zone', 'level', 'account_manager']);
  });

  it('reports an account that is in the file twice, with the line of the first', async () => {
    const { results } = await check(GOOD, { ...GOOD, account: 'bluewave' }, GOOD);
    expect(errorsOf(results)).toEqual([
      {
        line: 4,
        column: 'account',
        value: 'acme',
        reason: 'Is in this file already, on line 2.',
        code: 'on-line-already',
        parameters: { line: 2 },
      },
    ]);
  });

  it('refuses a file without a column that must be there, and says which it is', async () => {
    const { account_manager: _, ...rest } = GOOD;
    await expect(check({ ...rest, acount_manager: 'li.wei' })).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ column: 'account_manager', code: 'no-such-column', parameters: { meant: 'acount_manager' } }],
    });
  });

  it('only notes columns that nobody reads', async () => {
    const { results, notices } = await check({ ...GOOD, mood: 'good', segmnt: 'maintain' });
    expect(results[0]?.outcome).toBe('started');
    expect(notices).toEqual(['The column mood is not read', 'The column segmnt is not read; did you mean segment?']);
  });
});

describe('a file with a bad line', () => {
  it('does nothing at all unless it is told to leave bad lines out', async () => {
    const rows = rowsOf({ handle: 'sun.hao', name: 'Sun Hao', email: 'sun.hao@example.com' }, { handle: 'x', name: 'X', email: 'nowhere' });
    const refused = await house.client.imports('people', { rows });
    expect(refused.applied).toBe(false);
    await expect(house.client.people.show('sun.hao')).rejects.toMatchObject({ code: 'unknown-person' });

    const { applied, results } = await house.client.imports('people', { rows, skipBad: true });
    expect(applied).toBe(true);
    expect(results.map(({ outcome }) => outcome)).toEqual(['added', 'bad']);
    expect(await house.client.people.show('sun.hao')).toMatchObject({ name: 'Sun Hao', language: 'en' });
  });
});

describe('a file of which every line turns out bad', () => {
  it('was not applied', async () => {
    const rows = rowsOf({ handle: 'x', name: 'X', email: 'nowhere' });
    expect(await house.client.imports('people', { rows, skipBad: true })).toMatchObject({ applied: false, results: [{ outcome: 'bad' }] });
    expect(await house.client.imports('people', { rows: [], skipBad: true })).toMatchObject({ applied: true });
  });
});

describe('a file of people', () => {
  const person = (handle: string, manager: string) => ({ handle, name: handle.toUpperCase(), email: `${handle}@example.com`, manager });

  it('may name managers who come later', async () => {
    const rows = rowsOf(person('c', 'b'), person('b', 'a'), person('a', 'liu.qiang'));
    const { results } = await house.client.imports('people', { rows });
    expect(results.map(({ outcome }) => outcome)).toEqual(['added', 'added', 'added']);
    expect((await house.client.people.show('c')).manager).toBe('b');
  });

  it('adds nobody twice and changes who changed', async () => {
    const rows = rowsOf(person('a', 'liu.qiang'), { ...person('b', 'a'), name: 'Bee' });
    const { results } = await house.client.imports('people', { rows });
    expect(results.map(({ outcome }) => outcome)).toEqual(['unchanged', 'updated']);
  });

  it('reports managers that nobody knows and managers in a circle', async () => {
    const { results } = await house.client.imports('people', {
      rows: rowsOf(person('d', 'nobody'), person('e', 'f'), person('f', 'e')),
      dryRun: true,
    });
    expect(errorsOf(results).map(({ line, column }) => [line, column])).toEqual([
      [2, 'manager'],
      [3, 'manager'],
      [4, 'manager'],
    ]);
  });
});

describe('accounts while Temporal is away', () => {
  it('start nothing and say so', async () => {
    await expect(house.client.imports('accounts', { rows: rowsOf(GOOD) })).rejects.toMatchObject({ code: 'temporal-unavailable' });
    expect(await house.client.accounts.list()).toEqual([]);
  });
});
