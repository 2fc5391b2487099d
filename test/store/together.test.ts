// What is asked while an answer is worked out is answered together, next.
import { DomainError } from '../../domain/decider/decider';
import type { Store } from '../../store';
import { readTogether, together } from '../../store/engine/together';

const store = {} as Store;
const otherStore = {} as Store;

/** Work that waits until it is let go, and remembers what was asked of it. */
function held() {
  const batches: (readonly string[])[] = [];
  const waiting: (() => void)[] = [];
  return {
    batches,
    work: async (_: Store, items: readonly string[]): Promise<readonly (string | Error)[]> => {
      batches.push(items);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return items.map((item) => (item === 'bad' ? new Error('bad') : item.toUpperCase()));
    },
    /** Lets the batch that is under way end, once there is one. */
    go: async (): Promise<void> => {
      while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
      waiting.shift()?.();
    },
  };
}

describe('what is asked together', () => {
  it('is one batch where it is asked in one moment, and the next one where it comes meanwhile', async () => {
    const { batches, work, go } = held();
    const ask = together(work);
    const first = [ask(store, 'a'), ask(store, 'b')];
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = [ask(store, 'c'), ask(store, 'd'), ask(store, 'e')];
    await go();
    expect(await Promise.all(first)).toEqual(['A', 'B']);
    await go();
    expect(await Promise.all(second)).toEqual(['C', 'D', 'E']);
    expect(batches).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
  });

  it('is never more than the most at once', async () => {
    const { batches, work, go } = held();
    const ask = together(work, { most: 2 });
    const asked = ['a', 'b', 'c'].map((item) => ask(store, item));
    await go();
    await go();
    expect(await Promise.all(asked)).toEqual(['A', 'B', 'C']);
    expect(batches).toEqual([['a', 'b'], ['c']]);
  });

  it('fails for who asked what is wrong, and for nobody else', async () => {
    const { work, go } = held();
    const ask = together(work);
    const asked = Promise.allSettled(['a', 'bad', 'c'].map((item) => ask(store, item)));
    await go();
    expect((await asked).map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual(['A', 'failed', 'C']);
  });

  it('is asked alone where a batch throws: one item may be at fault', async () => {
    const sizes: number[] = [];
    const ask = together((_: Store, items: readonly string[]) => {
      sizes.push(items.length);
      return items.includes('bad') ? Promise.reject(new DomainError('store-failed', { codes: ['23505'] })) : Promise.resolve(items);
    });
    const asked = await Promise.allSettled(['a', 'bad', 'c'].map((item) => ask(store, item)));
    expect(asked.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(sizes).toEqual([3, 1, 1, 1]);
  });

  it('fails at once for all where the database is away', async () => {
    let calls = 0;
    const ask = together(() => {
      calls += 1;
      return Promise.reject(new DomainError('store-unreachable', { why: 'silent', place: 'there', code: '' }));
    });
    const asked = await Promise.allSettled([1, 2, 3].map((item) => ask(store, item)));
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(calls).toBe(1);
  });

  it('is of one store only', async () => {
    const asked: [Store, readonly number[]][] = [];
    const ask = together((of: Store, items: readonly number[]) => {
      asked.push([of, items]);
      return Promise.resolve(items);
    });
    await Promise.all([ask(store, 1), ask(otherStore, 2)]);
    expect(asked).toEqual([
      [store, [1]],
      [otherStore, [2]],
    ]);
  });
});

describe('rows that are read together', () => {
  it('are read once a key, and undefined where there is none', async () => {
    const batches: (readonly string[])[] = [];
    const get = readTogether((_, keys) => {
      batches.push(keys);
      return Promise.resolve(new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()])));
    });
    expect(await Promise.all(['a', 'none', 'a'].map((key) => get(store, key)))).toEqual(['A', undefined, 'A']);
    expect(batches).toEqual([['a', 'none']]);
  });
});
