// A case's clocks: which targets hold, which is the strictest, and when they are used up (D1-D4, D6).

import type { Draft } from '../decider/draft';
import { DomainError } from '../domain-error';
import { type Calendar, calendarOf } from '../time/calendar';
import { dueOf, elapsed, type Pause } from '../time/clock';
import type { Instant } from '../time/time';
import { MILESTONES, type MilestoneName, type ServiceTerms, type TargetRule } from './terms';
import type { CaseEvent, CaseState, Dating, Milestone, Move, Withdrawal } from './types';

const holdsFor = (list: readonly string[] | undefined, code: string | undefined): boolean =>
  list === undefined || (code !== undefined && list.includes(code));

/** The rules that promise this case a milestone. */
const rulesFor = (state: CaseState, terms: ServiceTerms, name: MilestoneName): TargetRule[] =>
  terms.rules.filter(
    (rule) =>
      rule.targets[name] !== undefined &&
      holdsFor(rule.levels, state.level) &&
      holdsFor(rule.severities, state.severity) &&
      holdsFor(rule.kinds, state.kind) &&
      holdsFor(rule.stages, state.stage) &&
      holdsFor(rule.segments, state.segment),
  );

/** Throws `unknown-calendar`. */
const calendarIn = (terms: ServiceTerms, id: string): Calendar => {
  const definition = terms.calendars[id];
  if (!definition) throw new DomainError('unknown-calendar', { calendar: id });
  return calendarOf(definition);
};

const pausesOf = (state: CaseState): Pause[] => state.pauses.map(([begin, end]) => [begin, end ?? undefined]);

/** The milestone's strictest target, reckoned from `from`; `undefined` where nothing promises it. Throws `unknown-level` and what the clock does. */
function dated(state: CaseState, terms: ServiceTerms, name: MilestoneName, from: Instant): Dating | undefined {
  const level = terms.levels[state.level];
  if (!level) throw new DomainError('unknown-level', { level: state.level, known: Object.keys(terms.levels) });
  const rules = rulesFor(state, terms, name);
  const candidates = rules.map(({ id, targets, window = level.window, count = level.count }) => {
    const target = targets[name] ?? '';
    const measure = { calendar: calendarIn(terms, window), from, count, target };
    return { rule: id, target, calendar: window, count, measure, undisturbed: dueOf(measure).due ?? from };
  });
  const [first, ...others] = candidates;
  if (!first) return undefined;
  const { rule, target, calendar, count, measure } = others.reduce((best, one) => (one.undisturbed < best.undisturbed ? one : best), first);
  const disturbed = { ...measure, pauses: pausesOf(state) };
  const { due, because } = dueOf(disturbed);
  return {
    rule,
    target,
    calendar,
    count,
    start: measure.calendar.nextOpening(from),
    ...(due === undefined ? {} : { due }),
    warnAt: terms.thresholds.flatMap((percent) => dueOf({ ...disturbed, percent }).due ?? []),
    because: [...because, ['strictest', rule, target, others.length]],
  };
}

/** Milliseconds; a calendar counts no more at once. What is used is counted over the last hundred years: it can always be said. */
const CENTURY = 100 * 365 * 86_400_000;

/** Milliseconds of a milestone's target that are used by `to`. A target of business days is used in open time, whatever counts otherwise. */
export function usedAt(state: CaseState, name: MilestoneName, to: Instant, terms: ServiceTerms): number {
  const milestone = state.milestones[name];
  if (!milestone) return 0;
  const { start, calendar, target } = milestone;
  // A clock that was given up keeps its calendar, which newer terms need not have: nothing is said of it any more.
  if (terms.calendars[calendar] === undefined && !isUnreached(milestone)) return 0;
  const count = target.includes('T') ? milestone.count : 'window';
  return elapsed({ calendar: calendarIn(terms, calendar), from: Math.max(start, to - CENTURY), to, count, pauses: pausesOf(state) });
}

const beginningOf = (state: CaseState, name: MilestoneName): Instant | undefined => {
  if (name !== 'on-site') return state.reportedAt;
  return state.visit ? state.diagnosedAt : undefined;
};

const isSame = (one: Dating, other: Dating): boolean =>
  one.rule === other.rule &&
  one.target === other.target &&
  one.calendar === other.calendar &&
  one.count === other.count &&
  one.start === other.start &&
  one.due === other.due &&
  one.warnAt.join() === other.warnAt.join();

/** The clocks that a case has, in the order of its life. */
export const milestonesOf = (state: CaseState): [MilestoneName, Milestone][] =>
  MILESTONES.flatMap((name) => {
    const milestone = state.milestones[name];
    return milestone ? [[name, milestone]] : [];
  });

/** Whether a milestone's clock is still of interest: it was neither reached nor given up. */
export const isUnreached = (milestone: Milestone): boolean =>
  milestone.metAt === undefined && (milestone.state === 'running' || milestone.state === 'paused' || milestone.state === 'breached');

/** Starts the clocks that are to run, and dates anew those that run, in line with the draft's state. Throws what dating does. */
export function reckon(draft: Draft<CaseState, CaseEvent>, terms: ServiceTerms, now: Instant, why: Move): void {
  for (const name of MILESTONES) {
    const milestone = draft.state.milestones[name];
    const from = beginningOf(draft.state, name);
    const isToRun = from !== undefined && (!milestone || milestone.state === 'cancelled' || isUnreached(milestone));
    if (!isToRun) continue;
    const dating = dated(draft.state, terms, name, from);
    if (!dating) {
      giveUp(draft, terms, now, name);
      continue;
    }
    if (!milestone || milestone.state === 'cancelled') draft.add({ type: 'milestoneStarted', at: now, milestone: name, ...dating });
    else if (!isSame(milestone, dating))
      draft.add({
        type: 'milestoneMoved',
        at: now,
        milestone: name,
        why,
        ...(milestone.due === undefined ? {} : { from: milestone.due }),
        ...dating,
      });
    if (milestone?.state === 'breached' && (dating.due === undefined || dating.due > now)) withdraw(draft, terms, now, name, why);
  }
}

/** A breach is none: its last threshold, the breach itself, is notified again if it comes again. */
function withdraw(
  draft: Draft<CaseState, CaseEvent>,
  terms: ServiceTerms,
  now: Instant,
  name: MilestoneName,
  why: Withdrawal['why'],
): void {
  const warned = Math.min(draft.state.milestones[name]?.warned ?? 0, terms.thresholds.length - 1);
  draft.add({ type: 'breachWithdrawn', at: now, milestone: name, why, warned });
}

/** A clock that is not wanted any more, where it still runs. */
export function giveUp(draft: Draft<CaseState, CaseEvent>, terms: ServiceTerms, now: Instant, name: MilestoneName): void {
  const milestone = draft.state.milestones[name];
  if (!milestone || !isUnreached(milestone)) return;
  if (milestone.state === 'breached') withdraw(draft, terms, now, name, 'cancelled');
  draft.add({ type: 'milestoneCancelled', at: now, milestone: name });
}

/** Records that a milestone was reached at `at`, where its clock still runs. A breach that this undoes is withdrawn. */
export function reach(draft: Draft<CaseState, CaseEvent>, terms: ServiceTerms, now: Instant, name: MilestoneName, at: Instant): void {
  const milestone = draft.state.milestones[name];
  if (!milestone || !isUnreached(milestone)) return;
  const { due = Number.POSITIVE_INFINITY } = milestone;
  if (milestone.state === 'breached' && at <= due) withdraw(draft, terms, now, name, 'met');
  draft.add({ type: 'milestoneMet', at: now, milestone: name, metAt: at, used: usedAt(draft.state, name, at, terms) });
}
