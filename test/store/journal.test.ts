import type { AccountEvent } from '../../domain/account/types';
import { accounts, entities, journal, rebuild, tasks, verifyJournal, verifyLive } from '../../store';
import { ROLES } from '../support/roles';
import { ENGINES, refusal, withStore } from './engines';
import { life, planned, started, stateAfter, taskOf } from './life';

const typesOf = (rows: readonly { readonly type: string }[]): string[] => rows.map(({ type }) => type);

describe.each(ENGINES)('the journal on %s', (engine) => {
  const store = withStore(engine);

  describe('an identity', () => {
    it('is claimed once; a start that died half-way may be tried again', async () => {
      expect(await entities.claim(store(), 'account/once', 'account')).toBe('claimed');
      expect(await entities.claim(store(), 'account/once', 'account')).toBe('starting');
    });

    it('is free again when its start was refused', async () => {
      await entities.claim(store(), 'account/refused', 'account');
      await entities.release(store(), 'account/refused');
      expect(await entities.claim(store(), 'account/refused', 'account')).toBe('claimed');
    });

    it('that has lived is used for ever', async () => {
      await entities.claim(store(), 'account/lived', 'account');
      await journal.append(store(), 'account/lived', 1, [started()]);
      await entities.release(store(), 'account/lived');
      expect(await entities.claim(store(), 'account/lived', 'account')).toBe('used');
    });

    it('goes to one of twenty who claim it at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => entities.claim(store(), 'account/contested', 'account')));
      expect(answers.filter((answer) => answer === 'claimed')).toHaveLength(1);
    });
  });

  describe('an append', () => {
    it('keeps events as they are, in order', async () => {
      const events = life(3);
      await journal.append(store(), 'account/kept', 1, events);
      const rows = await journal.history(store(), 'account/kept');
      expect(rows.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
      expect(rows[0]).toEqual({
        sequence: 1,
        at: started().at,
        type: 'accountStarted',
        by: 'p-1',
        note: null,
        data: {
          rules: 1,
          terms: { id: 't1', playbook: 'b1', roles: ROLES },
          zone: 'Asia/Shanghai',
          level: 'gold',
          signedOn: '2026-01-05',
          team: { 'account-manager': 'p-4', technical: 'p-5' },
        },
      });
      expect(await journal.history(store(), 'account/kept', { after: 2, limit: 2 })).toEqual(rows.slice(2, 4));
    });

    it('that is repeated, in part or as a whole, changes nothing', async () => {
      const events = life(2);
      await journal.append(store(), 'account/repeat', 1, events.slice(0, 3));
      await journal.append(store(), 'account/repeat', 1, events.slice(0, 3));
      await journal.append(store(), 'account/repeat', 2, events.slice(1));
      await Promise.all([journal.append(store(), 'account/repeat', 1, events), journal.append(store(), 'account/repeat', 1, events)]);
      expect(typesOf(await journal.history(store(), 'account/repeat'))).toEqual(typesOf(events));
      expect((await accounts.get(store(), 'repeat'))?.state).toEqual(stateAfter(events));
    });

    it('that would leave a gap is refused', async () => {
      await journal.append(store(), 'account/gap', 1, [started()]);
      expect(await refusal(journal.append(store(), 'account/gap', 3, [planned(1)]))).toBe('journal-gap');
      expect(await journal.history(store(), 'account/gap')).toHaveLength(1);
    });

    it('that tells another story under a used number is refused, also in one batch', async () => {
      await journal.append(store(), 'account/conflict', 1, [started()]);
      expect(await refusal(journal.append(store(), 'account/conflict', 1, [planned(1), planned(2)]))).toBe('journal-conflict');
      const both = [
        journal.append(store(), 'account/conflict', 2, [planned(1)]),
        journal.append(store(), 'account/conflict', 2, [{ type: 'accountPaused', at: 1 }]),
      ];
      expect(await Promise.all(both.map(refusal))).toEqual(['not refused', 'journal-conflict']);
      expect(await journal.history(store(), 'account/conflict')).toHaveLength(2);
    });

    it('of another kind of entity is journalled without a read model', async () => {
      await journal.append(store(), 'handover/17', 1, [started()]);
      expect(await journal.history(store(), 'handover/17')).toHaveLength(1);
      expect(await accounts.get(store(), '17')).toBeUndefined();
    });
  });

  describe('a hundred accounts at once', () => {
    it('are journalled, each in its order', async () => {
      const events = life(4);
      const names = Array.from({ length: 100 }, (_, index) => `many-${index}`);
      await Promise.all(
        names.map(async (name) => {
          for (const [index, event] of events.entries()) await journal.append(store(), `account/${name}`, index + 1, [event]);
        }),
      );
      for (const name of ['many-0', 'many-57', 'many-99']) {
        expect(typesOf(await journal.history(store(), `account/${name}`))).toEqual(typesOf(events));
        expect(await verifyLive(store(), `account/${name}`, { sequence: events.length, state: stateAfter(events) })).toEqual([]);
      }
    });

    it('do not suffer from one that the database refuses', async () => {
      // PostgreSQL accepts no zero byte in a text.
      const poison: AccountEvent = { type: 'stageEntered', at: 1, stage: 'on\u0000boarding', since: '2026-01-05', why: 'time' };
      const answers = await Promise.all([
        refusal(journal.append(store(), 'account/good-1', 1, [started()])),
        refusal(journal.append(store(), 'account/bad', 1, [poison])),
        refusal(journal.append(store(), 'account/good-2', 1, [started()])),
        refusal(journal.append(store(), 'account/good-3', 7, [started()])),
      ]);
      expect(answers).toEqual(['not refused', 'store-failed', 'not refused', 'journal-gap']);
      expect(await journal.history(store(), 'account/bad')).toEqual([]);
      expect((await accounts.get(store(), 'good-2'))?.sequence).toBe(1);
    });
  });

  describe('who waits for a number', () => {
    it('hears of it as soon as it is journalled', async () => {
      const heard = journal.awaitSequence(store(), 'account/awaited', 2, 30_000);
      await journal.append(store(), 'account/awaited', 1, [started()]);
      await journal.append(store(), 'account/awaited', 2, [planned(1)]);
      expect(await heard).toBe(true);
      expect(await journal.awaitSequence(store(), 'account/awaited', 1, 0)).toBe(true);
    });

    it('is told when it does not come', async () => {
      expect(await journal.awaitSequence(store(), 'account/never', 1, 20)).toBe(false);
    });
  });

  describe('read models', () => {
    const events = life(30);

    it('are what the events say, in whatever batches they came', async () => {
      await journal.append(store(), 'account/whole', 1, events);
      for (let index = 0; index < events.length; index += 7)
        await journal.append(store(), 'account/pieces', index + 1, events.slice(index, index + 7));
      const [whole, pieces] = [await tasks.list(store(), { account: 'whole' }), await tasks.list(store(), { account: 'pieces' })];
      const bare = (rows: typeof whole) => rows.map((row) => ({ ...row, id: '', account: '' }));
      expect(bare(pieces)).toEqual(bare(whole));
      expect((await accounts.get(store(), 'pieces'))?.state).toEqual((await accounts.get(store(), 'whole'))?.state);
    });

    it('keep the tasks that the state forgets, with the owner of their time', async () => {
      const rows = await tasks.list(store(), { account: 'whole' });
      expect(rows).toHaveLength(30);
      const { tasks: open, closed } = stateAfter(events);
      expect(Object.keys(open).length + closed.length).toBeLessThan(30);
      expect(rows.slice(0, 5).map(({ state, owner }) => [state, owner])).toEqual([
        ['done', 'p-5'],
        ['done', 'p-5'],
        ['done', 'p-6'],
        ['done', 'p-9'],
        ['done', 'p-6'],
      ]);
      expect(rows.at(-1)).toMatchObject({ id: `whole:${taskOf(30)}`, state: 'open', owner: 'p-6', because: [['stage', 'week-30']] });
    });

    it('show an account in a row', async () => {
      expect(await accounts.list(store(), { manager: 'p-4', stage: 'onboarding' })).toContainEqual({
        id: 'whole',
        name: null,
        sequence: events.length,
        status: 'active',
        stage: 'onboarding',
        stageSince: '2026-01-05',
        signedOn: '2026-01-05',
        zone: 'Asia/Shanghai',
        level: 'gold',
        segment: null,
        team: { 'account-manager': 'p-4', technical: 'p-6' },
        roles: ROLES,
        openTasks: 1,
        openCases: 0,
        nextDue: (await tasks.get(store(), `whole:${taskOf(30)}`))?.due,
      });
      expect(await accounts.list(store(), { manager: 'p-77' })).toEqual([]);
    });

    it('list the tasks of one owner by due time', async () => {
      const due = (await tasks.get(store(), `whole:${taskOf(30)}`))?.due ?? 0;
      const mine = await tasks.list(store(), { owners: ['p-6'], states: ['open'], account: 'whole', dueBefore: due + 1 });
      expect(mine.map(({ id }) => id)).toEqual([`whole:${taskOf(30)}`]);
      expect(await tasks.list(store(), { owners: ['p-6'], states: ['open'], account: 'whole', dueBefore: due })).toEqual([]);
      expect(await tasks.list(store(), { account: 'whole', limit: 3 })).toHaveLength(3);
      expect(await tasks.list(store(), { states: [] })).toEqual([]);
    });

    it('are the same when they are folded anew, while more is journalled', async () => {
      const dump = async () => [
        await store().db.selectFrom('account').selectAll().orderBy('id').execute(),
        await store().db.selectFrom('task').selectAll().orderBy('id').execute(),
      ];
      const before = await dump();
      const heard: number[] = [];
      const total = await rebuild(store(), (done) => heard.push(done));
      expect(heard.at(-1)).toBe(total);
      expect(await dump()).toEqual(before);

      await Promise.all([rebuild(store()), ...events.map((_, index) => journal.append(store(), `account/meanwhile-${index}`, 1, events))]);
      const state = stateAfter(events);
      expect(await verifyLive(store(), 'account/meanwhile-3', { sequence: events.length, state })).toEqual([]);
      expect(await verifyLive(store(), 'account/whole', { sequence: events.length, state })).toEqual([]);
    });

    it('are folded from the beginning where a row is lost', async () => {
      await journal.append(store(), 'account/lost', 1, events.slice(0, 10));
      await store().db.deleteFrom('account').where('id', '=', 'lost').execute();
      await journal.append(store(), 'account/lost', 11, events.slice(10));
      expect(await verifyLive(store(), 'account/lost', { sequence: events.length, state: stateAfter(events) })).toEqual([]);
    });

    it('equal what the journal says, also of accounts that are appended to meanwhile', async () => {
      const more = Array.from({ length: 40 }, (_, index) => `account/still-${index}`);
      const [found] = await Promise.all([
        verifyJournal(store()),
        ...more.map(async (entity) => {
          for (const [index, event] of events.entries()) await journal.append(store(), entity, index + 1, [event]);
        }),
      ]);
      expect(found.differences).toEqual([]);
      const { differences, checked } = await verifyJournal(store());
      expect(differences).toEqual([]);
      const { entities: all } = await store()
        .db.selectFrom('entity')
        .select(({ fn }) => fn.countAll<number>().as('entities'))
        .where('sequence', '>', 0)
        .executeTakeFirstOrThrow();
      expect(checked).toBe(all);
    });

    it('that differ from the live state are found out', async () => {
      const live = { sequence: events.length, state: stateAfter(events) };
      expect(await verifyLive(store(), 'account/whole', live)).toEqual([]);
      expect(await verifyLive(store(), 'account/whole', { ...live, sequence: 1 })).toEqual([
        { path: 'account.sequence', expected: 1, stored: events.length },
      ]);
      expect(await verifyLive(store(), 'account/whole', { ...live, state: { ...live.state, level: 'silver' } })).toEqual([
        { path: 'account.state.level', expected: 'silver', stored: 'gold' },
      ]);
      const [unknown] = await verifyLive(store(), 'account/nobody', live);
      expect(unknown).toMatchObject({ path: 'account', stored: undefined });
    });

    it('that differ from the journal are found out, row by row', async () => {
      const { db } = store();
      const [open, gone, foreign] = [`lost:${taskOf(30)}`, `lost:${taskOf(2)}`, 'nobody:visit:2026-01-05'];
      await db.updateTable('task').set({ owner: 'p-1' }).where('id', '=', open).execute();
      await db.updateTable('account').set({ level: 'silver' }).where('id', '=', 'lost').execute();
      const { because, escalations, remindAt, ...row } = await db
        .deleteFrom('task')
        .where('id', '=', gone)
        .returningAll()
        .executeTakeFirstOrThrow();
      const json = { because: JSON.stringify(because), escalations: JSON.stringify(escalations), remindAt: JSON.stringify(remindAt) };
      await db
        .insertInto('task')
        .values({ ...row, ...json, id: foreign, account: 'nobody' })
        .execute();
      expect((await verifyJournal(store())).differences).toEqual([
        { entity: 'account/lost', path: 'account.level', expected: 'gold', stored: 'silver' },
        { entity: 'account/lost', path: `task.${gone}`, expected: expect.objectContaining({ state: 'done' }), stored: undefined },
        { entity: 'account/lost', path: `task.${open}.owner`, expected: 'p-6', stored: 'p-1' },
        { entity: 'account/nobody', path: `task.${foreign}`, expected: undefined, stored: foreign },
      ]);
      await rebuild(store());
      expect((await verifyJournal(store())).differences).toEqual([]);
    });
  });
});
