// Whatever anybody sends to an entity is refused, or leads to a state that can be written and read again.
import fc from 'fast-check';
import { account } from '../../domain/account/account';
import type { AccountCommands } from '../../domain/account/types';
import { type Decider, type Effect, type EventBase, fold } from '../../domain/decider/decider';
import { checkShape, instant, list, object, oneOf, optional, partial, type Shape, text, variants } from '../../domain/decider/shape';
import { handover } from '../../domain/handover/handover';
import { person } from '../../domain/person/person';
import { serviceCase } from '../../domain/service-case/service-case';
import { formatInstant, parseInstant } from '../../domain/time/time';
import { refusal } from '../support/refusal';
import { serviceTerms } from '../support/service-terms';
import { monthly, terms, touchpoint, weekly } from '../support/terms';
import { HANDOVER_TERMS, TEAM } from './handover-house';

const NOW = parseInstant('2026-02-16T02:00:00Z');
describe('a shape', () => {
  interface Order {
    readonly to: 'here' | 'there';
    readonly at?: number;
    readonly parts: readonly string[];
    readonly sizes: Readonly<Partial<Record<'big' | 'small', string>>>;
  }
  const order = object<Order>({
    to: oneOf(['here', 'there']),
    at: optional(instant),
    parts: list(text(10)),
    sizes: partial(['big', 'small'], text()),
  });
  const GOOD = { to: 'here', parts: ['a'], sizes: {} };

  it.each<[string, unknown, string]>([
    ['what is well', GOOD, 'taken'],
    ['a field that it does not know', { ...GOOD, later: true }, 'taken'],
    ['nothing', undefined, 'bad-arguments: arguments: is no object'],
    ['a list', [], 'bad-arguments: arguments: is no object'],
    ['an ISO text as an instant', { ...GOOD, at: '2026-11-24T06:00:00Z' }, 'bad-arguments: at: is no instant (epoch milliseconds'],
    ['null', { ...GOOD, at: null }, 'bad-arguments: at: is no instant'],
    ['half a millisecond', { ...GOOD, at: NOW + 0.5 }, 'bad-arguments: at: is no instant'],
    ['a year too far', { ...GOOD, at: 9e15 }, 'bad-arguments: at: is no instant'],
    ['an unknown code', { ...GOOD, to: 'nowhere' }, 'bad-arguments: to: is none of here, there'],
    ['a missing field', { to: 'here', sizes: {} }, 'bad-arguments: parts: is no list'],
    ['a part of a list', { ...GOOD, parts: ['a', 7] }, 'bad-arguments: parts[1]: is no text'],
    ['a long text', { ...GOOD, parts: ['a'.repeat(11)] }, 'bad-arguments: parts[0]: is longer than 10 characters'],
    ['NUL', { ...GOOD, parts: ['a\u0000'] }, 'bad-arguments: parts[0]: holds a control character (U+0000)'],
    ['half a character', { ...GOOD, parts: ['\ud800'] }, 'bad-arguments: parts[0]: holds half a character (U+D800)'],
    ['an unknown key', { ...GOOD, sizes: { huge: 'x' } }, 'bad-arguments: sizes.huge: is none of big, small'],
  ])('says of %s what is wrong, and where', (_what, value, complaint) => {
    expect(refusal(() => checkShape(order, value))).toMatch(new RegExp(`^${complaint.replace(/[[\]()+]/g, '\\$&')}`));
  });

  it('cannot drift from its type', () => {
    type Two = { readonly kind: 'one'; readonly a: string } | { readonly kind: 'two' };
    // @ts-expect-error a field is missing
    object<Order>({ to: oneOf(['here', 'there']), at: optional(instant), parts: list(text()) });
    // @ts-expect-error a code is missing
    object<Pick<Order, 'to'>>({ to: oneOf(['here']) });
    // @ts-expect-error a field may be absent
    object<Pick<Order, 'at'>>({ at: instant });
    // @ts-expect-error a field may not be absent
    object<Pick<Order, 'parts'>>({ parts: optional(list(text())) });
    // @ts-expect-error a kind is missing
    variants<Two>({ one: object<Extract<Two, { kind: 'one' }>>({ kind: oneOf(['one']), a: text() }) });
    expect(refusal(() => checkShape(order, GOOD))).toBe('taken');
  });
});

const TERMS = terms([
  weekly,
  monthly,
  touchpoint('progress-visit', { anchor: 'handover', businessDays: 3 }, { remind: [5], time: '10:00' }),
]);
const TASK = 'weekly-sync:2026-02-12';
const LATER = NOW + 30 * 86_400_000;
const personTerms = { id: 'pt-test', playbook: 'pb-test', calendar: TERMS.calendar, jitter: 0 };

const SUCCESSION = { kind: 'ours', roles: ['account-manager'], from: 'p-1', to: 'p-2' } as const;
const ACCOUNT: { readonly [Name in keyof AccountCommands]: AccountCommands[Name] } = {
  start: { zone: 'Asia/Shanghai', level: 'gold', team: TEAM, rules: 1, terms: TERMS, signedOn: '2026-02-05' },
  sign: { signedOn: '2026-02-05', promisedOn: '2026-03-05' },
  amend: { level: 'platinum', zone: 'Europe/Berlin', contractEndsOn: '2028-01-01' },
  adoptTerms: { terms: TERMS },
  completeTask: { task: TASK, outcome: 'agreed' },
  snoozeTask: { task: TASK, until: LATER },
  skipTask: { task: TASK, reason: 'noted' },
  reassignTask: { task: TASK, to: 'p-9' },
  moveTask: { task: TASK, due: LATER },
  reopenTask: { task: TASK },
  promoteStage: { to: 'stable' },
  undoPromotion: {},
  holdStage: {},
  releaseStage: {},
  assess: { phase: 'growth' },
  pause: {},
  resume: {},
  markStatus: { to: 'lost' },
  close: {},
  openCase: { case: 'C-1', severity: 'high', kind: 'problem' },
  endCase: { case: 'C-1' },
  regainCase: { case: 'C-1' },
  openHandover: { kind: 'ours', roles: ['account-manager'], from: 'p-1', to: 'p-9', handover: 'H-1', reason: 'noted' },
  endHandover: { handover: 'H-1', to: 'p-9' },
  regainHandover: { handover: 'H-1', succession: SUCCESSION },
};
const SAMPLES = [
  { name: 'account', decider: account, terms: TERMS, samples: ACCOUNT },
  {
    name: 'case',
    decider: serviceCase,
    terms: serviceTerms(),
    samples: {
      start: {
        rules: 1,
        terms: serviceTerms(),
        case: 'C-1',
        account: 'acme',
        level: 'gold',
        severity: 'high',
        kind: 'problem',
        team: TEAM,
      },
      take: { to: 'p-3' },
      answer: {},
      diagnose: { visit: true },
      wait: {},
      resume: {},
      arrive: {},
      resolve: {},
      reopen: {},
      loseTicket: {},
      amend: { level: 'platinum', team: TEAM, reassigned: { from: 'p-1', to: 'p-2' } },
      adoptTerms: { terms: serviceTerms() },
    },
  },
  {
    name: 'handover',
    decider: handover,
    terms: HANDOVER_TERMS,
    samples: {
      start: { rules: 1, terms: HANDOVER_TERMS, handover: 'H-1', account: 'acme', succession: SUCCESSION, reason: 'noted', team: TEAM },
      accept: {},
      refuse: {},
      redirect: { to: 'p-9', team: TEAM },
      complete: { step: 'notified' },
      changeTeam: { team: TEAM },
      withdraw: {},
    },
  },
  {
    name: 'person',
    decider: person,
    terms: personTerms,
    samples: { start: { rules: 1, person: 'p-1', terms: personTerms }, adoptTerms: { terms: personTerms }, offboard: {} },
  },
] as const;

type Any = Decider<{ readonly rules: number }, Record<string, object>, EventBase, Effect, unknown>;

/** `sample` with a value inside replaced by `junk`, or with `junk` added. */
function spoilt(sample: unknown, path: readonly number[], junk: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof sample !== 'object' || sample === null) return junk;
  if (Array.isArray(sample)) {
    const at = step % (sample.length + 1);
    return sample.with(Math.min(at, Math.max(0, sample.length - 1)), spoilt(sample[at], rest, junk));
  }
  const keys = [...Object.keys(sample), 'at', 'by', 'note'];
  const key = keys[step % keys.length] ?? 'at';
  return { ...sample, [key]: spoilt((sample as Record<string, unknown>)[key], rest, junk) };
}

const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    '',
    '2026-11-24T06:00:00Z',
    'P1D',
    'PT',
    '\u0000',
    '\ud800',
    'x'.repeat(3000),
    -1,
    0.5,
    1e300,
    8.64e15,
    4e18,
    null,
    true,
    [],
    {},
  ),
);

describe.each(SAMPLES)('$name', ({ decider, terms: by, samples }) => {
  const any = decider as unknown as Any;
  const shapeOf = (name: string): Shape<object> => any.shapes[name] ?? object<object>({});
  const all = samples as unknown as Readonly<Record<string, object>>;
  const first = all.start ?? {};
  const begun = fold(any.evolve, any.initial, any.decide.start?.(any.initial, first, NOW - 86_400_000, by) ?? []);

  it('has a sample of every command, which its shape takes', () => {
    expect(Object.keys(all).sort()).toEqual(Object.keys(any.decide).sort());
    for (const [name, sample] of Object.entries(all))
      expect([name, refusal(() => checkShape(shapeOf(name), JSON.parse(JSON.stringify(sample))))]).toEqual([name, 'taken']);
  });

  it('takes nothing at all for a command', () => {
    for (const [name, shape] of Object.entries(any.shapes))
      for (const nothing of [undefined, null, 7, 'at', []])
        expect([name, refusal(() => checkShape(shape, nothing))]).toEqual([name, expect.stringContaining('bad-arguments')]);
  });

  it('refuses whatever else is sent, or comes to a state that reads as it was written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(all)), fc.array(fc.nat(40), { maxLength: 4 }), junk, (name, path, rubbish) => {
        // As it arrives over the wire.
        const args = JSON.parse(JSON.stringify(spoilt(all[name], path, rubbish) ?? null)) as object;
        const decided = (): readonly EventBase[] => {
          checkShape(shapeOf(name), args);
          const lives = (args as { readonly terms?: unknown }).terms ?? by;
          return any.decide[name]?.(name === 'start' ? any.initial : begun, args, NOW, lives) ?? [];
        };
        let events: readonly EventBase[] = [];
        if (refusal(() => (events = decided())) !== 'taken') return;
        for (const event of events) expect(formatInstant(event.at)).toMatch(/^(19|2[01])\d\d-/);
        const state = fold(any.evolve, name === 'start' ? any.initial : begun, events);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        const due = any.due(state);
        expect(due === undefined || Number.isFinite(due)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
