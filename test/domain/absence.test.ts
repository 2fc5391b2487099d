import fc from 'fast-check';
import { type Absence, ringWith, standIn } from '../../domain/person/absence';

const away = (person: string, from: number, until: number, substitute: string): Absence => ({ person, from, until, substitute });

describe('who stands in', () => {
  const absences = [away('li', 10, 20, 'wang'), away('wang', 15, 25, 'sun')];

  it.each([
    ['nobody is away', 5, 'li'],
    ['from the first moment', 10, 'wang'],
    ['a substitute who is away too is passed over', 15, 'sun'],
    ['until the end, which is not part of it', 20, 'li'],
  ])('%s', (_what, at, who) => expect(standIn('li', at, absences)).toBe(who));

  it('is the person where all who could are away, in a ring that was recorded elsewhere', () => {
    expect(standIn('li', 12, [away('li', 10, 20, 'wang'), away('wang', 10, 20, 'li')])).toBe('li');
  });
});

describe('a ring of substitutes', () => {
  it('of two on the same day is found, whoever came first', () => {
    expect(ringWith(away('wang', 15, 30, 'li'), [away('li', 10, 20, 'wang')])).toEqual(['wang', 'li']);
    expect(ringWith(away('wang', 5, 12, 'li'), [away('li', 10, 20, 'wang')])).toEqual(['wang', 'li']);
  });

  it('of three is found', () => {
    expect(ringWith(away('a', 0, 100, 'b'), [away('b', 50, 60, 'c'), away('c', 55, 70, 'a')])).toEqual(['a', 'b', 'c']);
  });

  it('is none where they are away one after the other', () => {
    expect(ringWith(away('wang', 20, 30, 'li'), [away('li', 10, 20, 'wang')])).toBeUndefined();
  });

  it('never comes about where each absence was looked at, so that somebody who is there is found', () => {
    const person = fc.constantFrom('a', 'b', 'c', 'd');
    const absence = fc.record({
      person,
      substitute: person,
      from: fc.integer({ min: 0, max: 50 }),
      length: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 12 }), fc.integer({ min: 0, max: 80 }), (wished, at) => {
        const taken: Absence[] = [];
        for (const { length, ...one } of wished) {
          const next = { ...one, until: one.from + length };
          const isTwice = taken.some((other) => other.person === next.person && other.from < next.until && next.from < other.until);
          if (one.person !== one.substitute && !isTwice && !ringWith(next, taken)) taken.push(next);
        }
        for (const who of ['a', 'b', 'c', 'd']) {
          const there = standIn(who, at, taken);
          expect(taken.some((other) => other.person === there && other.from <= at && at < other.until)).toBe(false);
        }
      }),
    );
  });
});
