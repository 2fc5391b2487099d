// Hosts any decider as a workflow: one timer, one named update a command, journal and effects beside the loop.

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
import { type Decider, DomainError, type Effect, type EventBase, fold, type Outcome } from '../domain/decider/decider';
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

/** What the host needs done outside. Both are idempotent: the journal by (entity, sequence), effects by key. */
export interface Ports {
  /** Writes `events`, the first of which has the sequence number `from`. */
  journal(entity: string, from: number, events: readonly EventBase[]): Promise<void>;
  perform(key: string, entity: string, effect: Effect): Promise<Outcome>;
}

/** What a run hands to the next: plain JSON, absolute instants. */
export interface Chapter<State, Event, Fx, Terms> {
  readonly state: State;
  readonly terms: Terms;
  readonly sequence: number;
  readonly unwritten: readonly Event[];
  readonly pending: readonly { readonly key: string; readonly effect: Fx }[];
  /** Ids of the latest updates with their receipts: a repeat in a later run is harmless. */
  readonly recent: readonly (readonly [updateId: string, receipt: number])[];
}

/** A life begins with its first command, and goes on with a chapter. */
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
/** Real milliseconds that what is under way gets to end in the run that began it. */
const CHAPTER_PATIENCE = 2_000;

export const stateQuery = defineQuery<unknown>('state');
/** All that a run knows, as it would hand it to the next: of one that was ended from outside, what is not journalled yet. */
export const chapterQuery = defineQuery<unknown>('chapter');
/** An operator's word on an effect that keeps failing; `false` where no effect of that key is pending. */
export const retryEffect = defineUpdate<boolean, [{ readonly key: string }]>('retryEffect');
export const giveUpEffect = defineUpdate<boolean, [{ readonly key: string }]>('giveUpEffect');
/** Asks for the end of the chapter; `false` where there is no need. Throws `bad-page-turn`, `journal-behind`, `journal-differs`. */
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

    // Whatever happens only wakes the loop below; what Temporal is asked for is asked there, in one order. A worker that takes a
    // workflow over may be handed a command together with the answer of an activity that came before it, and at the replay one after
    // the other (Core's way with workflow tasks that asked for nothing): both must come to the same.
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

    // An activity starts only after the workflow task that asked for it is recorded: what the journal
    // gets can no longer be decided differently.
    let isWriting = false;
    const write = (): void => {
      if (isWriting || unwritten.length === 0) return;
      isWriting = true;
      const batch = unwritten.slice(0, EVENTS_PER_BATCH);
      const from = sequence - unwritten.length + 1;
      void CancellationScope.nonCancellable(() => journal(name, from, batch)).then(() => {
        unwritten.splice(0, batch.length);
        isWriting = false;
        wake();
      });
    };

    let mustPublish = false;
    const effects = effectLanes<Fx>(
      (key, effect) => (effect.isLong ? performLong : perform)(key, name, effect),
      (effect, outcome) => {
        if (scope.consideredCancelled) return;
        const events = decider.settle(state, effect, outcome, now());
        apply(events);
        // What changes the state asks Temporal for something at once, if only for this, so that its place in the story stands.
        mustPublish ||= events.length > 0 && isWriting;
      },
      wake,
    );

    /** The state as time has left it: a command may arrive before the timer that is due. */
    const upToDate = (): State => fold(decider.evolve, state, decider.tick(state, now(), terms));

    let attributes = chapter ? JSON.stringify(decider.attributes(state)) : undefined;
    if ('first' in opening) apply(refusable(() => decider.decide.start(state, opening.first, now(), terms)));
    // Those of a start were given with it.
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
    // A timer runs from the end of the task that asks for it, and is late by as much as that task took: the first ones of a run take
    // longest, so that the alarm is set again once all that they began is done.
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
        write();
        effects.go();
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
      // An operator's right: it is said on record, and nothing hangs.
      apply(decider.cancel(state, now()));
      // Those that count on it are told; nobody else hears anything any more.
      effects.dropAllBut(({ type }) => type === 'send');
      await CancellationScope.nonCancellable(async () => {
        while (!isQuiet()) {
          await everythingHeard();
          isWoken = false;
          write();
          effects.go();
          await condition(() => isWoken || isQuiet());
        }
      });
      throw error;
    }

    /** Search attributes, when they have changed: each upsert is an event. */
    function publish(): void {
      const current = decider.attributes(state);
      if (JSON.stringify(current) === attributes && !mustPublish) return;
      attributes = JSON.stringify(current);
      mustPublish = false;
      upsertSearchAttributes(typed(current));
    }

    /** Rules are raised here, so that what they change comes to the next run with its input: no run's own story depends on the code's version. */
    function nextChapter(): Promise<never> {
      apply(decider.raise(state, now(), terms, zoneRules));
      const next = makeContinueAsNewFunc<typeof run>({ typedSearchAttributes: typed(decider.attributes(state)) });
      return next({ clock: opening.clock, chapter: here() });
    }
  };
}

const typed = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes).map(([name, value]) => ({ key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD), value }));

/** Resolves when all that an activation brings has been taken in: conditions are looked at again only after that. */
const everythingHeard = (): Promise<void> => {
  let looks = 0;
  return condition(() => looks++ > 0);
};
