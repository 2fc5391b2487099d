// Versions of rules: what raising a state to newer rules, or to newer zone rules, records.
import { account } from '../../domain/account/account';
import type { Terms } from '../../domain/account/terms';
import { fold } from '../../domain/decider/decider';
import { raising } from '../../domain/decider/raising';
import { raised } from '../../domain/decider/rules';
import { handover } from '../../domain/handover/handover';
import { person } from '../../domain/person/person';
import { compilePerson } from '../../domain/playbook/compile-person';
import { loadPlaybook } from '../../domain/playbook/load';
import { serviceCase } from '../../domain/service-case/service-case';
import { formatInstant, parseInstant } from '../../domain/time/time';
import { AccountLife } from '../support/life';
import { CALENDARS, serviceTerms } from '../support/service-terms';
import { monthly, terms, touchpoint, weekly } from '../support/terms';
import { CaseLife } from './service-case-life';

const HOUR = 3_600_000;
const TERMS = terms([weekly, monthly, touchpoint('visit', { anchor: 'signing', after: 'P2M' })]);
/** As if Shanghai's clocks had been set an hour forward: days begin and end an hour earlier. */
const SHIFTED: Terms = { ...TERMS, calendar: { ...TERMS.calendar, timeZone: 'Asia/Tokyo' } };

/** The same value, with the keys of every object in reverse order. */
const reordered = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return (Array.isArray(value) ? value.map((one: unknown) => reordered(one)) : value) as T;
  const entries = Object.entries(value).map(([key, part]) => [key, reordered(part as unknown)] as const);
  return Object.fromEntries(entries.reverse()) as T;
};

describe('raising', () => {
  it('is on record once, and never goes back', () => {
    expect(raising({ rules: 1 }, 7, 1)).toEqual([]);
    expect(raising({ rules: 1 }, 7, 2)).toEqual([{ type: 'rulesRaised', at: 7, rules: 2 }]);
    expect(raising({ rules: 3 }, 7, 2, '2026a')).toEqual([{ type: 'rulesRaised', at: 7, rules: 3, zoneRules: '2026a' }]);
    expect(raising({ rules: 2, zoneRules: '2026a' }, 7, 2, '2026a')).toEqual([]);
    expect(raised({ rules: 1, zoneRules: '2025b' }, { type: 'rulesRaised', rules: 2 })).toEqual({ rules: 2, zoneRules: '2025b' });
  });
});

describe('an account under other zone rules', () => {
  const NOW = '2026-01-12T02:00:00Z';
  const life = () =>
    new AccountLife(TERMS, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08', team: { 'account-manager': 'p-1' } }).until(NOW);

  it('names each task that has another due time now, and dates it so', () => {
    const before = life().state;
    const events = account.raise(before, parseInstant(NOW), SHIFTED, '2026a');
    expect(events[0]).toEqual({ type: 'rulesRaised', at: parseInstant(NOW), rules: account.rules, zoneRules: '2026a' });
    const moved = events.flatMap((event) => (event.type === 'taskMoved' ? [`${event.touchpoint}:${event.nominal}`] : []));
    expect(moved.toSorted()).toEqual(Object.keys(before.tasks).toSorted());
    const after = fold(account.evolve, before, events);
    for (const [key, task] of Object.entries(before.tasks)) expect(after.tasks[key]?.due).toBe(task.due - HOUR);
    expect(after.zoneRules).toBe('2026a');
  });

  it('moves nothing that the new zone rules leave where it was, nor what a person has chosen', () => {
    const chosen = life();
    const [key = ''] = Object.keys(chosen.state.tasks);
    chosen.commandAt('moveTask', { task: key, due: parseInstant('2026-02-02T07:00:00Z') }, NOW);
    expect(account.raise(chosen.state, parseInstant(NOW), TERMS, '2026a').map(({ type }) => type)).toEqual(['rulesRaised']);
    const moved = account
      .raise(chosen.state, parseInstant(NOW), SHIFTED, '2026a')
      .flatMap((event) => (event.type === 'taskMoved' ? [`${event.touchpoint}:${event.nominal}`] : []));
    expect(moved).not.toContain(key);
    expect(moved.length).toBeGreaterThan(0);
  });

  it('takes a state from the journal as the same, whatever the order of its keys', () => {
    const terms: Terms = { ...TERMS, ladder: [{ after: 1, notify: ['account-manager'], atOnce: true }] };
    const { state } = new AccountLife(terms, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08', team: { 'account-manager': 'p-1' } });
    expect(Object.values(state.tasks)[0]?.escalations).toHaveLength(1);
    expect(account.raise(reordered(state), parseInstant(NOW), terms, '2026a').map(({ type }) => type)).toEqual(['rulesRaised']);
  });

  it('says nothing again, and nothing where only the rules are raised', () => {
    const { state } = life();
    const adopted = fold(account.evolve, state, account.raise(state, parseInstant(NOW), SHIFTED, '2026a'));
    expect(account.raise(adopted, parseInstant(NOW), SHIFTED, '2026a')).toEqual([]);
    expect(account.raise(state, parseInstant(NOW), SHIFTED)).toEqual([]);
  });
});

describe("the end of an account's stage", () => {
  it('is midnight in the zone that the account has now', () => {
    const life = new AccountLife(TERMS, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08', team: { 'account-manager': 'p-1' } });
    life.commandAt('amend', { zone: 'America/New_York' }, '2026-02-02T02:00:00Z');
    expect(formatInstant(life.state.stageUntil ?? 0)).toBe('2026-04-08T04:00:00Z');
    // Shanghai's midnight, the former end, changes nothing and is not waited for.
    life.until('2026-04-07T16:00:00Z');
    expect(life.state.stage).toBe('onboarding');
    expect(account.due(life.state)).toBeGreaterThan(parseInstant('2026-04-07T16:00:00Z'));
    expect(life.until('2026-04-08T04:00:00Z').state.stage).toBe('stable');
  });

  it('follows terms with other stages, and zone rules', () => {
    const life = new AccountLife(TERMS, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08', team: { 'account-manager': 'p-1' } });
    const stages = TERMS.stages.map((stage) => (stage.id === 'stable' ? { ...stage, from: 'P4M' } : stage));
    life.commandAt('adoptTerms', { terms: { ...TERMS, id: 'tm-2', stages } }, '2026-02-02T02:00:00Z');
    expect(formatInstant(life.state.stageUntil ?? 0)).toBe('2026-05-07T16:00:00Z');
    expect(life.folded()).toEqual(life.state);
    const events = account.raise({ ...life.state, stageUntil: 0 }, parseInstant('2026-02-02T02:00:00Z'), { ...TERMS, stages }, '2026a');
    expect(events[1]).toMatchObject({ type: 'stageEndMoved', until: life.state.stageUntil });
  });

  it('is none while the stage is held', () => {
    const life = new AccountLife(TERMS, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08', team: { 'account-manager': 'p-1' } });
    life.commandAt('holdStage', {}, '2026-02-02T02:00:00Z').commandAt('amend', { zone: 'Europe/Berlin' }, '2026-02-03T02:00:00Z');
    expect(life.state.stageUntil).toBeUndefined();
    expect(life.of('stageEndMoved')).toEqual([]);
  });
});

describe('a case under other zone rules', () => {
  const started = () =>
    new CaseLife('2026-09-15T00:30:00Z', { level: 'standard', stage: 'onboarding' }, serviceTerms('china')).until('2026-09-15T03:00:00Z');
  const SHIFTED_SERVICE = serviceTerms('china', { calendars: { ...CALENDARS, china: { ...CALENDARS.china, timeZone: 'Asia/Tokyo' } } });

  it('names each clock that has another due time now, and tells who works on it', () => {
    const { state, now } = started();
    const events = serviceCase.raise(state, now, SHIFTED_SERVICE, '2026a');
    expect(events[0]?.type).toBe('rulesRaised');
    const moved = events.flatMap((event) => (event.type === 'milestoneMoved' ? [event] : []));
    for (const { milestone, from, why } of moved)
      expect({ why, from }).toEqual({ why: 'zone-rules', from: state.milestones[milestone]?.due });
    expect(moved.some(({ from, due }) => due !== from)).toBe(true);
    expect(events.at(-1)).toMatchObject({ type: 'notified', about: 'moved' });
  });

  it('is left alone where nothing moves, and once it is resolved', () => {
    const life = started();
    expect(serviceCase.raise(life.state, life.now, serviceTerms('china'), '2026a').map(({ type }) => type)).toEqual(['rulesRaised']);
    life.command('resolve', {});
    expect(serviceCase.raise(life.state, life.now, SHIFTED_SERVICE, '2026a').map(({ type }) => type)).toEqual(['rulesRaised']);
  });
});

describe('a person under other zone rules', () => {
  const compiled = compilePerson(loadPlaybook('playbooks/key-account.yaml'), { zone: 'Asia/Shanghai', calendar: null }, 2025);
  if (!compiled) throw new Error('the standard playbook sends digests');
  const now = parseInstant('2026-01-12T02:00:00Z');
  const state = fold(
    person.evolve,
    person.initial,
    person.decide.start(person.initial, { rules: 1, person: 'p-1', terms: compiled }, now, compiled),
  );

  it('has the next digest when the morning is now', () => {
    const shifted = { ...compiled, calendar: { ...compiled.calendar, timeZone: 'Asia/Tokyo' } };
    const events = person.raise(state, now, shifted, '2026a');
    expect(events).toMatchObject([
      { type: 'rulesRaised', zoneRules: '2026a' },
      { type: 'personTermsAdopted', next: (state.next ?? 0) - HOUR },
    ]);
    expect(person.raise(state, now, compiled, '2026a').map(({ type }) => type)).toEqual(['rulesRaised']);
  });
});

it("no zone rules move a handover's hours", () => {
  const terms = { id: 't', playbook: 'pb', thresholds: [], notify: {} };
  expect(handover.raise(handover.initial, 7, { ...terms } as never, '2026a').map(({ type }) => type)).toEqual(['rulesRaised']);
});
