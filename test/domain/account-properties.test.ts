// Properties of every account, whatever people do and however late time is processed.

import fc from 'fast-check';
import { account } from '../../domain/account/account';
import type { Terms } from '../../domain/account/terms';
import type { AccountCommands, AccountEvent, AccountState } from '../../domain/account/types';
import { DomainError, fold } from '../../domain/decider/decider';
import { taskKey } from '../../domain/ids';
import { compileTerms } from '../../domain/playbook/compile';
import { addPeriod, parseInstant } from '../../domain/time/time';
import { SECOND_PLAYBOOK } from '../support/second-playbook';
import { monthly, quarterly, terms, touchpoint, weekly } from '../support/terms';

const HOUR = 3_600_000;
const START = parseInstant('2026-01-30T02:00:00Z');
const SIGNED = '2026-01-30';
const TERMS = terms([
  weekly,
  monthly,
  quarterly,
  touchpoint('issue-review', { anchor: 'signing', after: 'P1M', every: 'P2W', times: 4 }, { stages: ['onboarding'], catchUp: 'all' }),
  touchpoint('first-delivery', { anchor: 'promised-delivery', after: '-P2D' }, { roll: 'preceding', ticket: true }),
  touchpoint('user-training', { anchor: 'done:first-delivery', businessDays: 3 }, { owner: 'technical' }),
  touchpoint('competitor-research', { anchor: 'signing', every: 'P3M' }, { catchUp: 'skip', owner: 'sales-manager' }),
  touchpoint('renewal', { anchor: 'contract-end', after: '-P90D' }),
  touchpoint('executive-meeting', { anchor: 'signing', every: 'P6M' }, { stages: ['deep-binding', 'value-symbiosis'], remind: [5, 1] }),
  touchpoint('win-back-visit', { anchor: 'won-back', after: 'P7D' }),
]);

/** A playbook's terms, and an account under them. */
interface World {
  readonly name: string;
  readonly terms: Terms;
  readonly account: Pick<AccountCommands['start'], 'zone' | 'level' | 'segment' | 'team'>;
  /** The stages that it can be promoted to. */
  readonly later: readonly string[];
  /** A monthly touchpoint of all stages. */
  readonly monthly: string;
}

const WORLDS: readonly World[] = [
  {
    name: 'small terms with the codes of the standard playbook',
    terms: TERMS,
    account: { zone: 'Asia/Shanghai', level: 'gold', team: { 'account-manager': 'p-1', technical: 'p-2', 'sales-manager': 'p-3' } },
    later: ['stable', 'deep-binding'],
    monthly: 'data-review',
  },
  {
    name: 'the second playbook',
    terms: compileTerms(SECOND_PLAYBOOK, { calendarId: 'england', fromYear: 2025 }),
    account: {
      ...{ zone: 'Europe/London', level: 'two-shifts', segment: 'seasonal' },
      team: { 'client-partner': 'p-1', 'site-engineer': 'p-2', 'regional-director': 'p-3', 'board-member': 'p-4' },
    },
    later: ['running', 'second-hall'],
    monthly: 'invoice-check',
  },
];

type Move =
  | {
      readonly do: 'tick' | 'pause' | 'resume' | 'holdStage' | 'releaseStage' | 'lost' | 'won-back' | 'dormant' | 'active';
      readonly after: number;
    }
  | { readonly do: 'promote'; readonly to: string; readonly after: number }
  | { readonly do: 'complete' | 'skip' | 'snooze' | 'reassign' | 'reopen'; readonly pick: number; readonly after: number };

/** Hours before each move: from none to half a year, so that time is sometimes processed very late. */
const after = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 4_400 }));
const tasks = fc.record({
  do: fc.constantFrom('complete', 'skip', 'snooze', 'reassign', 'reopen'),
  pick: fc.nat(50),
  after,
}) as fc.Arbitrary<Move>;
const waits = fc.record({ do: fc.constant('tick'), after }) as fc.Arbitrary<Move>;
const others = ({ later }: World) =>
  fc.oneof(
    fc.record({ do: fc.constantFrom('pause', 'resume', 'holdStage', 'releaseStage', 'lost', 'won-back', 'dormant', 'active'), after }),
    fc.record({ do: fc.constant('promote'), to: fc.constantFrom(...later), after }),
  ) as fc.Arbitrary<Move>;

interface Lived {
  readonly state: AccountState;
  readonly events: readonly AccountEvent[];
  readonly now: number;
}

/** Applies the moves as the host does: time first, then the command. A refusal changes nothing. */
const living =
  ({ terms: rules, account: facts }: World) =>
  (moves: readonly Move[], check: (step: Lived) => void = () => undefined): Lived => {
    let now = START;
    const first: AccountCommands['start'] = {
      ...facts,
      rules: 1,
      terms: rules,
      signedOn: SIGNED,
      promisedOn: '2026-03-10',
      contractEndsOn: '2027-06-30',
    };
    const events: AccountEvent[] = [...account.decide.start(account.initial, first, now, rules)];
    let state = fold(account.evolve, account.initial, events);
    const take = (caused: readonly AccountEvent[]): void => {
      events.push(...caused);
      state = fold(account.evolve, state, caused);
    };
    const moved = (move: Move): readonly AccountEvent[] => {
      const known = [...Object.keys(state.tasks), ...state.closed.map(taskKey)];
      const pick = 'pick' in move ? (known[move.pick % Math.max(1, known.length)] ?? '') : '';
      switch (move.do) {
        case 'tick':
          return [];
        case 'complete':
          return account.decide.completeTask(state, { task: pick }, now, rules);
        case 'skip':
          return account.decide.skipTask(state, { task: pick, reason: 'noted' }, now, rules);
        case 'snooze':
          return account.decide.snoozeTask(state, { task: pick, until: now + 50 * HOUR }, now, rules);
        case 'reassign':
          return account.decide.reassignTask(state, { task: pick, to: 'p-9' }, now, rules);
        case 'reopen':
          return account.decide.reopenTask(state, { task: pick }, now, rules);
        case 'promote':
          return account.decide.promoteStage(state, { to: move.to }, now, rules);
        case 'pause':
        case 'resume':
        case 'holdStage':
        case 'releaseStage':
          return account.decide[move.do](state, {}, now, rules);
        default:
          return account.decide.markStatus(state, { to: move.do }, now, rules);
      }
    };
    for (const move of moves) {
      now += move.after * HOUR;
      take(account.tick(state, now, rules));
      try {
        take(moved(move));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
      }
      take(account.tick(state, now, rules));
      check({ state, events, now });
    }
    return { state, events, now };
  };

const work = fc.array(
  fc.oneof(
    waits,
    tasks.filter(({ do: what }) => what === 'complete' || what === 'skip'),
  ),
  { maxLength: 40 },
);

describe.each(WORLDS)('an account that lives by $name', (world) => {
  const live = living(world);
  const anything = fc.array(fc.oneof(waits, tasks, others(world)), { maxLength: 40 });

  describe('whatever people do and however late time comes', () => {
    it('the state is what its journal folds to', () => {
      fc.assert(
        fc.property(anything, (moves) => {
          const { state, events } = live(moves);
          expect(fold(account.evolve, account.initial, JSON.parse(JSON.stringify(events)) as AccountEvent[])).toEqual(state);
        }),
      );
    });

    it('after time has been heard, the next due instant lies ahead', () => {
      fc.assert(
        fc.property(
          anything,
          (moves) => void live(moves, ({ state, now }) => expect(account.due(state) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now)),
        ),
      );
    });

    it('a quiet account sends nothing', () => {
      fc.assert(
        fc.property(anything, (moves) => {
          let state = account.initial;
          for (const event of live(moves).events) {
            if (event.type === 'reminded') expect(state.quietSince).toBeUndefined();
            state = account.evolve(state, event);
          }
        }),
      );
    });

    it('a prospective, planned or open task is planned only once, and closed tasks stay closed unless reopened', () => {
      fc.assert(
        fc.property(anything, (moves) => {
          const unfinished = new Set<string>();
          for (const event of live(moves).events) {
            if (event.type === 'taskPlanned') {
              const key = `${event.touchpoint}:${event.nominal}`;
              expect(unfinished).not.toContain(key);
              unfinished.add(key);
            }
            if (event.type === 'taskDone' || event.type === 'taskSkipped' || event.type === 'taskCancelled')
              expect(unfinished.delete(event.task)).toBe(true);
            if (event.type === 'taskReopened') unfinished.add(event.task);
          }
        }),
      );
    });

    it('time in one go or in many steps comes to the same reminders', () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 30 }), (gaps) => {
          const remindersOf = (moves: readonly Move[]): string[] =>
            live(moves)
              .events.flatMap((event) =>
                event.type === 'reminded'
                  ? event.tasks.flatMap(({ task, remindAt }) => remindAt.map((instant) => `${event.to} ${task} ${instant}`))
                  : [],
              )
              .sort();
          const total = gaps.reduce((sum, gap) => sum + gap, 0);
          expect(remindersOf([{ do: 'tick', after: total }])).toEqual(remindersOf(gaps.map((gap) => ({ do: 'tick', after: gap }))));
        }),
      );
    });
  });

  describe('while people only do or skip their tasks', () => {
    it('each reminder that fell due while its task was unfinished was given, exactly once', () => {
      fc.assert(
        fc.property(work, (moves) => {
          const { events, now } = live(moves);
          const given = events.flatMap((event) =>
            event.type === 'reminded' ? event.tasks.flatMap(({ task, remindAt }) => remindAt.map((instant) => `${task}@${instant}`)) : [],
          );
          expect(new Set(given).size).toBe(given.length);
          const closedAt = new Map(
            events.flatMap((event) =>
              'task' in event && (event.type === 'taskDone' || event.type === 'taskSkipped' || event.type === 'taskCancelled')
                ? [[event.task, event.at]]
                : [],
            ),
          );
          const expected = events.flatMap((event) => {
            if (event.type !== 'taskPlanned') return [];
            const key = `${event.touchpoint}:${event.nominal}`;
            return event.remindAt
              .slice(event.reminded)
              .filter((instant) => instant <= Math.min(now, closedAt.get(key) ?? now))
              .map((instant) => `${key}@${instant}`);
          });
          expect(given.sort()).toEqual(expected.sort());
        }),
      );
    });

    it('no occurrence of a touchpoint that lives in all stages is left out', () => {
      fc.assert(
        fc.property(work, (moves) => {
          const planned = live(moves).events.flatMap((event) =>
            event.type === 'taskPlanned' && event.touchpoint === world.monthly ? [event.nominal] : [],
          );
          expect(planned).toEqual(planned.map((_, index) => addPeriod(SIGNED, 'P1M', index + 1)));
        }),
      );
    });
  });
});
