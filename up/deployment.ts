// What every process of a deployment opens: the store, its clock, Temporal; closed in reverse, whatever happens.
import type { Client } from '@temporalio/client';
import { DomainError } from '../domain/decider/decider';
import { type DeploymentClock, deploymentTime, REAL_TIME } from '../domain/time/deployment-clock';
import { deployment, openStore, type Store, type Where, zoneRules } from '../store';
import { connectClient, prepareNamespace, type TemporalTarget } from '../worker/temporal';
import { ZONE_RULES } from '../worker/worker';
import { checkTestStart, testClock } from './test-clock';

/** Things to be undone, the last first. */
export class Stops {
  private readonly all: (() => Promise<void> | void)[] = [];
  private report: (error: unknown) => void = () => undefined;
  /** Rejects when a part has failed that nobody waits for; the rest is to be stopped then. */
  readonly failed = new Promise<never>((_, reject) => {
    this.report = reject;
  });

  constructor() {
    // Whoever races it hears of it.
    this.failed.catch(() => undefined);
  }

  add(stop: () => Promise<void> | void): void {
    this.all.push(stop);
  }

  /** Says that a part has failed by itself. */
  fail(error: unknown): void {
    this.report(error);
  }

  /** Stops everything, whatever a part of it throws. Throws an `AggregateError` of all that was thrown. */
  async run(): Promise<void> {
    const errors: unknown[] = [];
    for (const stop of this.all.splice(0).reverse()) {
      try {
        await stop();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'stopping failed in a part');
  }
}

/**
 * Starts parts by `start` and runs until it is asked to stop, or a part fails; everything is stopped then, in reverse. Answers the exit code:
 * 1 where stopping failed in a part, each with a line. Throws what `start` throws, or the part's failure.
 */
export async function untilAsked(
  start: (stops: Stops) => Promise<void>,
  say: (line: string) => void,
  ended = () => undefined as void,
): Promise<number> {
  const stops = new Stops();
  const stopped = untilStopped();
  let failure: { readonly error: unknown } | undefined;
  try {
    await start(stops);
    await Promise.race([stopped, stops.failed]);
    ended();
  } catch (error) {
    failure = { error };
  }
  const errors: readonly unknown[] = await stops.run().then(
    () => [],
    (error: unknown) => (error instanceof AggregateError ? (error.errors as readonly unknown[]) : [error]),
  );
  for (const error of errors)
    say(`perennial: stopping failed in a part: ${error instanceof Error ? error.message.split('\n', 1).join() : String(error)}`);
  if (failure) throw failure.error;
  return errors.length > 0 ? 1 : 0;
}

/**
 * The clock that the store lives by, set at the first start. Throws `wrong-clock` where a demonstration's store is opened
 * without its speed, a normal one with a speed, or one at another speed; the same for the start of a test's clock.
 */
async function clockOf(store: Store, speed: number | undefined): Promise<DeploymentClock> {
  const now = Date.now();
  const start = testClock(process.env);
  const isNormal = speed === undefined && start === undefined;
  await deployment.setClock(store, isNormal ? REAL_TIME : { real: now, deployment: start ?? now, speed: speed ?? 1 });
  const clock = (await deployment.clock(store)) ?? REAL_TIME;
  if (clock.speed === (speed ?? 1)) {
    checkTestStart(clock, start);
    return clock;
  }
  throw new DomainError('wrong-clock', clock.speed === 1 ? { store: 'real' } : { store: 'demo', speed: Math.round(clock.speed) });
}

/** The store and its clock. Throws `store-locked`, `store-unreachable`, `wrong-clock`. */
export async function openStoreOf(stops: Stops, where: Where, speed?: number): Promise<{ store: Store; clock: DeploymentClock }> {
  const store = await openStore(where);
  stops.add(() => store.close());
  const clock = await clockOf(store, speed);
  await zoneRules.begin(store, ZONE_RULES, deploymentTime(clock, Date.now()));
  return { store, clock };
}

/** A client of the server at `target`, with a namespace that has what we need; `isOurs`: its settings are ours to make. */
export async function openTemporal(stops: Stops, target: TemporalTarget, isOurs: boolean): Promise<Client> {
  const { client, connection } = await connectClient(target);
  stops.add(() => connection.close());
  await prepareNamespace(connection, target.namespace, isOurs);
  return client;
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process on the spot. */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isAsked = false;
    const ask = (signal: NodeJS.Signals): void => {
      if (isAsked) process.exit(130);
      isAsked = true;
      resolve(signal);
    };
    process.on('SIGINT', ask).on('SIGTERM', ask);
  });
}
