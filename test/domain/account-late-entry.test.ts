import fc from 'fast-check';
import { account } from '../../domain/account/account';
import type { Terms } from '../../domain/account/terms';
import type { AccountCommands, AccountEvent, AccountState, Missed } from '../../domain/account/types';
import { fold } from '../../domain/decider/decider';
import { addDays, dateOf, formatInstant, type Instant, parseInstant } from '../../domain/time/time';
import { monthly, quarterly, terms, touchpoint } from '../support/terms';

const kickoff = touchpoint('kickoff-meeting', { anchor: 'signing', businessDays: 5 }, { stages: ['onboarding'], meeting: 60 });
const weekly = touchpoint('weekly-sync', { anchor: 'signing', every: 'P1W', times: 4 }, { stages: ['onboarding'], catchUp: 'skip' });
const issues = touchpoint(
  'issue-review',
  { anchor: 'signing', after: 'P1M', every: 'P2W', times: 4 },
  { stages: ['onboarding'], catchUp: 'all' },
);
const delivery = touchpoint(
  'first-delivery',
  { anchor: 'promised-delivery', after: '-P2D' },
  { roll: 'preceding', stages: ['onboarding'], ticket: true },
);
const renewal = touchpoint('renewal', { anchor: 'contract-end', after: '-P90D' });

const TERMS = terms([kickoff, weekly, issues, delivery, renewal, monthly, quarterly], {
  lateEntry: { signedWithin: 'P90D', dueWithin: 'P30D' },
  ladder: [
    { after: 1, notify: ['sales-manager'], atOnce: true },
    { after: 3, notify: ['executive-sponsor'], atOnce: true },
  ],
});

interface Entered {
  readonly state: AccountState;
  readonly events: readonly AccountEvent[];
  readonly missed: readonly Missed[];
}

const TEAM = { 'account-manager': 'p-1', 'sales-manager': 'p-2', 'executive-sponsor': 'p-3' };

/** Enters an account at `at` and processes everything due then. */
function entered(at: string | Instant, start: Partial<AccountCommands['start']>, under: Terms = TERMS): Entered {
  const now = typeof at === 'string' ? parseInstant(at) : at;
  const first = { zone: 'Asia/Shanghai', level: 'gold', team: TEAM, rules: 1, terms: under, ...start } as const;
  const started = account.decide.start(account.initial, first, now, under);
  const before = fold(account.evolve, account.initial, started);
  const events = [...started, ...account.tick(before, now, under)];
  return { state: fold(account.evolve, account.initial, events), events, missed: missedOf(events) };
}

const missedOf = (events: readonly AccountEvent[]): readonly Missed[] =>
  events.flatMap((event) => (event.type === 'enteredLate' ? event.missed : []));

const listed = (missed: readonly Missed[]): string[] =>
  missed.map(({ touchpoint: id, nominal, due, catchUp }) => `${catchUp} ${id}:${nominal} ${formatInstant(due).slice(0, 10)}`);

const later = ({ state, events }: Entered, until: string, under: Terms = TERMS): readonly AccountEvent[] => {
  expect(events).not.toEqual([]);
  return account.tick(state, parseInstant(until), under);
};

describe('an account entered eight days after its signing', () => {
  // Signed on Monday 2 March; the kickoff was due on Monday 9th, it is Tuesday 10th.
  const life = entered('2026-03-10T02:00:00Z', { signedOn: '2026-03-02' });

  it('has the kickoff as late and open, and says what is skipped', () => {
    expect(listed(life.missed)).toEqual(['opened kickoff-meeting:2026-03-09 2026-03-09', 'skipped weekly-sync:2026-03-09 2026-03-09']);
    expect(life.state.tasks['kickoff-meeting:2026-03-09']).toMatchObject({ state: 'open', due: parseInstant('2026-03-09T10:00:00Z') });
    expect(life.state.planned['weekly-sync']).toBe('2026-03-16');
  });

  it('reminds once, in one message', () => {
    expect(life.events.filter(({ type }) => type === 'reminded')).toMatchObject([
      { to: 'p-1', tasks: [{ task: 'kickoff-meeting:2026-03-09' }] },
    ]);
  });

  it('is escalated from its entry on', () => {
    expect(life.events.some(({ type }) => type === 'escalated')).toBe(false);
    const escalated = later(life, '2026-03-16T00:00:00Z').filter(({ type }) => type === 'escalated');
    expect(escalated).toMatchObject([{ to: 'p-2' }, { to: 'p-3' }]);
    expect(life.state.tasks['kickoff-meeting:2026-03-09']?.escalations?.map(({ at }) => formatInstant(at))).toEqual([
      '2026-03-11T01:00:00Z',
      '2026-03-13T01:00:00Z',
    ]);
  });

  it('invites nobody to a meeting that is past', () => expect(life.events.some(({ type }) => type === 'meetingCalled')).toBe(false));

  it('keeps the late task when its agenda is planned anew', () => {
    const now = parseInstant('2026-03-10T03:00:00Z');
    const amended = account.decide.amend(life.state, { level: 'silver', contractEndsOn: '2028-03-01' }, now, TERMS);
    expect(amended.filter(({ type }) => type === 'taskCancelled' || type === 'taskMoved')).toEqual([]);
  });
});

describe('what fell due before an entry', () => {
  it('is listed; within thirty days the catch-up rule decides', () => {
    const { missed } = entered('2026-03-27T02:00:00Z', { signedOn: '2026-01-10' });
    expect(listed(missed)).toEqual([
      'skipped kickoff-meeting:2026-01-16 2026-01-16',
      'skipped weekly-sync:2026-01-17 2026-01-19',
      'skipped weekly-sync:2026-01-24 2026-01-26',
      'skipped weekly-sync:2026-01-31 2026-02-02',
      'skipped weekly-sync:2026-02-07 2026-02-09',
      'skipped data-review:2026-02-10 2026-02-10',
      // Thirty-one days ago.
      'skipped issue-review:2026-02-24 2026-02-24',
      'opened issue-review:2026-03-10 2026-03-10',
      'opened data-review:2026-03-10 2026-03-10',
      'opened issue-review:2026-03-24 2026-03-24',
    ]);
  });

  it.each([
    [
      'on the ninetieth day',
      '2026-05-31T02:00:00Z',
      { signedOn: '2026-03-02' },
      ['data-review:2026-05-02 2026-05-04', 'issue-review:2026-05-14 2026-05-14', 'issue-review:2026-05-28 2026-05-28'],
    ],
    ['not on the ninety-first', '2026-06-01T02:00:00Z', { signedOn: '2026-03-02' }, undefined],
    ['not on the day of signing', '2026-03-02T02:00:00Z', { signedOn: '2026-03-02' }, undefined],
    [
      'with a delivery whose promised day is past',
      '2026-03-26T02:00:00Z',
      { signedOn: '2026-03-20', promisedOn: '2026-03-24' },
      ['first-delivery:2026-03-22 2026-03-20'],
    ],
    // Due today, before the promised day: planned as usual.
    ['not with a delivery that can still be made', '2026-03-26T02:00:00Z', { signedOn: '2026-03-24', promisedOn: '2026-03-27' }, undefined],
    [
      'not with a renewal while the contract runs',
      '2026-03-26T02:00:00Z',
      { signedOn: '2026-03-24', contractEndsOn: '2026-04-30' },
      undefined,
    ],
  ] as const)('is late %s', (_, at, start, expected) => {
    const { missed } = entered(at, start);
    const opened = listed(missed).filter((line) => line.startsWith('opened'));
    expect(opened).toEqual((expected ?? []).map((line) => `opened ${line}`));
    if (expected === undefined) expect(missed).toEqual([]);
  });

  it('is in an earlier stage too, where the playbook looks back as far', () => {
    const short: Terms = {
      ...TERMS,
      stages: [
        { id: 'onboarding', from: 'P0D' },
        { id: 'stable', from: 'P1W' },
      ],
    };
    const { state, missed } = entered(
      '2026-03-10T02:00:00Z',
      { signedOn: '2026-03-02' },
      { ...short, touchpoints: [touchpoint('kickoff-meeting', { anchor: 'signing', businessDays: 2 }, { stages: ['onboarding'] })] },
    );
    expect(state.stage).toBe('stable');
    expect(listed(missed)).toEqual(['opened kickoff-meeting:2026-03-04 2026-03-04']);
  });

  it('waits for the digest where there is one', () => {
    const { events, state } = entered('2026-03-10T02:00:00Z', { signedOn: '2026-03-02' }, { ...TERMS, digest: true });
    expect(events.filter(({ type }) => type === 'reminded')).toMatchObject([
      { tasks: [{ task: 'kickoff-meeting:2026-03-09', waits: true }] },
    ]);
    expect(state.tasks['kickoff-meeting:2026-03-09']?.state).toBe('open');
  });
});

describe('a prospect who is signed with a past date', () => {
  const prospect = fold(
    account.evolve,
    account.initial,
    account.decide.start(
      account.initial,
      { zone: 'Asia/Shanghai', level: 'gold', team: TEAM, rules: 1, terms: TERMS },
      parseInstant('2026-02-20T02:00:00Z'),
      TERMS,
    ),
  );
  const now = parseInstant('2026-03-10T02:00:00Z');

  it.each([undefined, parseInstant('2026-03-03T02:00:00Z')])('is entered late, whatever time is spoken of', (at) => {
    const events = account.decide.sign(prospect, { signedOn: '2026-03-02', ...(at === undefined ? {} : { at }) }, now, TERMS);
    expect(listed(missedOf(events))).toEqual(['opened kickoff-meeting:2026-03-09 2026-03-09', 'skipped weekly-sync:2026-03-09 2026-03-09']);
    expect(fold(account.evolve, prospect, events).since).toBe(now);
  });

  it('long ago starts quietly', () => {
    expect(missedOf(account.decide.sign(prospect, { signedOn: '2025-03-02' }, now, TERMS))).toEqual([]);
  });
});

test('nothing between signing and entry is lost without a word, and nothing is said or planned twice', () => {
  const SIGNED = '2026-01-30';
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 89 }),
      fc.integer({ min: 1, max: 23 }),
      fc.integer({ min: -5, max: 120 }),
      (days, hour, promised) => {
        const start = { signedOn: SIGNED, promisedOn: addDays(SIGNED, promised) };
        const now = parseInstant(`${addDays(SIGNED, days)}T00:30:00Z`) + hour * 3_600_000;
        const late = entered(now, start);
        // The same account, entered on the day of its signing, with nobody acting.
        const early = entered(`${SIGNED}T00:00:01Z`, start);
        const grown = fold(account.evolve, early.state, account.tick(early.state, now, TERMS));
        const keys = (state: AccountState): string[] =>
          Object.values(state.tasks)
            .filter(({ due }) => due <= now)
            .map(({ touchpoint: id, nominal }) => `${id}:${nominal}`);
        const named = late.missed.map(({ touchpoint: id, nominal }) => `${id}:${nominal}`);
        expect(new Set(named).size).toBe(named.length);
        const isDelivery = (key: string) => key.startsWith('first-delivery');
        expect(named.filter((key) => !isDelivery(key)).sort()).toEqual(
          keys(grown)
            .filter((key) => !isDelivery(key))
            .sort(),
        );
        const opened = late.missed.flatMap((one) => (one.catchUp === 'opened' ? [`${one.touchpoint}:${one.nominal}`] : []));
        expect(keys(late.state).sort()).toEqual(opened.sort());
        for (const key of opened) expect(late.state.tasks[key]).toMatchObject({ state: 'open' });
        for (const { due, catchUp } of late.missed)
          if (catchUp === 'opened') expect(dateOf(due, 'Asia/Shanghai') >= addDays(dateOf(now, 'Asia/Shanghai'), -30)).toBe(true);
        const mails = late.events.filter(({ type }) => type === 'reminded' || type === 'escalated');
        expect(mails.length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 300 },
  );
});
