// The future of an account, by running the same decider that runs live.

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

/** A placeholder: a preview sends nothing to anybody. */
const SOMEBODY = 'p-0';

/** Every occurrence with a nominal date up to and including `until`, by due time: what `playbook preview` shows. Throws `until-before-signing`. */
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

/** The occurrences of a live account up to `until`, its planned and open tasks first. */
export const upcoming = (state: AccountState, terms: Terms, until: PlainDate): Occurrence[] =>
  [...Object.values(state.tasks).filter((task) => task.nominal <= until), ...future(withoutQuiet(state), [], terms, until)].sort(
    (a, b) => a.due - b.due,
  );

/** A paused account is previewed as if it were active. */
const withoutQuiet = ({ quietSince: _, ...state }: AccountState): AccountState => state;

/** Runs an account forward, with every task done when due, and collects what it plans. */
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
  // Reminders go weeks before the nominal date: run a little past `until`.
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
