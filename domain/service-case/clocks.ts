// A case's clocks: which targets apply, which is the strictest, and when each is due (D1-D4, D6).

import type { Draft } from '../decider/draft';
import { DomainError } from '../domain-error';
import { given } from '../given';
import { type Calendar, calendarOf } from '../time/calendar';
import { dueOf, elapsed, type Pause } from '../time/clock';
import type { Instant } from '../time/time';
import { MILESTONES, type MilestoneName, type ServiceTerms, type TargetRule } from './terms';
import type { CaseEvent, CaseState, Dating, Milestone, Move, Withdrawal } from './types';

const holdsFor = (list: readonly string[] | undefined, code: string | undefined): boolean =>
  list === undefined || (code !== undefined && list.includes(code));

/** The rules that give this case a target for the milestone. */
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

/**
 * The dating by the milestone's strictest target, counted from `from`; `undefined` where no rule has a target. Throws `unknown-level` and what
 * `dueOf` throws.
 */
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
    ...given({ due }),
    warnAt: terms.thresholds.flatMap((percent) => dueOf({ ...disturbed, percent }).due ?? []),
    because: [...because, ['strictest', rule, target, others.length]],
  };
}

/** A calendar counts at most this many milliseconds at once. Used time is counted over the last hundred years, so that it never fails. */
const CENTURY = 100 * 365 * 86_400_000;

/** Milliseconds of a milestone's target used by `to`. A target in business days is used in open time, whatever `count` says. */
export function usedAt(state: CaseState, name: MilestoneName, to: Instant, terms: ServiceTerms): number {
  const milestone = state.milestones[name];
  if (!milestone) return 0;
  const { start, calendar, target } = milestone;
  // A cancelled clock may name a calendar that newer terms lack. It counts as unused.
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

/** Whether a milestone's clock still matters: it was neither met nor cancelled. */
export const isUnreached = (milestone: Milestone): boolean =>
  milestone.metAt === undefined && (milestone.state === 'running' || milestone.state === 'paused' || milestone.state === 'breached');

/** Starts the clocks that should run now, and dates the running ones again, as the draft's state requires. Throws what `dated` throws. */
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
        ...given({ from: milestone.due }),
        ...dating,
      });
    if (milestone?.state === 'breached' && (dating.due === undefined || dating.due > now)) withdraw(draft, terms, now, name, why);
  }
}

/** Withdraws a breach. Its last threshold, the breach, is notified again if it comes again. */
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

/** Cancels a clock that is no longer wanted and still counts. */
export function giveUp(draft: Draft<CaseState, CaseEvent>, terms: ServiceTerms, now: Instant, name: MilestoneName): void {
  const milestone = draft.state.milestones[name];
  if (!milestone || !isUnreached(milestone)) return;
  if (milestone.state === 'breached') withdraw(draft, terms, now, name, 'cancelled');
  draft.add({ type: 'milestoneCancelled', at: now, milestone: name });
}

/** Records that a milestone was met at `at`, where its clock still counts. A breach that was none is withdrawn. */
export function reach(draft: Draft<CaseState, CaseEvent>, terms: ServiceTerms, now: Instant, name: MilestoneName, at: Instant): void {
  const milestone = draft.state.milestones[name];
  if (!milestone || !isUnreached(milestone)) return;
  const { due = Number.POSITIVE_INFINITY } = milestone;
  if (milestone.state === 'breached' && at <= due) withdraw(draft, terms, now, name, 'met');
  draft.add({ type: 'milestoneMet', at: now, milestone: name, metAt: at, used: usedAt(draft.state, name, at, terms) });
}
