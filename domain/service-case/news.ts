// Notifications of a case: one message a person about everything that happens at one moment (D4-D6).
import type { PersonId } from '../account/types';
import type { Decider } from '../decider/decider';
import { Draft } from '../decider/draft';
import { notifiedOf, reachedBy } from '../decider/thresholds';
import type { Instant } from '../time/time';
import { isUnreached, milestonesOf } from './clocks';
import { evolve } from './evolve';
import { peopleOf } from './people';
import type { ServiceTerms } from './terms';
import type { CaseCommands, CaseEffect, CaseEvent, CaseState, News, Passed, Withdrawal } from './types';

type Deciding = Pick<Decider<CaseState, CaseCommands, CaseEvent, CaseEffect, ServiceTerms>, 'decide' | 'tick' | 'raise'>;
type Drafted = Draft<CaseState, CaseEvent>;
type Notified = Extract<CaseEvent, { readonly type: 'notified' }>;

/** The thresholds passed by `now` that are not on record. Breaches among them are added to the draft. */
function passed(draft: Drafted, terms: ServiceTerms, now: Instant): readonly Passed[] {
  if (draft.state.status === 'closed') return [];
  return milestonesOf(draft.state).flatMap(([milestone, clock]) => {
    if (!isUnreached(clock)) return [];
    const { state, due, warned } = clock;
    if (state === 'running' && due !== undefined && due <= now) draft.add({ type: 'milestoneBreached', at: now, milestone, due });
    const { thresholds, count } = reachedBy(clock, terms, now);
    return count === 0 ? [] : [{ milestone, thresholds, warned: warned + count }];
  });
}

/** What one person is notified of. */
interface Notice {
  readonly about: News;
  isWarned: boolean;
  readonly withdrawn: Withdrawal[];
}

/** News that list all clocks: a new case and a reopened one. */
const SAYS_ALL: readonly News[] = ['opened', 'reopened'];

/** `events`, the breaches passed at the same moment, and one notification a person about all of it. */
function gathered(state: CaseState, events: readonly CaseEvent[], terms: ServiceTerms, now: Instant): readonly CaseEvent[] {
  const draft: Drafted = new Draft(evolve, state);
  const news: Notified[] = [];
  const notices = new Map<PersonId, Notice>();
  const noticeTo = (person: PersonId, about: News): Notice => {
    const notice = notices.get(person) ?? { about, isWarned: false, withdrawn: [] };
    notices.set(person, notice);
    return notice;
  };
  const withdrawals: (readonly [PersonId, Withdrawal])[] = [];
  for (const event of events) {
    if (event.type === 'notified') news.push(event);
    if (event.type === 'breachWithdrawn') {
      const { milestone, why } = event;
      for (const person of draft.state.milestones[milestone]?.heard ?? []) withdrawals.push([person, { milestone, why }]);
    }
    if (event.type !== 'notified') draft.add(event);
  }
  const warnings = passed(draft, terms, now);
  const roles = warnings.flatMap(({ thresholds }) => notifiedOf(terms, thresholds));
  for (const { about, to } of news) for (const person of to) noticeTo(person, about).isWarned ||= SAYS_ALL.includes(about);
  for (const [person, withdrawal] of withdrawals) noticeTo(person, 'withdrawn').withdrawn.push(withdrawal);
  for (const person of peopleOf(draft.state, roles)) noticeTo(person, 'warned').isWarned = true;

  const notified = new Map<string, Notified>();
  const add = (about: News, isWarned: boolean, withdrawn: readonly Withdrawal[], to: readonly PersonId[]): void => {
    const key = JSON.stringify([about, isWarned, withdrawn]);
    const before = notified.get(key)?.to ?? [];
    notified.set(key, {
      type: 'notified',
      at: now,
      about,
      warnings: isWarned ? warnings : [],
      ...(withdrawn.length === 0 ? {} : { withdrawn }),
      to: [...before, ...to],
    });
  };
  for (const [person, { about, isWarned, withdrawn }] of notices) add(about, isWarned, withdrawn, [person]);
  // Recorded also where there is nobody to notify.
  for (const { about, to } of news) if (to.length === 0) add(about, SAYS_ALL.includes(about), [], []);
  if (warnings.length > 0 && ![...notified.values()].some((one) => one.warnings.length > 0)) add('warned', true, [], []);
  return [...draft.events, ...notified.values()];
}

/** The same `decide`, `tick` and `raise`, with the thresholds passed at the same moment and with one notification a person. */
export function withNews({ decide, tick, raise }: Deciding): Deciding {
  type Decision = (state: CaseState, args: never, now: Instant, terms: ServiceTerms) => readonly CaseEvent[];
  const gathering =
    (decision: Decision): Decision =>
    (state, args, now, terms) =>
      gathered(state, decision(state, args, now, terms), terms, now);
  return {
    decide: Object.fromEntries(Object.entries(decide).map(([name, decision]) => [name, gathering(decision)])) as unknown as typeof decide,
    tick: (state, now, terms) => gathered(state, tick(state, now, terms), terms, now),
    raise(state, now, terms, zoneRules) {
      const events = raise(state, now, terms, zoneRules);
      return events.length === 0 ? events : gathered(state, events, terms, now);
    },
  };
}
