import {
  accountIdentity,
  currency,
  date,
  email,
  InvalidInput,
  identity,
  instant,
  money,
  NotUsable,
  oneOf,
  prose,
  Row,
  readFields,
  zone,
} from '../../client/temporal/input';
import { problemWords } from '../../texts/problems/words';
import { refusal } from '../support/refusal';

const reasonOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof NotUsable) return problemWords(error);
    throw error;
  }
  return 'usable';
};

describe('a cell', () => {
  it.each([
    ['2026-01-05', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['2024-02-29', '2024-02-29'],
  ])('reads the date %s as %s', (text, expected) => expect(date(text)).toBe(expected));

  it.each(['2026-13-01', '2026-02-30', '2025-02-29', '05/01/2026', '2026-1', 'soon', '2026-01/05'])('refuses the date %s', (text) => {
    expect(reasonOf(() => date(text))).toMatch(/^Is no date/);
  });

  it.each([
    ['asia/shanghai', 'Asia/Shanghai'],
    ['Europe/Berlin', 'Europe/Berlin'],
    ['UTC', 'UTC'],
  ])('reads the zone %s as %s', (text, expected) => expect(zone(text)).toBe(expected));

  it.each([
    ['Asia/Shanghi', /Did you mean Asia\/Shanghai\?/],
    ['+08:00', /Is no time zone/],
    ['Mars', /Is no time zone/],
  ])('refuses the zone %s', (text, reason) => expect(reasonOf(() => zone(text))).toMatch(reason));

  it.each(['1200000', '1200000.50', '0'])('takes %s as an amount, to the letter', (text) => expect(money(text)).toBe(text));
  it.each(['1,200,000', '12e5', '-1', '1.23456', 'much'])('refuses the amount %s', (text) => {
    expect(reasonOf(() => money(text))).toMatch(/Is not a number/);
  });

  it('knows currencies and says which one is meant', () => {
    expect(currency('cny')).toBe('CNY');
    expect(reasonOf(() => currency('CNX'))).toMatch(/Did you mean/);
  });

  it.each(['C-1', 'h-7', 'OB-3', 'p-4'])('refuses %s as a new account, since another kind has such ids', (text) => {
    expect(reasonOf(() => accountIdentity(text))).toMatch(/^Looks like the id of an? [a-z]+ \([A-Za-z]+-12\): choose/);
  });

  it.each(['acme', 'north-7', 'C1', 'case-1'])('takes %s as a new account', (text) => expect(accountIdentity(text)).toBe(text));

  it('knows mail addresses', () => {
    expect(email('li.wei@example.com')).toBe('li.wei@example.com');
    for (const text of ['li.wei', 'li wei@example.com', '<li@example.com>', 'a@b'])
      expect(reasonOf(() => email(text))).toMatch(/no mail address/);
  });

  it('says which codes there are, or which one is meant', () => {
    const level = oneOf(['platinum', 'gold'] as const);
    expect(level('Gold')).toBe('gold');
    expect(reasonOf(() => level('platnum'))).toMatch(/Did you mean "platinum"\?/);
    expect(reasonOf(() => level('tin'))).toMatch(/platinum, gold/);
  });

  it('takes an id that a workflow can bear', () => {
    expect(identity('acme-2_b')).toBe('acme-2_b');
    for (const text of ['', '-a', 'a b', 'a/b', '大客户', 'x'.repeat(65)]) expect(reasonOf(() => identity(text))).toMatch(/Is no id/);
  });

  it('takes a report as it was written, on many lines', () => {
    expect(prose()('one\n\ttwo\r\nthree')).toBe('one\n\ttwo\r\nthree');
    expect(reasonOf(() => prose()('a\u0000b'))).toMatch(/control character/);
    expect(reasonOf(() => prose(3)('long'))).toMatch(/longer than 3/);
  });

  it('takes instants with their offset only', () => {
    expect(instant('2026-01-05T09:00:00+08:00')).toBe(Date.parse('2026-01-05T01:00:00Z'));
    for (const text of ['2026-09-31T10:00Z', '2026-02-30T00:00:00+01:00'])
      expect(reasonOf(() => instant(text))).toMatch(/Is no instant of the calendar/);
    for (const text of ['2026-01-05', '2026-01-05T09:00', '2026-13-05T09:00Z'])
      expect(reasonOf(() => instant(text))).toMatch(/Is no instant/);
  });
});

describe('a row', () => {
  it('collects all that is wrong, by column, value and reason', () => {
    const row = new Row({ signed_on: '2026-13-01', name: ' ' });
    expect(row.required('name', (text) => text)).toBeUndefined();
    expect(row.optional('signed_on', date)).toBeUndefined();
    expect(row.optional('zone', zone)).toBeUndefined();
    expect(row.errors).toEqual([
      { column: 'name', value: '', code: 'missing' },
      { column: 'signed_on', value: '2026-13-01', code: 'not-in-the-calendar', parameters: { what: 'date' } },
    ]);
    expect(row.errors.map((error) => problemWords(error))).toEqual(['Is missing.', 'Is no date of the calendar: check month and day.']);
  });

  it('calls columns as the fields of a request where they come from one', () => {
    const read = () => readFields({ signedOn: 'soon' }, (row) => row.required('signed_on', date));
    expect(read).toThrow(InvalidInput);
    expect(refusal(read)).toContain('signedOn: Is no date');
  });
});
