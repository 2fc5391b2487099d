// Properties of every case, whatever people do and whenever time is processed.
import fc from 'fast-check';
import { DomainError } from '../../domain/decider/decider';
import { levelsOf } from '../../domain/playbook/codes';
import { compileService } from '../../domain/playbook/compile-service';
import { usedAt } from '../../domain/service-case/clocks';
import { serviceCase } from '../../domain/service-case/service-case';
import { MILESTONES, type ServiceTerms } from '../../domain/service-case/terms';
import type { CaseCommands } from '../../domain/service-case/types';
import { calendarOf } from '../../domain/time/calendar';
import { dueOf } from '../../domain/time/clock';
import { parseInstant } from '../../domain/time/time';
import { SECOND_PLAYBOOK } from '../support/second-playbook';
import { CALENDARS, type CalendarId, serviceTerms } from '../support/service-terms';
import { CaseLife } from './service-case-life';

const MINUTE = 60_000;
const HUNDRED = 100;
const calendars = Object.keys(CALENDARS) as CalendarId[];

/** A playbook's terms with the account's own calendar, and cases under them. */
interface World {
  readonly name: string;
  readonly calendars: readonly string[];
  readonly terms: (calendar: string) => ServiceTerms;
  readonly case: Partial<CaseCommands['start']>;
  readonly levels: readonly string[];
  readonly stages: readonly string[];
  readonly kinds: readonly string[];
  /** The people who are notified of a breach. */
  readonly hear: readonly string[];
  /** The people who hear of it only with the reopening. */
  readonly hearLater: readonly string[];
}

const WORLDS: readonly World[] = [
  {
    name: 'terms with the codes of the standard playbook',
    calendars,
    terms: (calendar) => serviceTerms(calendar as CalendarId),
    case: {},
    levels: ['platinum', 'gold', 'silver', 'standard'],
    stages: ['onboarding', 'stable'],
    kinds: ['problem', 'complaint'],
    hear: ['p-2', 'p-3', 'p-4'],
    hearLater: [],
  },
  {
    name: 'the second playbook',
    calendars: ['england', 'always'],
    terms: (calendarId) => compileService(SECOND_PLAYBOOK, { calendarId, fromYear: 2025 }),
    case: {
      ...{ severity: 'trucks-wait', segment: 'growing' },
      team: { 'client-partner': 'p-1', 'site-engineer': 'p-2', 'regional-director': 'p-3' },
    },
    levels: levelsOf(SECOND_PLAYBOOK),
    stages: ['move-in', 'running'],
    kinds: ['breakdown', 'shortage'],
    hear: ['p-2', 'p-3'],
    hearLater: ['p-1'],
  },
];

const deeds = ({ levels, calendars: known }: World) =>
  fc.oneof(
    fc.record({ do: fc.constantFrom('take', 'answer', 'wait', 'resume', 'arrive', 'resolve', 'reopen' as const) }),
    // Reported late, by some minutes.
    fc.record({ do: fc.constantFrom('wait', 'resume', 'resolve', 'answer' as const), ago: fc.integer({ min: 1, max: 3_000 }) }),
    fc.record({ do: fc.constant('diagnose' as const), visit: fc.boolean() }),
    fc.record({ do: fc.constant('amend' as const), level: fc.constantFrom(...levels) }),
    fc.record({ do: fc.constant('adoptTerms' as const), calendar: fc.constantFrom(...known) }),
    fc.record({ do: fc.constant('nothing' as const) }),
  );
type Deed = ReturnType<typeof deeds> extends fc.Arbitrary<infer T> ? T : never;

const stories = (world: World) =>
  fc.record({
    reported: fc.integer({ min: 0, max: 400 * 24 * 60 }),
    level: fc.constantFrom(...world.levels),
    stage: fc.constantFrom(...world.stages),
    kind: fc.constantFrom(...world.kinds),
    calendar: fc.constantFrom(...world.calendars),
    // Minutes between the commands, and whether the worker was away.
    deeds: fc.array(fc.tuple(fc.integer({ min: 0, max: 4_000 }), fc.boolean(), deeds(world)), { maxLength: 14 }),
  });

const act = (life: CaseLife, one: Deed, { terms }: World): void => {
  const statement = 'ago' in one ? { at: Math.max(life.state.reportedAt, life.now - one.ago * MINUTE) } : {};
  try {
    if (one.do === 'nothing') return;
    if (one.do === 'diagnose') life.command('diagnose', { visit: one.visit });
    else if (one.do === 'amend') life.command('amend', { level: one.level });
    else if (one.do === 'adoptTerms') life.command('adoptTerms', { terms: terms(one.calendar) });
    else life.command(one.do, statement);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
};

const lived = (
  world: World,
  { reported, level, stage, kind, calendar, deeds }: ReturnType<typeof stories> extends fc.Arbitrary<infer T> ? T : never,
  look: (life: CaseLife) => void,
): CaseLife => {
  const start = new Date(parseInstant('2026-01-01T00:00:00Z') + reported * MINUTE).toISOString().replace('.000', '');
  const life = new CaseLife(start, { ...world.case, level, stage, kind }, world.terms(calendar));
  look(life);
  for (const [minutes, slept, one] of deeds) {
    const next = life.now + minutes * MINUTE;
    if (slept) life.sleepUntil(new Date(next).toISOString());
    else life.until(next);
    look(life);
    act(life, one, world);
    // The host processes time again after every command.
    life.until(life.now);
    look(life);
  }
  return life;
};

const CORRECTIONS = ['customerAwaited', 'milestoneMoved', 'breachWithdrawn', 'caseReopened', 'milestoneStarted', 'caseResolved'];

describe.each(WORLDS)('a case that lives by $name', (world) => {
  const story = stories(world);

  test('the journal gives the state; time leaves nothing behind; one threshold after the other is told, again only where it was taken back', () => {
    fc.assert(
      fc.property(story, (one) => {
        const life = lived(world, one, () => undefined);
        expect(life.folded()).toEqual(life.state);
        expect(serviceCase.due(life.state) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(life.now);
        for (const name of MILESTONES) {
          let [warned, isAnother, last] = [0, false, -1];
          for (const event of life.events) {
            if ('milestone' in event && event.milestone === name) {
              if (event.type === 'breachWithdrawn') warned = event.warned;
              if (event.type === 'milestoneMoved' && (event.why === 'level' || event.why === 'terms')) isAnother = true;
            }
            if (event.type !== 'notified') continue;
            const given = event.warnings.find(({ milestone }) => milestone === name);
            // The same notification to others, beside other news.
            if (!given || (event.at === last && given.warned === warned && !isAnother)) continue;
            const before = given.warned - given.thresholds.length;
            expect(given.thresholds).toEqual(life.terms.thresholds.slice(before, given.warned));
            // Where the target is another one, thresholds ahead are notified again; none is ever left out.
            if (isAnother) expect(before).toBeLessThanOrEqual(warned);
            else expect(before).toBe(warned);
            [warned, isAnother, last] = [given.warned, false, event.at];
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('who hears of a breach hears of its withdrawal, once; what is broken in the end was told; one moment tells a person once', () => {
    fc.assert(
      fc.property(story, (one) => {
        let seen = 0;
        const heard = new Map<string, Set<string>>(MILESTONES.map((name) => [name, new Set()]));
        const life = lived(world, one, (now) => {
          // A command, and the time after it.
          const fresh = now.events.slice(seen);
          seen = now.events.length;
          const withdrawn = new Map<string, Set<string>>();
          for (const event of fresh) {
            if (event.type === 'breachWithdrawn') {
              withdrawn.set(event.milestone, heard.get(event.milestone) ?? new Set());
              heard.set(event.milestone, new Set());
            }
            if (event.type !== 'notified') continue;
            for (const { milestone, thresholds } of event.warnings)
              if (thresholds.includes(HUNDRED)) for (const person of event.to) heard.get(milestone)?.add(person);
          }
          const corrections = fresh.flatMap((event) =>
            event.type === 'notified' ? (event.withdrawn ?? []).flatMap(({ milestone }) => event.to.map((to) => `${milestone} ${to}`)) : [],
          );
          const expected = Array.from(withdrawn, ([name, people]) => Array.from(people, (to) => `${name} ${to}`)).flat();
          expect(corrections.sort()).toEqual(expected.sort());
          const mails = fresh.flatMap((event) => (event.type === 'notified' ? event.to.map((to) => `${event.at} ${to}`) : []));
          expect(new Set(mails).size).toBe(mails.length);
        });
        for (const name of MILESTONES)
          if (life.state.milestones[name]?.state === 'breached')
            expect([...(heard.get(name) ?? [])].filter((person) => !world.hearLater.includes(person)).sort()).toEqual(world.hear);
      }),
      { numRuns: 400 },
    );
  });

  test('used time shrinks only by a correction on record', () => {
    fc.assert(
      fc.property(story, (one) => {
        const before = new Map<string, number>();
        let seen = 0;
        lived(world, one, (life) => {
          const fresh = life.events.slice(seen);
          seen = life.events.length;
          const isCorrected = fresh.some(
            (event) => CORRECTIONS.includes(event.type) || (event.type === 'milestoneMet' && event.metAt < event.at),
          );
          for (const name of MILESTONES) {
            const milestone = life.state.milestones[name];
            // A cancelled clock whose calendar newer terms lack is left out.
            if (!milestone || (milestone.state === 'cancelled' && life.terms.calendars[milestone.calendar] === undefined)) continue;
            const used = milestone.used ?? usedAt(life.state, name, life.now, life.terms);
            if (!isCorrected) expect(used).toBeGreaterThanOrEqual(before.get(name) ?? 0);
            before.set(name, used);
          }
        });
      }),
      { numRuns: 200 },
    );
  });

  test('breached is what was not reached by its due time, and nothing else', () => {
    fc.assert(
      fc.property(story, (one) => {
        const { state, now } = lived(world, one, () => undefined);
        for (const name of MILESTONES) {
          const milestone = state.milestones[name];
          if (milestone?.state === 'met') expect(milestone.due === undefined || (milestone.metAt ?? 0) <= milestone.due).toBe(true);
          if (milestone?.state === 'breached') expect((milestone.metAt ?? now) >= (milestone.due ?? 0)).toBe(true);
          if (milestone?.state === 'running') expect(milestone.due ?? 0).toBeGreaterThan(now - 1);
        }
      }),
      { numRuns: 200 },
    );
  });
});

test('due is monotone in the target, and every share of it lies between start and due', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...calendars),
      fc.constantFrom('wall', 'window' as const),
      fc.integer({ min: 0, max: 400 * 24 * 60 }),
      fc.integer({ min: 1, max: 60 * 60 }),
      fc.integer({ min: 0, max: 500 }),
      (id, count, offset, minutes, more) => {
        const measure = {
          calendar: calendarOf(CALENDARS[id]),
          from: parseInstant('2026-01-01T00:00:00Z') + offset * MINUTE,
          count,
        } as const;
        const due = (target: number, percent?: number): number =>
          dueOf({ ...measure, target: `PT${target}M`, ...(percent === undefined ? {} : { percent }) }).due ?? 0;
        expect(due(minutes + more)).toBeGreaterThanOrEqual(due(minutes));
        expect(due(minutes, 50)).toBeLessThanOrEqual(due(minutes, 75));
        expect(due(minutes, 75)).toBeLessThanOrEqual(due(minutes));
        expect(due(minutes, 50)).toBeGreaterThanOrEqual(measure.calendar.nextOpening(measure.from));
      },
    ),
    { numRuns: 300 },
  );
});
