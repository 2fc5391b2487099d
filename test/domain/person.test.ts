// A person's digests: one each working day, in their zone, however late time is processed.

import fc from 'fast-check';
import { fold } from '../../domain/decider/decider';
import { initial, person } from '../../domain/person/person';
import type { PersonTerms } from '../../domain/person/terms';
import type { PersonEvent, PersonState } from '../../domain/person/types';
import { compilePerson } from '../../domain/playbook/compile-person';
import { loadPlaybook } from '../../domain/playbook/load';
import { calendarOf } from '../../domain/time/calendar';
import { dateOf, timeOfDay, toInstant } from '../../domain/time/time';
import { refusal } from '../support/refusal';

const playbook = loadPlaybook('playbooks/key-account.yaml');
const HOUR = 3_600_000;
const JITTER = 10 * 60_000;

const termsIn = (zone: string, calendar: string | null = null): PersonTerms => {
  const terms = compilePerson(playbook, { zone, calendar }, 2025);
  if (!terms) throw new Error('the standard playbook sends digests');
  return terms;
};
const after = (events: readonly PersonEvent[]): PersonState => fold(person.evolve, initial, events);
const started = (terms: PersonTerms, at: number, id = 'p-4'): readonly PersonEvent[] =>
  person.decide.start(initial, { rules: person.rules, person: id, terms }, at, terms);

/** The digests from `from` to `until`, with time processed `late` milliseconds late. */
function digests(terms: PersonTerms, from: number, until: number, id = 'p-4', late = () => 0): number[] {
  let state = after(started(terms, from, id));
  const at: number[] = [];
  for (let next = person.due(state); next !== undefined && next < until; next = person.due(state)) {
    const now = next + late();
    const events = person.tick(state, now, terms);
    expect(events.map(({ type }) => type)).toEqual(['digested']);
    state = fold(person.evolve, state, events);
    at.push(now);
  }
  return at;
}

const datesOf = (terms: PersonTerms, instants: readonly number[]) => instants.map((at) => dateOf(at, terms.calendar.timeZone));

describe('digests go each working morning', () => {
  it('within ten minutes after the day has opened, at a moment that is the person’s own', () => {
    const terms = termsIn('Asia/Shanghai');
    const moments = ['p-1', 'p-2', 'p-3', 'p-4', 'p-5'].map((id) => {
      const [first = 0, second = 0] = digests(
        terms,
        toInstant('2026-01-12', '08:00', 'Asia/Shanghai'),
        Date.parse('2026-01-14T00:00Z'),
        id,
      );
      expect(second - first).toBe(24 * HOUR);
      return timeOfDay(first, 'Asia/Shanghai') - 9 * HOUR;
    });
    for (const moment of moments) expect(moment >= 0 && moment < JITTER).toBe(true);
    expect(new Set(moments).size).toBe(5);
  });

  it('not on the Spring Festival, but on the Saturday that is worked for it', () => {
    const terms = termsIn('Asia/Shanghai');
    const dates = datesOf(terms, digests(terms, Date.parse('2026-02-12T00:00Z'), Date.parse('2026-03-02T00:00Z')));
    expect(dates).toEqual([
      ...['2026-02-12', '2026-02-13', '2026-02-14'],
      ...['2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28'],
    ]);
  });

  it('at the local hour of where the person is, whatever calendar they work by', () => {
    const terms = termsIn('Europe/Berlin', 'china');
    const [first = 0] = digests(terms, Date.parse('2026-01-12T00:00Z'), Date.parse('2026-01-13T00:00Z'));
    expect(Math.floor(timeOfDay(first, 'Europe/Berlin') / HOUR)).toBe(9);
  });

  it('at the same local time when the clocks change', () => {
    const terms = termsIn('America/New_York');
    const all = digests(terms, Date.parse('2026-03-05T00:00Z'), Date.parse('2026-03-12T00:00Z'));
    expect(new Set(all.map((at) => timeOfDay(at, 'America/New_York'))).size).toBe(1);
    expect(datesOf(terms, all)).toEqual(['2026-03-05', '2026-03-06', '2026-03-09', '2026-03-10', '2026-03-11']);
  });

  it('each working day has one, for every zone and person, however late time comes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'UTC'),
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-12-01') }),
        fc.array(fc.integer({ min: 0, max: 60 * HOUR }), { minLength: 1, maxLength: 8 }),
        (zone, number, from, delays) => {
          const terms = termsIn(zone);
          const calendar = calendarOf(terms.calendar);
          const until = from + 21 * 24 * HOUR;
          const punctual = datesOf(terms, digests(terms, from, until, `p-${number}`));
          // Every business day that began in between, none twice.
          const [first = ''] = punctual;
          punctual.forEach((date, index) => {
            expect(calendar.isBusinessDay(date)).toBe(true);
            expect(date).toBe(calendar.addBusinessDays(first, index));
          });
          let turn = 0;
          const late = digests(terms, from, until, `p-${number}`, () => delays[turn++ % delays.length] ?? 0);
          const dates = datesOf(terms, late);
          expect(new Set(dates).size).toBe(dates.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('what changes for a person', () => {
  const shanghai = termsIn('Asia/Shanghai');
  const newYork = termsIn('America/New_York');
  const monday = toInstant('2026-01-12', '08:00', 'Asia/Shanghai');
  const tenOClock = monday + 2 * HOUR;

  it('moves the next digest with them, and never makes two of one day', () => {
    const begun = started(shanghai, monday);
    const digested = [...begun, ...person.tick(after(begun), tenOClock, shanghai)];
    const adopted = [...digested, ...person.decide.adoptTerms(after(digested), { terms: newYork }, tenOClock, newYork)];
    expect(dateOf(person.due(after(adopted)) ?? 0, 'America/New_York')).toBe('2026-01-12');
    // In New York the last digest was on Sunday. Back on the same day there is no second one.
    const back = [...digested, ...person.decide.adoptTerms(after(adopted), { terms: shanghai }, tenOClock + HOUR, shanghai)];
    expect(dateOf(person.due(after(back)) ?? 0, 'Asia/Shanghai')).toBe('2026-01-13');
  });

  it('says nothing where nothing changed, and ends with their leaving', () => {
    const state = after(started(shanghai, monday));
    expect(person.decide.adoptTerms(state, { terms: shanghai }, tenOClock, shanghai)).toEqual([]);
    const left = after([...started(shanghai, monday), ...person.decide.offboard(state, { by: 'p-1' }, tenOClock, shanghai)]);
    expect(person.isOver(left)).toBe(true);
    expect(person.due(left)).toBeUndefined();
    expect(refusal(() => person.decide.adoptTerms(left, { terms: newYork }, tenOClock, newYork))).toMatch(/has left/);
  });
});

describe('a digest that does not arrive', () => {
  const terms = termsIn('Asia/Shanghai');
  const now = Date.parse('2026-01-12T02:00:00Z');
  const state = after([...started(terms, now - 2 * HOUR)]);
  const [effect] = person.react(state, { type: 'digested', at: now, since: now - HOUR, next: now + HOUR });
  if (effect?.type !== 'digest') throw new Error('a digest is an effect');

  it('is told to the manager once, until one arrives again', () => {
    const refused = person.settle(state, effect, { ok: false, code: 'mail-refused' }, now);
    expect(refused).toEqual([{ type: 'digestRefused', at: now, code: 'mail-refused' }]);
    const away = fold(person.evolve, state, refused);
    expect(refused.flatMap((event) => person.react(away, event))).toMatchObject([{ type: 'notify-manager', about: 'p-4', tasks: [] }]);
    expect(person.settle(away, effect, { ok: false, code: 'mail-refused' }, now)).toEqual([]);
    // Nothing was sent, so nothing is known about the address.
    expect(person.settle(away, effect, { ok: true, value: 'away' }, now)).toEqual([]);
    const arrived = person.settle(away, effect, { ok: true }, now);
    expect(arrived).toEqual([{ type: 'digestArrived', at: now }]);
    expect(person.settle(fold(person.evolve, away, arrived), effect, { ok: false, code: 'mail-refused' }, now)).toHaveLength(1);
  });

  it('ends with a person who was erased', () => {
    expect(person.settle(state, effect, { ok: false, code: 'unknown-person' }, now)).toEqual([{ type: 'personLeft', at: now }]);
  });
});
