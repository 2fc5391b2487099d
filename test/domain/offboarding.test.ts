import fc from 'fast-check';
import { type Belongings, type Successor, successorsOf } from '../../domain/offboarding';

const account = (id: string, more: Partial<Belongings> = {}): Belongings => ({
  account: id,
  segment: 'maintain',
  level: 'gold',
  stage: 'stable',
  zone: 'Asia/Shanghai',
  roles: ['account-manager'],
  tasks: [],
  cases: [],
  handovers: [],
  ...more,
});
const given = (accounts: readonly Belongings[], successors: readonly Successor[], load: Record<string, number> = {}) =>
  Object.fromEntries(successorsOf(accounts, successors, load));

describe('to whom the accounts of one who leaves go', () => {
  const core = account('core', { segment: 'core-value', zone: 'Europe/Berlin' });
  const berlin = account('berlin', { zone: 'Europe/Berlin' });
  const home = account('home');

  test.each<[string, Successor[], Record<string, string | undefined>]>([
    ['one successor takes all', [{ person: 'p-1' }], { core: 'p-1', berlin: 'p-1', home: 'p-1' }],
    [
      'who takes a segment takes it from who takes any',
      [{ person: 'p-1' }, { person: 'p-2', segment: 'core-value' }],
      { core: 'p-2', berlin: 'p-1', home: 'p-1' },
    ],
    [
      'two conditions beat one',
      [{ person: 'p-1', region: 'Europe' }, { person: 'p-2', region: 'Europe', segment: 'core-value' }, { person: 'p-3' }],
      { core: 'p-2', berlin: 'p-1', home: 'p-3' },
    ],
    ['whom nobody takes has nobody', [{ person: 'p-2', region: 'Europe' }], { core: 'p-2', berlin: 'p-2', home: undefined }],
    ['level and stage count too', [{ person: 'p-1', level: 'gold', stage: 'stable' }], { core: 'p-1', berlin: 'p-1', home: 'p-1' }],
  ])('%s', (_, successors, expected) => expect(given([core, berlin, home], successors)).toEqual(expected));

  test('the load decides between equals, and is levelled out', () => {
    const accounts = Array.from({ length: 6 }, (__, index) => account(`a-${index}`));
    const to = given(accounts, [{ person: 'p-1' }, { person: 'p-2' }], { 'p-1': 4, 'p-2': 0 });
    expect(Object.values(to)).toEqual(['p-2', 'p-2', 'p-2', 'p-2', 'p-1', 'p-2']);
  });

  test('every account goes to one who fits it, and to nobody only where nobody does', () => {
    const accounts = fc.array(fc.record({ segment: fc.constantFrom('core-value', 'maintain'), level: fc.constantFrom('gold', 'silver') }), {
      maxLength: 40,
    });
    const successors = fc.array(
      fc.record(
        {
          person: fc.constantFrom('p-1', 'p-2', 'p-3', 'p-4'),
          segment: fc.constantFrom('core-value', 'maintain'),
          level: fc.constantFrom('gold', 'silver'),
        },
        { requiredKeys: ['person'] },
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(accounts, successors, (some, who) => {
        const all = some.map((one, index) => account(`a-${index}`, one));
        const to = successorsOf(all, who, {});
        for (const one of all) {
          const person = to.get(one.account);
          const fitting = who.filter(
            ({ segment, level }) => (segment ?? one.segment) === one.segment && (level ?? one.level) === one.level,
          );
          if (person === undefined) expect(fitting).toEqual([]);
          else expect(fitting.map((successor) => successor.person)).toContain(person);
        }
      }),
    );
  });
});
