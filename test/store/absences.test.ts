import { DomainError } from '../../domain/decider/decider';
import { ringWith } from '../../domain/person/absence';
import { absences, people } from '../../store';
import { ENGINES, refusal, withStore } from './engines';

describe.each(ENGINES)('absences on %s', (engine) => {
  const store = withStore(engine);
  const idOf = new Map<string, string>();
  beforeAll(async () => {
    for (const handle of ['a', 'b', 'c', 'd']) {
      await people.upsert(store(), { handle, name: handle, email: `${handle}@example.com`, language: 'en', zone: 'UTC' });
      idOf.set(handle, (await people.byHandle(store(), handle))?.id ?? '');
    }
  });
  const add = (person: string, substitute: string, from: number, until: number) => {
    const absence = { person: idOf.get(person) ?? '', substitute: idOf.get(substitute) ?? '', from, until };
    return refusal(
      absences.add(store(), absence, (others) => {
        if (ringWith(absence, others)) throw new DomainError('ring-of-substitutes', { people: [] });
      }),
    );
  };

  it('that close a ring together are never all taken, though they come at once and share nobody', async () => {
    for (let round = 0; round < 10; round += 1) {
      const from = round * 100;
      expect(await Promise.all([add('b', 'c', from, from + 9), add('d', 'a', from + 3, from + 20)])).toEqual([
        'not refused',
        'not refused',
      ]);
      // a → b → c → d → a: neither absence alone makes a ring.
      const both = await Promise.all([add('a', 'b', from + 1, from + 9), add('c', 'd', from, from + 15)]);
      expect(both.toSorted()).toEqual(['not refused', 'ring-of-substitutes']);
    }
  });

  it('at different times, one after the other, close none', async () => {
    const codes = [await add('a', 'b', 5_000, 5_010), await add('b', 'a', 5_010, 5_020), await add('b', 'a', 5_009, 5_010)];
    expect(codes).toEqual(['not refused', 'not refused', 'ring-of-substitutes']);
  });
});
