// Zone rules on record, and which entities have which rules.
import type { AccountEvent } from '../../domain/account/types';
import { journal, lives, zoneRules } from '../../store';
import { ENGINES, withStore } from './engines';
import { planned, started, stateAfter } from './life';

const NOW = Date.UTC(2026, 1, 2);

describe.each(ENGINES)('zone rules on %s', (engine) => {
  const store = withStore(engine);

  it('are those of the first start, until others are adopted', async () => {
    expect(await zoneRules.inForce(store())).toBeUndefined();
    await zoneRules.begin(store(), '2025b', NOW);
    await zoneRules.begin(store(), '2026a', NOW);
    expect(await zoneRules.inForce(store())).toBe('2025b');
    await zoneRules.adopt(store(), '2026a', NOW);
    await zoneRules.adopt(store(), '2026a', NOW);
    expect(await zoneRules.inForce(store())).toBe('2026a');
    // Back to an older version, by an older Node.
    await zoneRules.adopt(store(), '2025b', NOW);
    expect(await zoneRules.inForce(store())).toBe('2025b');
  });

  it('name what an adoption moved', async () => {
    const planning = planned(1);
    if (planning.type !== 'taskPlanned') throw new Error('nothing is planned');
    const { type: _, ...occurrence } = planning;
    const events: AccountEvent[] = [
      started(),
      planned(1),
      planned(2),
      { type: 'taskMoved', ...occurrence, at: NOW - 1, due: NOW, fixed: true },
      { type: 'rulesRaised', at: NOW, rules: 1, zoneRules: '2026a' },
      { type: 'stageEndMoved', at: NOW, until: NOW + 7 },
      { type: 'taskMoved', ...occurrence, at: NOW, due: NOW + 5 },
      { type: 'taskMoved', ...occurrence, at: NOW + 1, due: NOW + 9 },
    ];
    await journal.append(store(), 'account/acme', 1, events);
    await journal.append(store(), 'account/other', 1, [started(), { type: 'rulesRaised', at: NOW, rules: 1, zoneRules: '2026a' }]);
    expect(await zoneRules.movedBy(store(), '2026a')).toEqual([
      { entity: 'account/acme', what: 'stage', due: NOW + 7 },
      { entity: 'account/acme', what: `${occurrence.touchpoint}:${occurrence.nominal}`, due: NOW + 5 },
    ]);
    expect(await zoneRules.movedBy(store(), '2025b')).toEqual([]);
    expect(await lives.journaled(store(), 'account/acme')).toEqual({
      sequence: events.length,
      status: 'active',
      state: stateAfter(events),
    });
  });

  it('are asked of what lives, in steps', async () => {
    await journal.append(store(), 'account/ended', 1, [started(), { type: 'accountClosed', at: NOW }]);
    await journal.append(store(), 'account/Young', 1, [started()]);
    const all = await lives.lives(store());
    expect(all).toEqual([
      { kind: 'account', entity: 'account/Young', rules: 1, zoneRules: null },
      { kind: 'account', entity: 'account/acme', rules: 1, zoneRules: '2026a' },
      { kind: 'account', entity: 'account/other', rules: 1, zoneRules: '2026a' },
    ]);
    const first = await lives.lives(store(), { limit: 2 });
    expect([...first, ...(await lives.lives(store(), { after: first[1]?.entity ?? '', limit: 2 }))]).toEqual(all);
  });
});
