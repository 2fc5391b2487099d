// What every process of a deployment opens: the store, its clock, and Temporal. They are closed in reverse order, whatever happens.
import type { Client } from '@temporalio/client';
import { DomainError } from '../domain/decider/decider';
import { type DeploymentClock, deploymentTime, REAL_TIME } from '../domain/time/deployment-clock';
import { deployment, openStore, type Store, type Where, zoneRules } from '../store';
import { connectClient, prepareNamespace, type TemporalTarget } from '../worker/temporal';
import { ZONE_RULES } from '../worker/worker';
import { checkTestStart, testClock } from './test-clock';

/** Functions that stop parts, called in reverse order. */
export class Stops {
  private readonly all: (() => Promise<void> | void)[] = [];
  private report: (error: unknown) => void = () => undefined;
  /** Rejects when a part fails that nobody waits for. The other parts must be stopped then. */
  readonly failed = new Promise<never>((_, reject) => {
    this.report = reject;
  });

  constructor() {
    // Marks the rejection as handled, for callers that do not use `failed`.
    this.failed.catch(() => undefined);
  }

  add(stop: () => Promise<void> | void): void {
    this.all.push(stop);
  }

  /** Reports that a part has failed by itself. */
  fail(error: unknown): void {
    this.report(error);
  }

  /** Stops everything, even where a part throws. Throws an `AggregateError` of all errors. */
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
 * Starts parts with `start`, runs until it is asked to stop or a part fails, and then stops everything in reverse order. Returns the exit code: 1
 * where stopping a part failed, which is printed. Throws what `start` throws, or the part's error.
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
 * The store's clock, which the first start sets. Throws `wrong-clock` where the speed is not the store's (a demonstration without its speed, a
 * normal store with one), or the start of a test's clock is not the store's.
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

/** Opens the store and its clock. Throws `store-locked`, `store-unreachable`, `wrong-clock`. */
export async function openStoreOf(stops: Stops, where: Where, speed?: number): Promise<{ store: Store; clock: DeploymentClock }> {
  const store = await openStore(where);
  stops.add(() => store.close());
  const clock = await clockOf(store, speed);
  await zoneRules.begin(store, ZONE_RULES, deploymentTime(clock, Date.now()));
  return { store, clock };
}

/** Connects to the server at `target` and prepares its namespace. `isOurs`: we started the server, so its retention is ours to set. */
export async function openTemporal(stops: Stops, target: TemporalTarget, isOurs: boolean): Promise<Client> {
  const { client, connection } = await connectClient(target);
  stops.add(() => connection.close());
  await prepareNamespace(connection, target.namespace, isOurs);
  return client;
}

/** Resolves at the first SIGINT or SIGTERM. A second signal exits at once. */
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
