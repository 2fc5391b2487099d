import { accounts, cases, journal, rebuild, serviceTerms, ticketLinks, ticketSync, verifyJournal, verifyLive } from '../../store';
import { andThen, caseAfter, HOUR, lateLife, opened, REPORTED, serviceTerms as terms } from './case-life';
import { ENGINES, withStore } from './engines';
import { life, started, stateAfter } from './life';

describe.each(ENGINES)('service cases on %s', (engine) => {
  const store = withStore(engine);
  beforeAll(async () => {
    for (const account of ['acme', 'bluewave']) await journal.append(store(), `account/${account}`, 1, [started()]);
  });

  describe('an id', () => {
    it('is given once for each key, C-1 first', async () => {
      expect(await cases.identify(store(), 'acme/first')).toBe('C-1');
      expect(await cases.identify(store(), 'acme/second')).toBe('C-2');
      expect(await cases.identify(store(), 'acme/first')).toBe('C-1');
    });

    it('is the same for twenty who ask with one key at once', async () => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => cases.identify(store(), 'acme/contested')));
      expect(new Set(ids).size).toBe(1);
    });
  });

  describe('a case in the journal', () => {
    it('is a row, with the clock that is used up next', async () => {
      await journal.append(store(), 'case/C-101', 1, opened('acme', 'C-101', REPORTED, { note: 'n-1' }));
      expect(await cases.get(store(), 'C-101')).toMatchObject({
        id: 'C-101',
        account: 'acme',
        zone: 'Asia/Shanghai',
        status: 'open',
        level: 'gold',
        severity: 'high',
        kind: 'problem',
        owner: 'p-5',
        reportedAt: REPORTED,
        resolvedAt: null,
        nextDue: REPORTED + HOUR,
        note: 'n-1',
        ticket: null,
      });
    });

    it('shows who has taken it, and no due time while the customer is awaited', async () => {
      const taken = andThen(opened('acme', 'C-102'), REPORTED + HOUR / 2, 'take', 'p-7');
      await journal.append(store(), 'case/C-102', 1, taken);
      expect(await cases.get(store(), 'C-102')).toMatchObject({ owner: 'p-7', nextDue: REPORTED + 24 * HOUR });
      const waiting = andThen(taken, REPORTED + HOUR, 'wait');
      await journal.append(store(), 'case/C-102', taken.length + 1, waiting.slice(taken.length));
      expect(await cases.get(store(), 'C-102')).toMatchObject({ status: 'waiting', nextDue: null });
    });

    it('keeps an overdue clock as the next one until it is reached', async () => {
      const overdue = andThen(opened('acme', 'C-103'), REPORTED + 2 * HOUR);
      await journal.append(store(), 'case/C-103', 1, overdue);
      expect((await cases.get(store(), 'C-103'))?.nextDue).toBe(REPORTED + HOUR);
      const late = andThen(overdue, REPORTED + 3 * HOUR, 'answer');
      await journal.append(store(), 'case/C-103', overdue.length + 1, late.slice(overdue.length));
      expect((await cases.get(store(), 'C-103'))?.nextDue).toBe(REPORTED + 24 * HOUR);
    });

    it('counts as one of its account until it is resolved', async () => {
      await journal.append(store(), 'case/C-104', 1, opened('bluewave', 'C-104'));
      const open = async () => (await accounts.get(store(), 'bluewave'))?.openCases;
      expect(await open()).toBe(1);
      const all = andThen(opened('bluewave', 'C-104'), REPORTED + HOUR / 4, 'resolve');
      await journal.append(store(), 'case/C-104', 1, all);
      expect(await open()).toBe(0);
      expect((await accounts.list(store())).map(({ id, openCases }) => [id, openCases])).toContainEqual(['acme', 3]);
    });

    it('is found by what it is, the most urgent first', async () => {
      await journal.append(store(), 'case/C-105', 1, opened('bluewave', 'C-105', REPORTED, { level: 'silver', severity: 'low' }));
      const ids = async (filter: cases.CaseFilter) => (await cases.list(store(), filter)).map(({ id }) => id);
      expect(await ids({ statuses: ['open', 'waiting'] })).toEqual(['C-101', 'C-105', 'C-103', 'C-102']);
      expect(await ids({ account: 'bluewave' })).toEqual(['C-105', 'C-104']);
      expect(await ids({ level: 'silver', severity: 'low' })).toEqual(['C-105']);
      expect(await ids({ owner: 'p-7' })).toEqual(['C-102']);
      expect(await ids({ dueBefore: REPORTED + 4 * HOUR })).toEqual(['C-101']);
      expect(await ids({ dueBefore: REPORTED + 4 * HOUR + 1 })).toEqual(['C-101', 'C-105']);
      expect(await ids({ limit: 1 })).toEqual(['C-101']);
      expect(await ids({ statuses: [] })).toEqual([]);
      expect(await ids({ ids: ['C-105', 'C-101'] })).toEqual(['C-101', 'C-105']);
    });

    it('has its clocks that were kept or not, with the zone of its account', async () => {
      await journal.append(store(), 'case/C-106', 1, lateLife('acme', 'C-106', REPORTED + 1000 * HOUR));
      const settled = await cases.settledMilestones(store(), { from: REPORTED + 1000 * HOUR, to: REPORTED + 1100 * HOUR });
      expect(settled.sort((one, other) => one.at - other.at)).toEqual([
        {
          name: 'response',
          account: 'acme',
          level: 'gold',
          severity: 'high',
          state: 'met',
          at: REPORTED + 1001 * HOUR,
          zone: 'Asia/Shanghai',
        },
        {
          name: 'resolution',
          account: 'acme',
          level: 'gold',
          severity: 'high',
          state: 'breached',
          at: REPORTED + 1024 * HOUR,
          zone: 'Asia/Shanghai',
        },
      ]);
    });
  });

  describe('read models of cases', () => {
    const events = lateLife('acme', 'C-200');
    const live = { sequence: events.length, state: caseAfter(events) };
    const dump = () =>
      Promise.all([
        store().db.selectFrom('serviceCase').selectAll().orderBy('id').execute(),
        store().db.selectFrom('milestone').selectAll().orderBy('id').execute(),
        store().db.selectFrom('account').selectAll().orderBy('id').execute(),
        store().db.selectFrom('task').selectAll().orderBy('id').execute(),
      ]);

    it('do not depend on the batches in which events came', async () => {
      for (const [index, event] of events.entries()) await journal.append(store(), 'case/C-200', index + 1, [event]);
      expect(await verifyLive(store(), 'case/C-200', live)).toEqual([]);
    });

    it('are the same when they are folded anew, beside those of accounts, while more is journalled', async () => {
      await journal.append(store(), 'account/beside', 1, life(20));
      const before = await dump();
      const heard: (readonly number[])[] = [];
      const total = await rebuild(store(), (...progress) => heard.push(progress));
      expect(heard.at(-1)).toEqual([total, total]);
      expect(await dump()).toEqual(before);

      await Promise.all([
        rebuild(store()),
        ...[1, 2, 3].map((n) => journal.append(store(), `case/C-30${n}`, 1, lateLife('acme', `C-30${n}`))),
      ]);
      expect(await verifyLive(store(), 'case/C-302', { ...live, state: caseAfter(lateLife('acme', 'C-302')) })).toEqual([]);
      expect(await verifyLive(store(), 'account/beside', { sequence: life(20).length, state: stateAfter(life(20)) })).toEqual([]);
    });

    it('are folded from the beginning where a row is lost', async () => {
      await journal.append(store(), 'case/C-310', 1, lateLife('acme', 'C-310').slice(0, 4));
      await store().db.deleteFrom('serviceCase').where('id', '=', 'C-310').execute();
      await journal.append(store(), 'case/C-310', 5, lateLife('acme', 'C-310').slice(4));
      expect(await verifyLive(store(), 'case/C-310', { ...live, state: caseAfter(lateLife('acme', 'C-310')) })).toEqual([]);
    });

    it('that differ from the journal are found out', async () => {
      await store().db.updateTable('milestone').set({ due: 7 }).where('id', '=', 'C-200:response').execute();
      await store().db.deleteFrom('milestone').where('id', '=', 'C-200:resolution').execute();
      await store().db.updateTable('serviceCase').set({ level: 'silver' }).where('id', '=', 'C-200').execute();
      expect((await verifyJournal(store())).differences.map(({ path, stored }) => [path, stored])).toEqual([
        ['case.level', 'silver'],
        ['milestone.C-200:response.due', 7],
        ['milestone.C-200:resolution', undefined],
      ]);
    });

    it('leave openings, links and syncs alone when they are folded anew', async () => {
      await ticketLinks.put(store(), { ticket: 'T-1', system: 'embedded', id: 'T-1', key: 'case/C-200/3/0', url: null });
      await ticketSync.put(store(), { system: 'redmine', cursor: '7', checkedAt: 1, code: null });
      const id = await cases.identify(store(), 'acme/kept');
      await rebuild(store());
      expect(await cases.identify(store(), 'acme/kept')).toBe(id);
      expect(await ticketLinks.get(store(), 'T-1')).toMatchObject({ key: 'case/C-200/3/0' });
      expect(await ticketSync.get(store(), 'redmine')).toMatchObject({ cursor: '7' });
    });
  });

  describe('beside the cases', () => {
    it('terms of service are kept under their hash', async () => {
      await serviceTerms.put(store(), terms);
      await serviceTerms.put(store(), terms);
      expect(await serviceTerms.get(store(), 'st-1')).toEqual(terms);
      expect(await serviceTerms.get(store(), 'st-2')).toBeUndefined();
    });

    it('tickets are found by name and by key, also when they are linked again', async () => {
      const link = { ticket: 'redmine/17', system: 'redmine', id: '17', key: 'case/C-1/4/0', url: null };
      await ticketLinks.put(store(), link);
      await ticketLinks.put(store(), { ...link, url: 'http://127.0.0.1/issues/17' });
      expect(await ticketLinks.byKey(store(), 'case/C-1/4/0')).toEqual({ ...link, url: 'http://127.0.0.1/issues/17' });
      expect((await ticketLinks.byNames(store(), ['redmine/17', 'redmine/18'])).size).toBe(1);
      expect(await ticketLinks.get(store(), 'redmine/18')).toBeUndefined();
    });

    it('a sync says since when it has been in trouble', async () => {
      const sync = { system: 'request-tracker', cursor: 'c1' };
      await ticketSync.put(store(), { ...sync, checkedAt: 100, code: null });
      await ticketSync.put(store(), { ...sync, checkedAt: 200, code: 'wrong-token' });
      await ticketSync.put(store(), { ...sync, checkedAt: 300, code: 'wrong-token' });
      expect(await ticketSync.get(store(), 'request-tracker')).toEqual({ ...sync, checkedAt: 300, code: 'wrong-token', since: 200 });
      await ticketSync.put(store(), { ...sync, cursor: 'c2', checkedAt: 400, code: null });
      expect((await ticketSync.list(store())).at(-1)).toEqual({ ...sync, cursor: 'c2', checkedAt: 400, code: null, since: 400 });
    });
  });
});
