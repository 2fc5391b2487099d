// The rules alone: three years of an account, step by step, without a server.
import { account } from '../domain/account/account';
import type { Terms } from '../domain/account/terms';
import type { AccountCommands, AccountEvent, AccountState } from '../domain/account/types';
import { fold } from '../domain/decider/decider';
import { compileTerms } from '../domain/playbook/compile';
import { loadPlaybook } from '../domain/playbook/load';
import { addPeriod, dateOf, type Instant, startOfDay } from '../domain/time/time';
import type { Benchmark } from './benchmark';
import { type Measurement, median } from './report';
import { type Role, startSubject } from './subject';

const ZONE = 'Asia/Shanghai';
const LIVES = 300;
const WARM_UP = 50;

export interface Life {
  readonly state: AccountState;
  /** How often time or a person changed it. */
  readonly steps: number;
  readonly events: number;
  /** Wake-ups that sent a reminder. */
  readonly reminding: number;
}

/** The first command of an account signed on the day of `at`, with the data of the sample `acme`. */
export function opening(terms: Terms, at: Instant): AccountCommands['start'] {
  const signedOn = dateOf(at, ZONE);
  return {
    rules: account.rules,
    terms,
    zone: ZONE,
    level: 'platinum',
    segment: 'core-value',
    signedOn,
    promisedOn: addPeriod(signedOn, 'P5W'),
    contractEndsOn: addPeriod(signedOn, 'P3Y'),
    team: { 'account-manager': 'p-1', technical: 'p-2', 'sales-manager': 'p-3', 'executive-sponsor': 'p-4' },
  };
}

/** Runs an account from `at` until `end`. `deeds`: all tasks are done when due, or none. */
export function live(terms: Terms, at: Instant, end: Instant, deeds: 'all' | 'none'): Life {
  let events: readonly AccountEvent[] = account.decide.start(account.initial, opening(terms, at), at, terms);
  let state = fold(account.evolve, account.initial, events);
  let [steps, count, reminding] = [1, events.length, 0];
  for (;;) {
    const wake = account.due(state) ?? Number.POSITIVE_INFINITY;
    const [task, due] = deeds === 'all' ? firstDue(state) : ['', Number.POSITIVE_INFINITY];
    const now = Math.min(wake, due);
    if (now > end || now === Number.POSITIVE_INFINITY) return { state, steps, events: count, reminding };
    events = wake <= now ? account.tick(state, now, terms) : account.decide.completeTask(state, { task }, now, terms);
    state = fold(account.evolve, state, events);
    steps += 1;
    count += events.length;
    if (events.some(({ type }) => type === 'reminded')) reminding += 1;
  }
}

function firstDue({ tasks }: AccountState): readonly [task: string, due: Instant] {
  let [first, firstAt] = ['', Number.POSITIVE_INFINITY];
  for (const key in tasks) {
    const due = tasks[key]?.due ?? firstAt;
    if (due < firstAt) [first, firstAt] = [key, due];
  }
  return [first, firstAt];
}

interface Timing {
  readonly compiled: number;
  readonly cold: number;
  readonly warm: number;
  readonly life: Omit<Life, 'state'>;
}

/** Milliseconds, in a fresh process. */
export const kernelRun: Role<object, object, Timing> = () => {
  const timed = <T>(work: () => T): readonly [value: T, ms: number] => {
    const start = performance.now();
    const value = work();
    return [value, performance.now() - start];
  };
  return Promise.resolve({
    measure: () => {
      const playbook = loadPlaybook('playbooks/key-account.yaml');
      const [terms, compiled] = timed(() => compileTerms(playbook, { calendarId: 'china', fromYear: 2026 }));
      const at = Date.parse('2026-01-15T01:00:00Z');
      const end = startOfDay(addPeriod(dateOf(at, ZONE), 'P3Y'), ZONE);
      const [{ state: _, ...life }, cold] = timed(() => live(terms, at, end, 'all'));
      for (let i = 0; i < WARM_UP; i += 1) live(terms, at, end, 'all');
      const warm = Array.from({ length: LIVES }, () => timed(() => live(terms, at, end, 'all'))[1]);
      return Promise.resolve({ compiled, cold, warm: median(warm), life });
    },
    close: () => Promise.resolve(),
  });
};

export const kernel: Benchmark = async ({ repeats, say }) => {
  const timings: Timing[] = [];
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    const subject = await startSubject('kernelRun', kernelRun, {});
    timings.push(await subject.measure({}));
    await subject.stop();
    say(`kernel: three years in ${timings.at(-1)?.warm.toFixed(1)} ms`);
  }
  const life = timings[0]?.life;
  const line = (what: string, ours: readonly number[], more: Partial<Measurement> = {}): Measurement => ({
    benchmark: 'kernel',
    what,
    unit: 'ms',
    ours,
    ...more,
  });
  return [
    line(
      'three years of an account, warmed up',
      timings.map(({ warm }) => warm),
      {
        wanted: { of: 'ours', most: 10 },
        note: `${life?.steps} steps, ${life?.events} events`,
      },
    ),
    line(
      'the same, the first time in a process',
      timings.map(({ cold }) => cold),
    ),
    line(
      'terms compiled, once a process',
      timings.map(({ compiled }) => compiled),
    ),
  ];
};
