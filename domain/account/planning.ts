// What an account has to do and when: planning occurrences, moving stages, reminding (A1-A5, B).
import { given } from '../given';
import { seriesKey, taskKey } from '../ids';
import { calendarOf } from '../time/calendar';
import { nextMorning } from '../time/morning';
import { addDays, addPeriod, dateOf, type Instant, startOfDay } from '../time/time';
import { AccountDraft } from './draft';
import { escalating, escalationsMerged, nextEscalation } from './ladder';
import { stageBeginning, stageEnd, stageOn } from './lifecycle';
import { attendantOf } from './owner';
import type { Occurrence, Terms, TouchpointTerms } from './terms';
import { type AccountFacts, anchorsOf, isLive, nextOccurrence, redated, type Window } from './touchpoints';
import type { AccountEvent, AccountState, Missed, PersonId, Reminding, Task, TaskKey } from './types';

export const factsOf = (state: AccountState): AccountFacts => ({
  signedOn: state.anchors.signing ?? '',
  anchors: state.anchors,
  level: state.level,
  since: state.since,
  ...given({ segment: state.segment, promoted: state.promoted, held: state.held }),
});

/** When time moves an account out of `stage`; empty where it never does. */
export function stageUntil(state: AccountState, stage: string, terms: Terms): { until?: Instant } {
  const end = stageEnd(terms.stages, factsOf(state), stage);
  return end === undefined ? {} : { until: startOfDay(end, state.zone) };
}

export const windowOf = (state: AccountState, terms: Terms): Window => {
  const stage = state.stage ?? '';
  const since = state.stageSince ?? '';
  const end = stageEnd(terms.stages, factsOf(state), stage);
  return end === undefined ? { stage, since } : { stage, since, end: { date: end, at: startOfDay(end, state.zone) } };
};

/** The number of reminders that are past at `now`. Where all of them are, the last one is still sent, at once. */
export const behind = (occurrence: Occurrence, now: Instant): number =>
  Math.min(occurrence.remindAt.filter((instant) => instant <= now).length, Math.max(0, occurrence.remindAt.length - 1));

/** Marks an occurrence as urgent that is due before the next working morning: a digest would come too late. */
export const urgency = ({ due: dueAt }: Occurrence, terms: Terms, now: Instant): { urgent?: true } =>
  terms.digest && dueAt < nextMorning(calendarOf(terms.calendar), now) ? { urgent: true } : {};

export const planned = (
  occurrence: Occurrence,
  after: string | undefined,
  at: Instant,
  terms: Terms,
): Extract<AccountEvent, { type: 'taskPlanned' }> => ({
  type: 'taskPlanned',
  at,
  ...occurrence,
  reminded: behind(occurrence, at),
  ...given({ after }),
  ...urgency(occurrence, terms, at),
});

/** The series of a touchpoint, one for each anchor: `name` is the anchor's, `series` the key in `planned`. */
const seriesIn = ({ anchors }: AccountState, touchpoint: TouchpointTerms) =>
  anchorsOf(touchpoint, anchors).map((name) => {
    const instance = name === touchpoint.when.anchor ? {} : { instance: name };
    return { name, series: seriesKey({ touchpoint: touchpoint.id, ...instance }) };
  });

/** Plans the next occurrence of every series that has none planned. `which` chooses the touchpoints. */
export function plan(draft: AccountDraft, terms: Terms, now: Instant, which: (touchpoint: TouchpointTerms) => boolean = () => true): void {
  const { state } = draft;
  if (state.stage === undefined || state.quietSince !== undefined) return;
  const waiting = new Set<string>();
  for (const key in state.tasks) {
    const task = state.tasks[key];
    if (task?.state === 'planned') waiting.add(seriesKey(task));
  }
  const facts = factsOf(state);
  const window = windowOf(state, terms);
  for (const touchpoint of terms.touchpoints) {
    if (!which(touchpoint)) continue;
    for (const { name, series } of seriesIn(state, touchpoint)) {
      if (waiting.has(series)) continue;
      const after = state.planned[series];
      const occurrence = nextOccurrence(touchpoint, after, facts, window, terms, name);
      if (occurrence) draft.add(planned(occurrence, after, now, terms));
    }
  }
}

/** The ladder without its times, in a fixed order of fields: steps may have been put off, and the store returns keys in another order. */
const ladderOf = ({ escalations }: Occurrence): string =>
  JSON.stringify(escalations?.map(({ after, notify, atOnce }) => [after, notify, atOnce]) ?? []);

const isSameDating = (task: Task, occurrence: Occurrence): boolean =>
  task.due === occurrence.due &&
  task.stage === occurrence.stage &&
  task.provisional === occurrence.provisional &&
  task.meeting === occurrence.meeting &&
  ladderOf(task) === ladderOf(occurrence) &&
  task.remindAt.join() === occurrence.remindAt.join();

/** The events that bring `task` in line with changed facts or terms: none, another date, or its cancellation. */
function revised(state: AccountState, task: Task, terms: Terms, now: Instant, reason: string): AccountEvent[] {
  const touchpoint = terms.touchpoints.find(({ id }) => id === task.touchpoint);
  // The playbook has no rule for this touchpoint any more: the task stays as it is.
  if (!touchpoint) return [];
  const facts = factsOf(state);
  const occurrence = redated(touchpoint, task, facts, terms);
  const isStillDue = occurrence && (task.state === 'open' || isLive(touchpoint, task.nominal, facts, windowOf(state, terms), terms));
  if (!isStillDue) return [{ type: 'taskCancelled', at: now, task: taskKey(task), reason }];
  if (task.fixed || isSameDating(task, occurrence)) return [];
  const isSameReminding = task.remindAt.join() === occurrence.remindAt.join();
  const reminded = isSameReminding ? task.reminded : behind(occurrence, now);
  return [{ type: 'taskMoved', at: now, ...occurrence, reminded, ...urgency(occurrence, terms, now) }];
}

/**
 * Brings the stage's end and all planned and open tasks in line with changed facts or terms, then plans what is missing. `reason`: the code of
 * tasks that this cancels.
 */
export function replan(draft: AccountDraft, terms: Terms, now: Instant, reason = 'no-longer-due'): void {
  const { state } = draft;
  if (state.stage !== undefined) {
    const end = stageUntil(state, state.stage, terms);
    if (end.until !== state.stageUntil) draft.add({ type: 'stageEndMoved', at: now, ...end });
  }
  for (const task of Object.values(state.tasks)) draft.add(...revised(state, task, terms, now, reason));
  plan(draft, terms, now);
}

/** `events`, followed by the changes of the agenda that they cause. */
export function withReplan(state: AccountState, events: readonly AccountEvent[], now: Instant, terms: Terms): readonly AccountEvent[] {
  const draft = new AccountDraft(state).add(...events);
  replan(draft, terms, now);
  return draft.events;
}

/** The instant of a task's next reminder. */
const nextReminder = (task: Task): Instant | undefined => task.snoozedUntil ?? task.remindAt[task.reminded];

/** The instant at which the account next has something to do; `undefined` where nothing is ahead. */
export function due(state: AccountState): Instant | undefined {
  let next = state.stageUntil ?? Number.POSITIVE_INFINITY;
  if (state.quietSince === undefined)
    for (const key in state.tasks) {
      const task = state.tasks[key];
      if (task) next = Math.min(next, nextReminder(task) ?? next, nextEscalation(task) ?? next);
    }
  return next === Number.POSITIVE_INFINITY ? undefined : next;
}

/** Enters the stage that the account has at `now`, if it is not in it yet. */
export function enterStage(draft: AccountDraft, terms: Terms, now: Instant, why: 'start' | 'time' | 'released'): void {
  const { state } = draft;
  const today = dateOf(now, state.zone);
  const facts = factsOf(state);
  const stage = stageOn(terms.stages, facts, today);
  if (stage === state.stage) return;
  const since = why === 'released' ? today : stageBeginning(terms.stages, facts.signedOn, stage);
  draft.add({ type: 'stageEntered', at: now, stage, since, why, ...stageUntil(state, stage, terms) });
}

/** What is due at `now`: a new stage, reminders, escalations, and the plan after each task that opens. */
function step(draft: AccountDraft, terms: Terms, now: Instant): void {
  if (draft.state.stageUntil !== undefined && draft.state.stageUntil <= now) {
    enterStage(draft, terms, now, 'time');
    plan(draft, terms, now);
  }
  if (draft.state.quietSince !== undefined) return;
  remind(draft, terms, now);
  draft.add(...escalating(draft.state, now));
}

function remind(draft: AccountDraft, terms: Terms, now: Instant): void {
  const messages = new Map<PersonId, Reminding[]>();
  const opening = new Set<string>();
  const tickets: AccountEvent[] = [];
  const { tasks: pending } = draft.state;
  for (const key in pending) {
    const task = pending[key];
    const next = task && nextReminder(task);
    if (!task || next === undefined || next > now) continue;
    const reader = attendantOf(draft.state, task);
    if (reader === undefined) continue;
    const remindAt = task.snoozedUntil === undefined ? task.remindAt.slice(task.reminded).filter((instant) => instant <= now) : [next];
    const message = messages.get(reader) ?? [];
    messages.set(reader, message);
    // A snoozed task is reminded at the chosen time, not with the digest.
    const waits = terms.digest && task.snoozedUntil === undefined && !task.urgent;
    message.push({ task: key, remindAt, ...(waits ? { waits } : {}) });
    if (task.state === 'planned') {
      opening.add(task.touchpoint);
      if (task.wantsTicket) tickets.push({ type: 'ticketRequested', at: now, task: key });
    }
  }
  for (const [to, tasks] of messages) draft.add({ type: 'reminded', at: now, to, tasks });
  draft.add(...tickets);
  if (opening.size > 0) plan(draft, terms, now, ({ id }) => opening.has(id));
}

/** Joins the reminders to one person into one message. Several come together where time is processed late. */
function merged(events: readonly AccountEvent[], now: Instant): readonly AccountEvent[] {
  // The usual case: at most one reminder.
  if (events.filter(({ type }) => type === 'reminded').length < 2) return events;
  const messages = new Map<PersonId, Map<TaskKey, Reminding>>();
  const [rest, tickets]: [AccountEvent[], AccountEvent[]] = [[], []];
  let reminders = 0;
  for (const event of events) {
    if (event.type !== 'reminded') {
      (event.type === 'ticketRequested' ? tickets : rest).push(event);
      continue;
    }
    reminders += 1;
    const tasks = messages.get(event.to) ?? new Map<TaskKey, Reminding>();
    messages.set(event.to, tasks);
    for (const { task, remindAt, waits } of event.tasks) {
      const before = tasks.get(task);
      const isWaiting = waits && (before === undefined || before.waits);
      tasks.set(task, { task, remindAt: [...(before?.remindAt ?? []), ...remindAt], ...(isWaiting ? { waits } : {}) });
    }
  }
  if (reminders === messages.size) return events;
  const together = Array.from(
    messages,
    ([to, tasks]): AccountEvent => ({ type: 'reminded', at: now, to, tasks: Array.from(tasks.values()) }),
  );
  return [...rest, ...together, ...tickets];
}

/** All that is due up to `now`, instant by instant, as if each had been processed on time. */
export function tick(state: AccountState, now: Instant, terms: Terms): readonly AccountEvent[] {
  const draft = new AccountDraft(state, now);
  for (let next = due(state); next !== undefined && next <= now; next = due(draft.state)) {
    const before = draft.events.length;
    step(draft, terms, next);
    if (draft.events.length === before) break;
  }
  return escalationsMerged(merged(draft.events, now));
}

/** A time without planning, which ends at `now`. */
interface Gap {
  /** Occurrences due after this are missed. */
  readonly since: Instant;
  /** Occurrences due before this are skipped, whatever their catch-up rule. */
  readonly keptFrom: Instant;
  /** The facts that occurrences of that time are dated by. */
  readonly facts: AccountFacts;
}

interface CaughtUp {
  readonly missed: readonly Missed[];
  /** Known tasks that are skipped. */
  readonly skipped: readonly AccountEvent[];
  readonly opened: readonly AccountEvent[];
}

/** The occurrences that fell due in the gap, and what the catch-up rule of each touchpoint does with them (A5). */
function caughtUp(state: AccountState, terms: Terms, now: Instant, { since, keptFrom, facts: then }: Gap): CaughtUp {
  const [skipped, missed, opened]: [AccountEvent[], Missed[], AccountEvent[]] = [[], [], []];
  const facts = factsOf(state);
  // The window reaches up to now, so that stages which ended meanwhile count too.
  const untilNow = { date: addDays(dateOf(now, state.zone), 1), at: now + 1 };
  const window: Window = { stage: state.stage ?? '', since: state.stageSince ?? '', end: untilNow };
  for (const touchpoint of terms.touchpoints)
    for (const { name, series } of seriesIn(state, touchpoint)) {
      const known = Object.values(state.tasks).filter((task) => seriesKey(task) === series && task.due <= now && task.due > since);
      const unplanned: Occurrence[] = [];
      let after = state.planned[series];
      for (;;) {
        const next = nextOccurrence(touchpoint, after, then, window, terms, name);
        if (!next || next.due > now) break;
        // Dated by today's facts: a date that counts back from a later one (a contract's end) may still lie ahead.
        const occurrence = next.due > since ? redated(touchpoint, next, facts, terms) : undefined;
        if (occurrence && occurrence.due <= now) unplanned.push(occurrence);
        after = next.nominal;
      }
      const all = [...known, ...unplanned].sort((a, b) => a.due - b.due);
      const recent = all.filter((one) => one.due >= keptFrom).length;
      const kept = touchpoint.catchUp === 'all' ? recent : touchpoint.catchUp === 'once' ? Math.min(1, recent) : 0;
      for (const [index, occurrence] of all.entries()) {
        const isKept = index >= all.length - kept;
        const { nominal, instance, due: dueAt } = occurrence;
        missed.push({
          touchpoint: touchpoint.id,
          nominal,
          ...given({ instance }),
          due: dueAt,
          catchUp: isKept ? 'opened' : 'skipped',
        });
        const isKnown = known.some((task) => task === occurrence);
        if (isKnown && !isKept) skipped.push({ type: 'taskSkipped', at: now, task: taskKey(occurrence), reason: 'paused' });
        if (!isKnown && isKept) opened.push(planned(occurrence, state.planned[series], now, terms));
      }
    }
  return { missed: missed.sort((a, b) => a.due - b.due), skipped, opened };
}

/** Ends a quiet time: the occurrences that fell due in it, then the plan. */
export function catchUp(draft: AccountDraft, terms: Terms, now: Instant, resumed: (missed: readonly Missed[]) => AccountEvent): void {
  const { state } = draft;
  const since = state.quietSince ?? now;
  const { missed, skipped, opened } = caughtUp(state, terms, now, { since, keptFrom: since, facts: factsOf(state) });
  draft.add(...skipped, resumed(missed), ...opened);
  plan(draft, terms, now);
}

/** Occurrences due between the signing and the entry of an account. An account that was signed long ago starts without them (A3). */
export function enterLate(draft: AccountDraft, terms: Terms, now: Instant): void {
  const { zone, anchors, since } = draft.state;
  const entered: AccountState = { ...draft.state, since: now };
  const signedOn = anchors.signing ?? '';
  const today = dateOf(now, zone);
  const { lateEntry } = terms;
  const isLate = lateEntry !== undefined && signedOn >= addPeriod(today, `-${lateEntry.signedWithin}`);
  const keptFrom = isLate ? startOfDay(addPeriod(today, `-${lateEntry.dueWithin}`), zone) : now;
  const gap = startOfDay(signedOn, zone);
  const { missed, opened } = isLate
    ? caughtUp(entered, terms, now, { since: gap, keptFrom, facts: { ...factsOf(entered), since: gap } })
    : { missed: [], opened: [] };
  if (missed.length > 0 || since < now) draft.add({ type: 'enteredLate', at: now, missed }, ...opened.map(leftToDigest));
}

/** The event without its urgency: late work waits for the next digest. */
const leftToDigest = (event: AccountEvent): AccountEvent => {
  if (event.type !== 'taskPlanned') return event;
  const { urgent: _, ...rest } = event;
  return rest;
};
