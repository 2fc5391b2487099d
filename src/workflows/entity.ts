// Hosts any decider as a workflow: one timer, one named update a command, journal and effects beside the loop.
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import {
  ActivityFailure,
  ApplicationFailure,
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
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { type Decider, DomainError, type Effect, type EventBase, fold, type Outcome } from '../domain/decider';
import { type DeploymentClock, deploymentTime, realDelay } from '../domain/deployment-clock';
import type { Instant } from '../domain/time';

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

export const stateQuery = defineQuery<unknown>('state');
/** An operator's word on an effect that keeps failing; `false` where no effect of that key is pending. */
export const retryEffect = defineUpdate<boolean, [{ readonly key: string }]>('retryEffect');
export const giveUpEffect = defineUpdate<boolean, [{ readonly key: string }]>('giveUpEffect');

export function entity<
  State extends { readonly rules: number },
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

  return async function run(opening: Opening<Commands['start'], State, Event, Fx, Terms>): Promise<void> {
    const name = workflowInfo().workflowId;
    const chapter = 'chapter' in opening ? opening.chapter : undefined;
    let terms = 'chapter' in opening ? opening.chapter.terms : opening.first.terms;
    let state = chapter?.state ?? decider.initial;
    let sequence = chapter?.sequence ?? 0;
    let chapterEnded = false;
    let isCancelled = false;
    const unwritten: Event[] = [...(chapter?.unwritten ?? [])];
    const recent = new Map(chapter?.recent ?? []);
    const now = (): Instant => deploymentTime(opening.clock, Date.now());

    const apply = (events: readonly Event[]): void => {
      for (const event of events) {
        sequence += 1;
        state = decider.evolve(state, event);
        unwritten.push(event);
        chapterEnded ||= decider.isChapterEnd(event);
        for (const [index, effect] of decider.react(state, event).entries()) effects.launch(`${name}/${sequence}/${index}`, effect);
      }
      if (events.length > 0) void write();
    };

    // An activity starts only after the workflow task that asked for it is recorded: what the journal
    // gets can no longer be decided differently.
    let isWriting = false;
    const write = async (): Promise<void> => {
      if (isWriting) return;
      isWriting = true;
      while (unwritten.length > 0) {
        const batch = unwritten.slice(0, EVENTS_PER_BATCH);
        const from = sequence - unwritten.length + 1;
        await CancellationScope.nonCancellable(() => journal(name, from, batch));
        unwritten.splice(0, batch.length);
      }
      isWriting = false;
    };

    const effects = lanes<Fx>(
      (key, effect) => perform(key, name, effect),
      (effect, outcome) => {
        if (!isCancelled) apply(decider.settle(state, effect, outcome, now()));
      },
    );

    /** The state as time has left it: a command may arrive before the timer that is due. */
    const upToDate = (): State => fold(decider.evolve, state, decider.tick(state, now(), terms));

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
            if (!recent.has(currentUpdateInfo()?.id ?? '')) decide(args);
          },
        },
      );
    }
    setHandler(retryEffect, ({ key }) => effects.wish(key, 'retry'));
    setHandler(giveUpEffect, ({ key }) => effects.wish(key, 'give-up'));
    setHandler(stateQuery, (): Snapshot<State> => ({ state, sequence, unwritten: unwritten.length, pending: effects.list() }));

    const isQuiet = (): boolean => effects.isEmpty() && unwritten.length === 0 && allHandlersFinished();
    const alarm = alarmClock();
    let attributes = chapter ? JSON.stringify(decider.attributes(state)) : undefined;

    if ('first' in opening) apply(refusable(() => decider.decide.start(state, opening.first, now(), terms)));
    // Those of a start were given with it.
    attributes ??= JSON.stringify(decider.attributes(state));
    apply(decider.raise(state, now()));
    for (const { key, effect } of chapter?.pending ?? []) effects.launch(key, effect);
    void write();

    try {
      for (;;) {
        apply(decider.tick(state, now(), terms));
        setCurrentDetails(decider.details(state));
        if (decider.isOver(state)) {
          publish();
          await condition(() => !decider.isOver(state) || isQuiet());
          if (decider.isOver(state)) return;
          continue;
        }
        if (chapterEnded || workflowInfo().historyLength > EVENTS_PER_RUN || workflowInfo().continueAsNewSuggested) {
          await condition(isQuiet, '2s');
          await condition(allHandlersFinished);
          await nextChapter();
        }
        publish();
        alarm.set(decider.due(state), (until) => realDelay(opening.clock, Date.now(), until));
        const seen = sequence;
        await condition(() => sequence !== seen || alarm.hasRung());
      }
    } catch (error) {
      if (!isCancellation(error)) throw error;
      // An operator's right: it is said on record, and nothing hangs.
      isCancelled = true;
      apply(decider.cancel(state, now()));
      await CancellationScope.nonCancellable(() => condition(isQuiet));
      throw error;
    }

    /** Search attributes, when they have changed: each upsert is an event. */
    function publish(): void {
      const current = decider.attributes(state);
      if (JSON.stringify(current) === attributes) return;
      attributes = JSON.stringify(current);
      upsertSearchAttributes(typed(current));
    }

    function nextChapter(): Promise<never> {
      const next = makeContinueAsNewFunc<typeof run>({ typedSearchAttributes: typed(decider.attributes(state)) });
      return next({
        clock: opening.clock,
        chapter: { state, terms, sequence, unwritten, pending: effects.all(), recent: [...recent] },
      });
    }
  };
}

const typed = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes).map(([name, value]) => ({ key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD), value }));

/** Turns a refusal into a failure that keeps its code; anything else fails the workflow task and is tried again. */
const refusable = <T>(decision: () => T): T => {
  try {
    return decision();
  } catch (error) {
    if (error instanceof DomainError) throw ApplicationFailure.nonRetryable(error.message, error.code);
    throw error;
  }
};

/** One timer, kept as long as it rings at the right time. */
function alarmClock() {
  let current: { readonly at: Instant; readonly scope: CancellationScope; rung: boolean } | undefined;
  return {
    set(at: Instant | undefined, delay: (at: Instant) => number): void {
      if (current?.at === at && current?.rung === false) return;
      current?.scope.cancel();
      current = undefined;
      if (at === undefined) return;
      const mine = { at, scope: new CancellationScope(), rung: false };
      current = mine;
      mine.scope
        .run(() => sleep(delay(at)))
        .then(
          () => {
            mine.rung = true;
          },
          () => undefined,
        );
    },
    hasRung: (): boolean => current?.rung === true,
  };
}

type Wish = 'retry' | 'give-up';

/** Effects of one lane one after the other, lanes side by side; an operator may have one tried again or given up. */
function lanes<Fx extends Effect>(perform: (key: string, effect: Fx) => Promise<Outcome>, settled: (effect: Fx, outcome: Outcome) => void) {
  const pending = new Map<string, Fx>();
  const running = new Map<string, CancellationScope>();
  const wishes = new Map<string, Wish>();
  const last = new Map<string, Promise<void>>();

  const carryOut = async (key: string, effect: Fx): Promise<Outcome> => {
    for (;;) {
      if (wishes.get(key) === 'give-up') return { ok: false, code: 'given-up' };
      wishes.delete(key);
      const scope = new CancellationScope();
      running.set(key, scope);
      try {
        return await scope.run(() => perform(key, effect));
      } catch (error) {
        if (!wishes.has(key)) return { ok: false, code: codeOf(error) };
      } finally {
        running.delete(key);
      }
    }
  };

  return {
    launch(key: string, effect: Fx): void {
      pending.set(key, effect);
      const before = last.get(effect.lane) ?? Promise.resolve();
      const mine = before.then(async () => {
        const outcome = await carryOut(key, effect);
        pending.delete(key);
        wishes.delete(key);
        if (last.get(effect.lane) === mine) last.delete(effect.lane);
        settled(effect, outcome);
      });
      last.set(effect.lane, mine);
    },
    wish(key: string, wish: Wish): boolean {
      if (!pending.has(key)) return false;
      wishes.set(key, wish);
      running.get(key)?.cancel();
      return true;
    },
    isEmpty: (): boolean => pending.size === 0,
    all: () => Array.from(pending, ([key, effect]) => ({ key, effect })),
    list: () => Array.from(pending, ([key, { type, lane }]) => ({ key, type, lane })),
  };
}

/** Why an activity failed for good, as a code. */
function codeOf(error: unknown): string {
  if (isCancellation(error)) return 'cancelled';
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return (cause instanceof ApplicationFailure && cause.type) || 'effect-failed';
}
