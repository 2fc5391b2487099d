// The workflow host of every decider: one timer, one update for each command, journal and effects in the background.

import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  currentUpdateInfo,
  defineQuery,
  defineUpdate,
  isCancellation,
  makeContinueAsNewFunc,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { type Decider, DomainError, type Effect, type EventBase, type FirstAttempt, fold, type Outcome } from '../domain/decider/decider';
import type { Ruled } from '../domain/decider/rules';
import { checkShape, object, text } from '../domain/decider/shape';
import { effectKey } from '../domain/ids';
import { type DeploymentClock, deploymentTime, realDelay } from '../domain/time/deployment-clock';
import type { Instant } from '../domain/time/time';
import { alarmClock } from './alarm-clock';
import { effectLanes } from './effect-lanes';
import { checkOpening } from './opening';
import { checkPageTurn, isWanted, type PageTurn } from './page-turn';
import { refusable } from './refusable';

/** The activities of the host. Both are idempotent: the journal by (entity, sequence), effects by key. */
export interface Ports {
  /** Writes `events`; the first has the sequence number `from`. */
  journal(entity: string, from: number, events: readonly EventBase[]): Promise<void>;
  perform(key: string, entity: string, effect: Effect): Promise<Outcome>;
  /** Both in one activity: journals, then attempts the effect once. */
  journalAndPerform(entity: string, from: number, events: readonly EventBase[], key: string, effect: Effect): Promise<FirstAttempt>;
}

/** What a run passes on to the next: plain JSON with absolute instants. */
export interface Chapter<State, Event, Fx, Terms> {
  readonly state: State;
  readonly terms: Terms;
  readonly sequence: number;
  readonly unwritten: readonly Event[];
  readonly pending: readonly { readonly key: string; readonly effect: Fx }[];
  /** The ids of the latest updates with their receipts: an update repeated in a later run has no second effect. */
  readonly recent: readonly (readonly [updateId: string, receipt: number])[];
}

/** The input of a run: the first command, or the chapter of the run before. */
export type Opening<First, State, Event, Fx, Terms> = { readonly clock: DeploymentClock } & (
  | { readonly first: First }
  | { readonly chapter: Chapter<State, Event, Fx, Terms> }
);

/** The answer to the query `state`. */
export interface Snapshot<State> {
  readonly state: State;
  readonly sequence: number;
  readonly unwritten: number;
  readonly pending: readonly { readonly key: string; readonly type: string; readonly lane: string }[];
}

const EVENTS_PER_RUN = 2_000;
const EVENTS_PER_BATCH = 200;
const UPDATES_REMEMBERED = 100;
/** Real milliseconds that pending work gets to finish before the chapter ends. */
const CHAPTER_PATIENCE = 2_000;

export const stateQuery = defineQuery<unknown>('state');
/** Everything that a run would pass on to the next. After an outside termination it shows what the journal lacks. */
export const chapterQuery = defineQuery<unknown>('chapter');
/** An operator's wish for a failing effect; `false` where no effect with that key is pending. */
export const retryEffect = defineUpdate<boolean, [{ readonly key: string }]>('retryEffect');
export const giveUpEffect = defineUpdate<boolean, [{ readonly key: string }]>('giveUpEffect');
/** Asks the entity to end its chapter; `false` where that is not needed. Throws `bad-page-turn`, `journal-behind`, `journal-differs`. */
export const turnPage = defineUpdate<boolean, [PageTurn?]>('turnPage');

const WISH = object<{ readonly key: string }>({ key: text(1_000) });

export function entity<
  State extends Ruled,
  Commands extends { readonly start: { readonly terms: Terms } },
  Event extends EventBase,
  Fx extends Effect,
  Terms,
>(decider: Decider<State, Commands, Event, Fx, Terms>) {
  const { journal } = proxyActivities<Pick<Ports, 'journal'>>({
    startToCloseTimeout: '10s',
    retry: { initialInterval: '200ms', maximumInterval: '10s' },
  });
  const { perform } = proxyActivities<Pick<Ports, 'perform'>>({
    startToCloseTimeout: '30s',
    retry: { initialInterval: '1s', maximumInterval: '1m' },
  });
  // A worker that died is noticed as soon as one that died over the journal.
  const { journalAndPerform } = proxyActivities<Pick<Ports, 'journalAndPerform'>>({
    startToCloseTimeout: '30s',
    heartbeatTimeout: '10s',
    retry: { initialInterval: '200ms', maximumInterval: '10s' },
  });
  const { perform: performLong } = proxyActivities<Pick<Ports, 'perform'>>({
    startToCloseTimeout: '1d',
    heartbeatTimeout: '15s',
    retry: { initialInterval: '1s', maximumInterval: '30s' },
  });

  return async function run(opening: Opening<Commands['start'], State, Event, Fx, Terms>): Promise<void> {
    refusable(() => checkOpening(opening, decider.shapes.start));
    const name = workflowInfo().workflowId;
    const chapter = 'chapter' in opening ? opening.chapter : undefined;
    let terms = 'chapter' in opening ? opening.chapter.terms : opening.first.terms;
    let state = chapter?.state ?? decider.initial;
    let sequence = chapter?.sequence ?? 0;
    let chapterEnded = false;
    const unwritten: Event[] = [...(chapter?.unwritten ?? [])];
    const recent = new Map(chapter?.recent ?? []);
    const scope = CancellationScope.current();
    const now = (): Instant => deploymentTime(opening.clock, Date.now());

    // Handlers only wake the loop below; the loop alone schedules timers and activities, in one order. A worker that takes over a workflow may get
    // a command and an earlier activity's result in one workflow task, and at replay in two (Core does so for workflow tasks without commands).
    // Both ways must schedule the same.
    let isWoken = true;
    const wake = (): void => {
      isWoken = true;
    };

    const apply = (events: readonly Event[]): void => {
      for (const event of events) {
        sequence += 1;
        state = decider.evolve(state, event);
        unwritten.push(event);
        chapterEnded ||= decider.isChapterEnd(event);
        for (const [index, effect] of decider.react(state, event).entries()) effects.add(effectKey(name, sequence, index), effect);
        wake();
      }
    };

    // An activity starts only after the workflow task that scheduled it is recorded. So no event in the journal can be decided differently later.
    let isWriting = false;
    /** The last event that an effect under way takes along to the journal; 0: none does. */
    let carriedTo = 0;
    const firstUnwritten = (): number => sequence - unwritten.length + 1;
    const written = (from: number, events: readonly Event[]): void =>
      void unwritten.splice(0, Math.max(0, from + events.length - firstUnwritten()));
    const write = (): void => {
      if (isWriting || unwritten.length === 0 || sequence === carriedTo) return;
      isWriting = true;
      const batch = unwritten.slice(0, EVENTS_PER_BATCH);
      const from = firstUnwritten();
      void CancellationScope.nonCancellable(() => journal(name, from, batch)).then(() => {
        written(from, batch);
        isWriting = false;
        wake();
      });
    };

    const attempted = new Set<string>();
    /** The first attempt at an effect journals what is unwritten: one activity and one workflow task do for both. */
    const attempt = async (key: string, effect: Fx): Promise<Outcome | undefined> => {
      if (effect.isLong) return performLong(key, name, effect);
      // The journal may have refused them: an effect takes events along once.
      if (attempted.has(key) || isWriting || carriedTo > 0 || unwritten.length === 0 || unwritten.length > EVENTS_PER_BATCH)
        return perform(key, name, effect);
      const batch = [...unwritten];
      const from = firstUnwritten();
      attempted.add(key);
      carriedTo = sequence;
      try {
        const { journalled, outcome } = await journalAndPerform(name, from, batch, key, effect);
        if (journalled) written(from, batch);
        return outcome;
      } finally {
        carriedTo = 0;
      }
    };

    let mustPublish = false;
    const effects = effectLanes<Fx>(
      attempt,
      (effect, outcome) => {
        if (scope.consideredCancelled) return;
        const events = decider.settle(state, effect, outcome, now());
        apply(events);
        // A change of state must schedule something in its workflow task, so that its place in the history is fixed: search attributes, if nothing
        // else.
        mustPublish ||= events.length > 0 && isWriting;
      },
      wake,
    );

    /** The state with everything that is due by now: a command may arrive before the timer. */
    const upToDate = (): State => fold(decider.evolve, state, decider.tick(state, now(), terms));

    let attributes = chapter ? JSON.stringify(decider.attributes(state)) : undefined;
    if ('first' in opening) apply(refusable(() => decider.decide.start(state, opening.first, now(), terms)));
    // The search attributes of a first run were set when it was started.
    attributes ??= JSON.stringify(decider.attributes(state));
    if (state.rules > decider.rules) throw new DomainError('rules-too-new', { entity: name, rules: state.rules, known: decider.rules });
    for (const { key, effect } of chapter?.pending ?? []) effects.add(key, effect);

    for (const command of Object.keys(decider.decide) as (keyof Commands & string)[]) {
      if (command === 'start') continue;
      type Args = Commands[typeof command];
      const termsFor = (args: Args): Terms => (args as { readonly terms?: Terms }).terms ?? terms;
      const decide = (args: Args): readonly Event[] => refusable(() => decider.decide[command](upToDate(), args, now(), termsFor(args)));
      setHandler(
        defineUpdate<number, [Args]>(command),
        (args) => {
          const id = currentUpdateInfo()?.id ?? '';
          const receipt = recent.get(id);
          if (receipt !== undefined) return receipt;
          apply(decider.tick(state, now(), terms));
          const events = decide(args);
          terms = termsFor(args);
          apply(events);
          recent.set(id, sequence);
          for (const old of [...recent.keys()].slice(0, -UPDATES_REMEMBERED)) recent.delete(old);
          return sequence;
        },
        {
          validator: (args: Args) => {
            if (recent.has(currentUpdateInfo()?.id ?? '')) return;
            refusable(() => checkShape(decider.shapes[command], args));
            decide(args);
          },
        },
      );
    }
    let zoneRules: string | undefined;
    setHandler(
      turnPage,
      (turn: PageTurn = {}) => {
        if (!isWanted(turn, state)) return false;
        if (turn.zoneRules) {
          zoneRules = turn.zoneRules.version;
          state = turn.zoneRules.journaled as State;
        }
        chapterEnded = true;
        wake();
        return true;
      },
      { validator: (turn: PageTurn = {}) => refusable(() => checkPageTurn(turn, { state, sequence, unwritten: unwritten.length })) },
    );
    const validator = (args: unknown): void => refusable(() => checkShape(WISH, args));
    setHandler(retryEffect, ({ key }) => effects.wish(key, 'retry'), { validator });
    setHandler(giveUpEffect, ({ key }) => effects.wish(key, 'give-up'), { validator });
    setHandler(stateQuery, (): Snapshot<State> => ({ state, sequence, unwritten: unwritten.length, pending: effects.list() }));

    const here = (): Chapter<State, Event, Fx, Terms> => ({
      state,
      terms,
      sequence,
      unwritten: [...unwritten],
      pending: effects.all(),
      recent: [...recent],
    });
    setHandler(chapterQuery, here);

    const isQuiet = (): boolean => effects.isEmpty() && unwritten.length === 0 && allHandlersFinished();
    const alarm = alarmClock(wake);
    // A timer starts when its workflow task ends, so it fires late by that task's duration. The first tasks of a run take longest: set the alarm
    // again after them.
    let isYoung = true;
    let isPatient = true;
    const patience = alarmClock(() => {
      isPatient = false;
      wake();
    });

    try {
      for (;;) {
        await condition(() => isWoken);
        await everythingHeard();
        apply(decider.tick(state, now(), terms));
        isWoken = false;
        setCurrentDetails(decider.details(state));
        publish();
        effects.go();
        write();
        if (decider.isOver(state)) {
          if (isQuiet()) return;
        } else if (chapterEnded || workflowInfo().historyLength > EVENTS_PER_RUN || workflowInfo().continueAsNewSuggested) {
          if (allHandlersFinished() && (isQuiet() || !isPatient)) await nextChapter();
          patience.set(0, () => CHAPTER_PATIENCE);
        } else {
          const isSettled: boolean = isYoung && isQuiet();
          alarm.set(decider.due(state), (until) => realDelay(opening.clock, Date.now(), until), isSettled);
          if (isSettled) isYoung = false;
        }
      }
    } catch (error) {
      if (!isCancellation(error)) throw error;
      // An operator cancelled the workflow: record it, and end.
      apply(decider.cancel(state, now()));
      // Other entities that depend on this one are still told. No other effect runs.
      effects.dropAllBut(({ type }) => type === 'send');
      await CancellationScope.nonCancellable(async () => {
        while (!isQuiet()) {
          await everythingHeard();
          isWoken = false;
          effects.go();
          write();
          await condition(() => isWoken || isQuiet());
        }
      });
      throw error;
    }

    /** Upserts the search attributes where they changed: each upsert is an event in the history. */
    function publish(): void {
      const current = decider.attributes(state);
      if (JSON.stringify(current) === attributes && !mustPublish) return;
      attributes = JSON.stringify(current);
      mustPublish = false;
      upsertSearchAttributes(typed(current));
    }

    /**
     * Starts the next run. Rules are raised here, so that their changes reach the next run as its input: no run depends on the version of the code.
     */
    function nextChapter(): Promise<never> {
      apply(decider.raise(state, now(), terms, zoneRules));
      const next = makeContinueAsNewFunc<typeof run>({ typedSearchAttributes: typed(decider.attributes(state)) });
      return next({ clock: opening.clock, chapter: here() });
    }
  };
}

const typed = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes).map(([name, value]) => ({ key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD), value }));

/** Resolves once every job of the current activation has been handled: conditions are evaluated again only after that. */
const everythingHeard = (): Promise<void> => {
  let looks = 0;
  return condition(() => looks++ > 0);
};
