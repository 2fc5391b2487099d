import { contracts, entities, journal, profiles, stage, verifyLive } from '../../store';
import { ENGINES, withStore } from './engines';
import { life, started, stateAfter } from './life';

const NOW = Date.UTC(2026, 0, 5, 1);

describe.each(ENGINES)('the start of an account on %s', (engine) => {
  const store = withStore(engine);
  const claim = (account: string, name: string, more: { annualFee?: string; command?: string; now?: number } = {}) => {
    const { annualFee, command, now = NOW } = more;
    return entities.claimAccount(store(), `account/${account}`, { account, name, annualFee }, { content: `hash of ${name}`, command, now });
  };
  const nameOf = async (account: string) => (await profiles.get(store(), account))?.name;

  it('of twenty at once with different data is one, and its name and fee are of the same one', async () => {
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, index) => claim('contested', `Name ${index}`, { annualFee: `${index}` })),
    );
    const won = claims.findIndex(({ is }) => is === 'claimed');
    expect(claims.map(({ is }) => is).toSorted()).toEqual(['claimed', ...Array.from({ length: 19 }, () => 'other')]);
    expect(await nameOf('contested')).toBe(`Name ${won}`);
    expect((await contracts.get(store(), 'contested'))?.annualFee).toBe(String(won));
  });

  it('goes on with the same data, and tells another of when it was claimed', async () => {
    expect(await claim('twice', 'Acme')).toEqual({ is: 'claimed' });
    expect(await claim('twice', 'Acme', { now: NOW + 9 })).toEqual({ is: 'same' });
    expect(await claim('twice', 'Other')).toEqual({ is: 'other', since: NOW, content: 'hash of Acme' });
    expect(await nameOf('twice')).toBe('Acme');
  });

  it('that was abandoned goes to one of those who take it over, as a whole', async () => {
    await claim('abandoned', 'Acme', { annualFee: '7' });
    const take = (name: string) =>
      entities.takeOverAccount(store(), 'account/abandoned', 'hash of Acme', { account: 'abandoned', name }, { content: name, now: NOW });
    const taken = await Promise.all([take('One'), take('Two')]);
    expect(taken.toSorted()).toEqual([false, true]);
    expect(await nameOf('abandoned')).toBe(taken[0] ? 'One' : 'Two');
    expect((await contracts.get(store(), 'abandoned'))?.annualFee).toBeNull();
  });

  it('that was refused leaves nothing, and one that lives is not released', async () => {
    await claim('refused', 'Acme');
    await entities.release(store(), 'account/refused');
    expect([await nameOf('refused'), await contracts.get(store(), 'refused')]).toEqual([undefined, undefined]);
    expect(await claim('refused', 'Other')).toEqual({ is: 'claimed' });

    await journal.append(store(), 'account/refused', 1, [started()]);
    await entities.release(store(), 'account/refused');
    expect(await nameOf('refused')).toBe('Other');
    expect(await claim('refused', 'Other')).toEqual({ is: 'used' });
  });

  it('that its own command repeats is known to have begun', async () => {
    await claim('commanded', 'Acme', { command: 'x-1' });
    await journal.append(store(), 'account/commanded', 1, [started()]);
    expect(await claim('commanded', 'Acme', { command: 'x-1' })).toEqual({ is: 'begun' });
    expect(await claim('commanded', 'Acme', { command: 'x-2' })).toEqual({ is: 'used' });
    expect(await claim('commanded', 'Acme')).toEqual({ is: 'used' });
  });

  it('is followed by amendments of name and contract, applied with their events, each in its turn', async () => {
    await claim('amended', 'Acme', { annualFee: '100' });
    await journal.append(store(), 'account/amended', 1, [started()]);
    const brings = (more: object) => stage(store(), { type: 'particulars', account: 'amended', ...more }, NOW);
    const [named, paid, refused] = [
      await brings({ name: 'Acme SE' }),
      await brings({ annualFee: '250.50', name: 'Acme AG' }),
      await brings({ name: 'No' }),
    ];
    expect(await nameOf('amended')).toBe('Acme');
    await journal.append(store(), 'account/amended', 2, [
      { type: 'accountAmended', at: NOW, brings: named },
      { type: 'accountAmended', at: NOW, brings: paid },
    ]);
    await journal.append(store(), 'account/amended', 2, [{ type: 'accountAmended', at: NOW, brings: refused }]);
    expect(await nameOf('amended')).toBe('Acme AG');
    expect(await contracts.get(store(), 'amended')).toMatchObject({ annualFee: '250.50', currency: null });
  });

  it('keeps the read models equal to the live state', async () => {
    const events = life(2);
    const brings = await stage(store(), { type: 'particulars', account: 'verified', name: 'Acme' }, NOW);
    const all = [...events, { type: 'accountAmended' as const, at: NOW, brings }];
    await journal.append(store(), 'account/verified', 1, all);
    expect(await verifyLive(store(), 'account/verified', { sequence: all.length, state: stateAfter(all) })).toEqual([]);
  });
});
