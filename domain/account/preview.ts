// The future of an account, by running it: the one code path that also runs live.

import { DomainError, fold } from '../decider/decider';
import { taskKey } from '../ids';
import { type PlainDate, startOfDay } from '../time/time';
import { account } from './account';
import type { Occurrence, Terms } from './terms';
import type { AccountEvent, AccountState, Level, Segment } from './types';

export interface Assumptions {
  readonly signedOn: PlainDate;
  readonly zone: string;
  readonly level?: Level;
  readonly segment?: Segment;
  readonly promisedOn?: PlainDate;
  readonly contractEndsOn?: PlainDate;
}

/** Nobody in particular: a preview sends nothing. */
const SOMEBODY = 'p-0';

/** What `playbook preview` shows: every occurrence with a nominal date up to and with `until`, sorted by due time. */
export function preview(terms: Terms, assumed: Assumptions, until: PlainDate): Occurrence[] {
  if (until < assumed.signedOn) throw new DomainError('until-before-signing', { until, signedOn: assumed.signedOn });
  const at = startOfDay(assumed.signedOn, assumed.zone);
  const started = account.decide.start(
    account.initial,
    { level: terms.defaultLevel, ...assumed, team: { [terms.roles.answers]: SOMEBODY }, rules: account.rules, terms },
    at,
    terms,
  );
  const state = fold(account.evolve, account.initial, started);
  return future(state, started, terms, until);
}

/** What an account that lives today will see from now on, planned tasks included. */
export const upcoming = (state: AccountState, terms: Terms, until: PlainDate): Occurrence[] =>
  [...Object.values(state.tasks).filter((task) => task.nominal <= until), ...future(awake(state), [], terms, until)].sort(
    (a, b) => a.due - b.due,
  );

/** A paused account is foreseen as if it went on. */
const awake = ({ quietSince: _, ...state }: AccountState): AccountState => state;

/** Runs an account on, each task being done when it is due, and collects what gets planned. */
function future(from: AccountState, planned: readonly AccountEvent[], terms: Terms, until: PlainDate): Occurrence[] {
  const found = new Map<string, Occurrence>();
  const anchors = new Map(terms.touchpoints.map(({ id, when }) => [id, when.anchor]));
  let state = from;
  const absorb = (events: readonly AccountEvent[]): void => {
    for (const event of events) {
      if (event.type === 'taskPlanned' || event.type === 'taskMoved') {
        const { type: _, at: __, by: ___, note: ____, reminded: _____, ...occurrence } = event;
        if (occurrence.nominal <= until) found.set(taskKey(event), assumedDone(occurrence));
      }
      if (event.type === 'taskCancelled') found.delete(event.task);
    }
  };
  const assumedDone = (occurrence: Occurrence): Occurrence => {
    const waitsFor = anchors.get(occurrence.touchpoint)?.split('done:')[1];
    return waitsFor === undefined
      ? occurrence
      : { ...occurrence, provisional: true, because: [...occurrence.because, ['assumed', waitsFor]] };
  };
  absorb(planned);
  // A day's reminders may go weeks before; what is due later than this is not asked for.
  const end = startOfDay(until, state.zone) + LAST_DAYS;
  for (;;) {
    const open = Object.entries(state.tasks);
    const dueFirst = open.reduce<(typeof open)[number] | undefined>(
      (first, entry) => (!first || entry[1].due < first[1].due ? entry : first),
      undefined,
    );
    const wake = account.due(state);
    const now = Math.min(wake ?? Number.POSITIVE_INFINITY, dueFirst?.[1].due ?? Number.POSITIVE_INFINITY);
    if (now === Number.POSITIVE_INFINITY || now > end) break;
    const events =
      wake !== undefined && wake <= now
        ? account.tick(state, now, terms)
        : account.decide.completeTask(state, { task: dueFirst?.[0] ?? '' }, now, terms);
    absorb(events);
    state = fold(account.evolve, state, events);
  }
  return [...found.values()].sort((a, b) => a.due - b.due || (a.touchpoint < b.touchpoint ? -1 : 1));
}

const LAST_DAYS = 14 * 86_400_000;
