// What every process of a deployment opens: the store, its clock, Temporal; closed in reverse, whatever happens.
import type { Client } from '@temporalio/client';
import { DomainError } from '../domain/decider';
import { type DeploymentClock, deploymentTime, REAL_TIME } from '../domain/deployment-clock';
import { deployment, openStore, type Store, type Where, zoneRules } from '../store';
import { connectClient, prepareNamespace, type TemporalTarget } from '../worker/temporal';
import { ZONE_RULES } from '../worker/worker';
import { checkTestStart, testClock } from './test-clock';

/** Things to be undone, the last first. */
export class Stops {
  private readonly all: (() => Promise<void> | void)[] = [];
  add(stop: () => Promise<void> | void): void {
    this.all.push(stop);
  }
  async run(): Promise<void> {
    for (const stop of this.all.splice(0).reverse()) await stop();
  }
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
  throw new DomainError(
    'wrong-clock',
    clock.speed === 1
      ? 'this store lives in real time; a demonstration needs a data directory of its own (PERENNIAL_HOME), or none at all'
      : `this store belongs to a demonstration that lives ${Math.round(clock.speed)} times as fast as we do; start it with that --demo-speed, or choose another data directory (PERENNIAL_HOME)`,
  );
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
