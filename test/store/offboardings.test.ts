// A person has at most one offboarding under way, however many begin at once.
import { offboardings } from '../../store';
import { ENGINES, withStore } from './engines';

describe.each(ENGINES)('offboardings on %s', (engine) => {
  const store = withStore(engine);
  const belongings = {
    account: 'acme',
    segment: null,
    level: 'gold',
    stage: null,
    zone: 'UTC',
    roles: [],
    tasks: [],
    cases: [],
    handovers: [],
  };
  const begin = (key: string) =>
    offboardings.begin(store(), { key, person: 'p-1', successors: [{ person: 'p-2' }], reason: 'left', at: 1 }, [
      { account: 'acme', successor: 'p-2', belongings },
    ]);

  it('of ten parallel ones exactly one begins, and all learn which', async () => {
    const keys = Array.from({ length: 10 }, (_, index) => `k-${index}`);
    const answers = await Promise.all(keys.map((key) => begin(key)));
    const [first] = answers;
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ key }, index) => key === keys[index])).toHaveLength(1);
    expect(await offboardings.list(store())).toHaveLength(1);
    expect(await offboardings.items(store(), first?.id ?? '')).toHaveLength(1);
  });

  it('under one key there is one, which keeps its plan', async () => {
    const [there] = await offboardings.list(store());
    const again = await Promise.all([begin(there?.key ?? ''), begin(there?.key ?? '')]);
    expect(again.map(({ id }) => id)).toEqual([there?.id, there?.id]);
  });

  it('once it has ended another one may begin', async () => {
    const [there] = await offboardings.list(store());
    await offboardings.end(store(), there?.id ?? '', 2);
    const next = await begin('later');
    expect(next.key).toBe('later');
    expect(next.id).not.toBe(there?.id);
    expect((await begin(there?.key ?? '')).id).toBe(there?.id);
  });
});
