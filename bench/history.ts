// Temporal's history of an account's first year: events for each touchpoint, and bytes.
import type { Client } from '@temporalio/client';
import { type DeploymentClock, realDelay } from '../domain/time/deployment-clock';
import { addPeriod, dateOf, startOfDay } from '../domain/time/time';
import { journal, accounts as rows, type Store, terms as storedTerms } from '../store';
import { Stops } from '../up/deployment';
import type { Snapshot } from '../workflows/entity';
import type { Benchmark } from './benchmark';
import { HANDLE, openClient, openLibrary, openStoreIn, openWorker, type Place } from './deployment';
import { live } from './kernel';
import type { Measurement } from './report';
import { type Role, startSubject } from './subject';

const ZONE = 'Asia/Shanghai';
/** Real milliseconds for a year. In half the time, a busy machine would merge wake-ups that are a day apart. */
export const YEAR = 120_000;
const SPEED = (365 * 86_400_000) / YEAR;

/** A clock by which a year passes in `YEAR`. It starts at nine in the morning, so that no day is lost or doubled. */
export function yearPassing(): DeploymentClock {
  const real = Date.now();
  return { real, deployment: startOfDay(dateOf(real, ZONE), ZONE) + 9 * 3_600_000, speed: SPEED };
}

interface Figures {
  readonly events: number;
  /** Events before the first timer fired. */
  readonly startUp: number;
  readonly bytes: number;
  readonly runs: number;
  /** Occurrences with at least one reminder. */
  readonly touchpoints: number;
  /** Wake-ups that sent a reminder, and how many there would have been with every timer on time. */
  readonly wakeUps: number;
  readonly undisturbed: number;
  readonly byType: Readonly<Record<string, number>>;
}

/** Runs the given number of accounts for a year, side by side, without anybody acting. */
export const yearLived: Role<Place, { readonly accounts: number }, readonly Figures[]> = async (place) => {
  const stops = new Stops();
  const store = await openStoreIn(stops, { memory: true });
  return {
    async measure({ accounts }) {
      const clock = yearPassing();
      await openWorker(stops, place, { store, clock });
      const client = await openLibrary(stops, place, store, clock);
      const temporal = await openClient(stops, place);
      const signedOn = dateOf(clock.deployment, ZONE);
      const ids = Array.from({ length: accounts }, (_, index) => `year-${index}`);
      await Promise.all(
        ids.map((account) =>
          client.accounts.start({
            account,
            name: account,
            signedOn,
            zone: ZONE,
            level: 'platinum',
            segment: 'core-value',
            promisedDeliveryOn: addPeriod(signedOn, 'P5W'),
            contractEndsOn: addPeriod(signedOn, 'P3Y'),
            accountManager: HANDLE,
            technical: 'liu.qiang',
            salesManager: 'liu.qiang',
            executiveSponsor: 'liu.qiang',
          }),
        ),
      );
      const end = startOfDay(addPeriod(signedOn, 'P1Y'), ZONE);
      await new Promise((resolve) => setTimeout(resolve, realDelay(clock, Date.now(), end)));
      return Promise.all(ids.map((id) => figuresOf(temporal, store, id, end)));
    },
    close: () => stops.run(),
  };
};

async function figuresOf(temporal: Client, store: Store, id: string, end: number): Promise<Figures> {
  const entity = `account/${id}`;
  const happened = await journal.history(store, entity);
  const reminders = happened.filter(({ type, at }) => type === 'reminded' && at < end);
  const reminded = reminders.flatMap(({ data }) => (data as { tasks: { task: string }[] }).tasks.map(({ task }) => task));
  const startedAt = happened[0]?.at ?? 0;
  const terms = await storedTerms.get(store, (await rows.get(store, id))?.state.terms?.id ?? '');
  if (!terms) throw new Error(`no terms of ${id}`);

  await temporal.workflow.getHandle(entity).query<Snapshot<unknown>>('state');
  const events: Record<string, unknown>[] = [];
  let bytes = 0;
  let runs = 0;
  // The last run's history continues after the year; that part is not counted.
  for (let runId: string | undefined = await latestRun(temporal, entity); runId; runs += 1) {
    const handle = temporal.workflow.getHandle(entity, runId);
    const [{ events: all }, { historySize }] = await Promise.all([handle.fetchHistory(), handle.describe()]);
    const ofRun = (all ?? []) as unknown as Record<string, unknown>[];
    events.unshift(...ofRun);
    bytes += historySize ?? 0;
    const first = ofRun[0]?.workflowExecutionStartedEventAttributes as { continuedExecutionRunId?: string } | undefined;
    runId = first?.continuedExecutionRunId || undefined;
  }
  const kindOf = (event: Record<string, unknown>): string =>
    Object.keys(event)
      .find((key) => key.endsWith('EventAttributes') && event[key] !== null)
      ?.replace('EventAttributes', '') ?? 'unknown';
  const kinds = events.map(kindOf);
  const byType: Record<string, number> = {};
  for (const kind of kinds) byType[kind] = (byType[kind] ?? 0) + 1;
  return {
    events: events.length,
    startUp: kinds.indexOf('timerFired'),
    bytes,
    runs,
    touchpoints: new Set(reminded).size,
    wakeUps: new Set(reminders.map(({ at }) => at)).size,
    undisturbed: live(terms, startedAt, end - 1, 'none').reminding,
    byType,
  };
}

const latestRun = async (temporal: Client, workflowId: string): Promise<string> =>
  (await temporal.workflow.getHandle(workflowId).describe()).runId;

export const history: Benchmark = async ({ repeats, stops, say, temporal }) => {
  const subject = await startSubject('yearLived', yearLived, { address: await temporal(), taskQueue: 'year' });
  stops.add(() => subject.stop());
  say(`history: a year of ${repeats} accounts passes in ${YEAR / 1000} s …`);
  const figures = await subject.measure({ accounts: repeats });
  await subject.stop();
  const [first] = figures;
  const line = (what: string, unit: string, figure: (one: Figures) => number, more: Partial<Measurement> = {}): Measurement => ({
    benchmark: 'history',
    what,
    unit,
    ours: figures.map(figure),
    ...more,
  });
  return [
    line('platinum, first year: a touchpoint', 'events', ({ events, touchpoints }) => events / touchpoints, {
      wanted: { of: 'ours', most: 16 },
      note: `${first?.events} events in ${first?.runs} runs, ${first?.touchpoints} touchpoints, ${first?.wakeUps} wake-ups (undisturbed: ${first?.undisturbed})`,
      detail: figures,
    }),
    line('the same without the start', 'events', ({ events, startUp, touchpoints }) => (events - startUp) / touchpoints),
    line('a wake-up, from timer to journalled', 'events', ({ events, startUp, wakeUps }) => (events - startUp) / wakeUps),
    line('platinum, first year: history', 'KB', ({ bytes }) => bytes / 1024),
  ];
};
