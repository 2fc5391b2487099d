// Leases, troubles and endings, which the sweep and revivals keep.
import { hasEnded, journal, leases, troubles } from '../../store';
import { ENGINES, withStore } from './engines';
import { started } from './life';

const NOW = Date.UTC(2026, 0, 5, 1);
const MINUTE = 60_000;

describe.each(ENGINES)('on %s', (engine) => {
  const store = withStore(engine);
  const take = (name: string, holder: string, now = NOW) => leases.take(store(), name, holder, now, now + MINUTE);

  describe('a lease', () => {
    it('is one holder’s, of however many ask at once', async () => {
      const all = await Promise.all(Array.from({ length: 10 }, (_, index) => take('race', `h-${index}`)));
      expect(all.filter(Boolean)).toHaveLength(1);
    });

    it('is kept by its holder, and free once its time is over', async () => {
      expect(await take('kept', 'one')).toBe(true);
      expect([await take('kept', 'two', NOW + MINUTE - 1), await take('kept', 'one', NOW + MINUTE - 1)]).toEqual([false, true]);
      expect(await take('kept', 'two', NOW + 2 * MINUTE - 1)).toBe(true);
    });

    it('is given back by its holder only, with a mark for the next', async () => {
      await take('given', 'one');
      await leases.give(store(), 'given', 'two', NOW, 7);
      expect([await take('given', 'two'), await leases.markOf(store(), 'given')]).toEqual([false, undefined]);
      await leases.give(store(), 'given', 'one', NOW + 10, 7);
      expect([await take('given', 'two', NOW + 9), await take('given', 'two', NOW + 10)]).toEqual([false, true]);
      expect(await leases.markOf(store(), 'given')).toBe(7);
    });

    it('is forgotten once nobody holds it, by the beginning of its name', async () => {
      await take('life/account/a', 'one');
      await take('life_account', 'one');
      await leases.forget(store(), 'life/', NOW + MINUTE - 1);
      expect(await take('life/account/a', 'two')).toBe(false);
      await leases.forget(store(), 'life/', NOW + MINUTE);
      expect([await take('life/account/a', 'two'), await take('life_account', 'two')]).toEqual([true, false]);
    });
  });

  describe('a trouble', () => {
    const ended = { entity: 'account/acme', why: 'ended', code: 'terminated', run: 'r-1' } as const;
    const shown = async (entities?: readonly string[]) =>
      (await troubles.list(store(), entities)).map(({ entity, why, code, run, since, seenAt, notified }) => [
        ...[entity, why, code, run],
        ...[since - NOW, seenAt - NOW, notified],
      ]);

    it('of one run is one: since when, its first code and who was notified stay', async () => {
      await troubles.record(store(), ended, NOW);
      await troubles.markNotified(store(), 'account/acme');
      await troubles.record(store(), { ...ended, code: 'gone' }, NOW + MINUTE);
      expect(await shown()).toEqual([['account/acme', 'ended', 'terminated', 'r-1', 0, MINUTE, true]]);
    });

    it('of another run is another one', async () => {
      await troubles.record(store(), { ...ended, run: 'r-2', code: 'failed' }, NOW + 2 * MINUTE);
      expect(await shown()).toEqual([['account/acme', 'ended', 'failed', 'r-2', 2 * MINUTE, 2 * MINUTE, false]]);
    });

    it('is taken off alone, or all of an entity', async () => {
      await troubles.record(store(), { ...ended, why: 'stuck', code: 'workflow-task-failing' }, NOW);
      await troubles.record(store(), { ...ended, entity: 'case/C-1' }, NOW);
      await troubles.clear(store(), 'account/acme', 'ended');
      expect((await shown(['account/acme', 'case/C-2'])).map(([entity, why]) => [entity, why])).toEqual([['account/acme', 'stuck']]);
      await troubles.clear(store(), 'account/acme');
      expect((await shown()).map(([entity]) => entity)).toEqual(['case/C-1']);
      expect(await shown([])).toEqual([]);
    });
  });

  it('who has ended is known by the read model, and of whom nothing was heard nothing is known', async () => {
    await journal.append(store(), 'account/acme', 1, [started()]);
    await journal.append(store(), 'account/over', 1, [started(), { type: 'accountClosed', at: NOW }]);
    expect(await Promise.all(['account/acme', 'account/over', 'account/none', 'campaign/x'].map((id) => hasEnded(store(), id)))).toEqual([
      false,
      true,
      undefined,
      undefined,
    ]);
  });
});
