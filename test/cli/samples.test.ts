import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CsvRow, readCsv } from '../../cli/csv';
import { loadPlaybook } from '../../domain/playbook/load';
import { addPeriod, isPlainDate, isZone } from '../../domain/time/time';
import { ROOT } from './perennial';

const REFERENCE = '2026-11-15';
const read = (name: string): readonly CsvRow['values'][] => {
  const { rows, problems } = readCsv(readFileSync(join(ROOT, 'samples', name)));
  expect(problems).toEqual([]);
  return rows.map(({ values }) => values);
};
const people = read('people.csv');
const accounts = read('accounts.csv');
const more = read('more.csv');
const contacts = read('contacts.csv');
const playbook = loadPlaybook(join(ROOT, 'playbooks/key-account.yaml'));

describe('the samples', () => {
  it('name only people, accounts, zones, calendars, levels and segments that there are', () => {
    const handles = people.map(({ handle }) => handle);
    for (const { manager, zone, calendar, language } of people) {
      expect([...handles, '']).toContain(manager);
      expect(isZone(zone ?? '')).toBe(true);
      expect(playbook.calendars).toHaveProperty(calendar ?? '');
      expect(['en', 'zh-CN']).toContain(language);
    }
    for (const row of [...accounts, ...more]) {
      for (const role of ['account_manager', 'backup', 'technical', 'sales_manager']) expect(handles).toContain(row[role]);
      expect([...handles, '']).toContain(row['executive_sponsor']);
      expect(Object.keys(playbook.levels)).toContain(row['level']);
      expect(Object.keys(playbook.segments ?? {})).toContain(row['segment']);
      expect(playbook.zones[row['zone'] ?? '']).toBe(row['calendar']);
    }
    for (const { account } of contacts) expect(accounts.map((row) => row['account'])).toContain(account);
  });

  it('have dates in their order', () => {
    for (const row of [...accounts, ...more]) {
      const dates = [row['signed_on'], row['promised_delivery_on'], row['contract_ends_on']];
      expect(dates.every(isPlainDate)).toBe(true);
      expect([...dates].sort()).toEqual(dates);
    }
  });

  it('are spread over all four stages on the day of reference, three signed just before it', () => {
    const starts = Object.values(playbook.stages).map(({ from }) => from);
    const stageOf = (signed: string) => starts.findLastIndex((from) => addPeriod(signed, from) <= REFERENCE);
    const stages = accounts.map((row) => stageOf(row['signed_on'] ?? ''));
    expect([0, 1, 2, 3].map((stage) => stages.filter((one) => one === stage).length)).toEqual([5, 3, 2, 2]);
    expect(accounts.filter((row) => (row['signed_on'] ?? '') >= '2026-11-13').map((row) => row['account'])).toEqual([
      'acme',
      'bluewave',
      'cedar',
    ]);
  });

  it('give each account two or three contacts, one of them primary', () => {
    for (const { account } of accounts) {
      const theirs = contacts.filter((row) => row['account'] === account);
      expect([2, 3]).toContain(theirs.length);
      expect(theirs.filter(({ primary }) => primary === 'yes')).toHaveLength(1);
    }
  });

  it('have no id that is a part of a name: histories may hold ids, never names', () => {
    const names = [...accounts, ...more, ...contacts, ...people].map(({ name }) => (name ?? '').toLowerCase());
    for (const { account } of [...accounts, ...more]) expect(names.filter((name) => name.includes(account ?? ''))).toEqual([]);
  });
});
