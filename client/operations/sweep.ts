// Each minute: which of our entities look alive by the read models, and are not? What others count on is told them.

import { randomUUID } from 'node:crypto';
import { DomainError } from '../../domain/decider/decider';
import { entityParts } from '../../domain/ids';
import { isKind } from '../../domain/kinds';
import type { Instant } from '../../domain/time/time';
import { hasEnded, journal, leases, lives, troubles } from '../../store';
import { storeKind } from '../../store/kinds';
import type { Snapshot } from '../../workflows/entity';
import { concurrently } from '../temporal/concurrently';
import type { Connection } from '../temporal/connection';
import { ask, command } from '../temporal/entities';
import { endedFromOutside, latestRun, running } from '../temporal/runs';

/** Real milliseconds between two sweeps of a deployment. */
export const SWEEP_EVERY = 60_000;
const LEASE = 'sweep';
/** Who dies in a sweep keeps others from it for so long. */
const HELD = 5 * 60_000;
/** Visibility lags: ends of so long before the last sweep are looked at again. */
const OVERLAP = 5 * 60_000;
/** All that live are held against all that run this often: ends that were not heard of, workflows that are gone. */
const EVERYTHING = 3_600_000;
/** A journal that has refused nothing for so long refuses nothing any more. */
const FORGIVEN = 5 * 60_000;
/** How many running ones are looked at in one sweep for failing workflow tasks, one after the other through all of them. */
const LOOKED_AT = 100;
/** A task that was interrupted is tried a second time: that is no trouble. */
const ATTEMPTS = 2;
const AT_ONCE = 10;
const AWAY: readonly string[] = ['no-worker', 'temporal-unavailable', 'temporal-refused', 'store-unreachable'];

/** The lease of whoever ends or revives an entity, or tells others of its end. */
export const lifeLease = (entity: string): string => `life/${entity}`;

/**
 * A sweep that may be called as often as one likes, by every worker: at most one a minute is made. Answers whether this one was. What is in
 * the way of it is thrown, and tried again the next time. Throws `temporal-unavailable`, `store-unreachable`.
 */
export function sweeping(connection: Connection): (options?: { readonly isForced?: boolean }) => Promise<boolean> {
  const { store } = connection;
  const holder = randomUUID();
  let everythingAt: Instant = 0;
  let cursor = '';

  return async ({ isForced = false } = {}) => {
    const now = Date.now();
    if (!(await leases.take(store, LEASE, holder, isForced ? now + HELD : now, now + HELD))) return false;
    let isDone = false;
    try {
      const suspects = new Set<string>();
      const ended = new Set(await endedFromOutside(connection, ((await leases.markOf(store, LEASE)) ?? now) - OVERLAP));
      for (const id of ended) suspects.add(id);
      if (now - everythingAt >= EVERYTHING) {
        const [all, there] = await Promise.all([lives.lives(store), running(connection)]);
        for (const { entity } of all) if (!there.has(entity)) suspects.add(entity);
      }
      const known = await troubles.list(store);
      for (const { entity } of known) suspects.add(entity);
      const next = (await lives.lives(store, { after: cursor, limit: LOOKED_AT })).map(({ entity }) => entity);
      cursor = next.length < LOOKED_AT ? '' : (next.at(-1) ?? '');
      for (const entity of next) suspects.add(entity);
      await concurrently([...suspects], AT_ONCE, (entity) =>
        lookAt(
          connection,
          entity,
          known.filter((one) => one.entity === entity),
          ended.has(entity),
        ),
      );
      for (const { entity, why, notified } of await troubles.list(store))
        if (why === 'ended' && !notified) await notifyOthers(connection, entity, holder);
      await leases.forget(store, lifeLease(''), now);
      if (now - everythingAt >= EVERYTHING) everythingAt = now;
      isDone = true;
      return true;
    } finally {
      // The next one of the deployment, of whichever worker, has its turn a minute after this one began.
      await leases.give(store, LEASE, holder, isDone ? now + SWEEP_EVERY - 5_000 : now, ...(isDone ? [now] : []));
    }
  };
}

/** What stands against an entity, or stands against it no more. `hasRunEnded`: one of its runs was ended from outside a short while ago. */
async function lookAt(connection: Connection, entity: string, known: readonly troubles.Trouble[], hasRunEnded: boolean): Promise<void> {
  const { store } = connection;
  const latest = await latestRun(connection, entity);
  const now = Date.now();
  const isKnown = (why: troubles.Why) => known.some((one) => one.why === why);
  if (latest?.status !== 'running') {
    // Asked after the server was: who has ended by themselves have said so before.
    if ((await hasEnded(store, entity)) === false)
      await troubles.record(store, { entity, why: 'ended', code: latest?.status ?? 'gone', run: latest?.run ?? '' }, now);
    else if (known.length > 0) await troubles.clear(store, entity);
    return;
  }
  if (isKnown('ended')) await troubles.clear(store, entity, 'ended');
  if (latest.attempt > ATTEMPTS)
    await troubles.record(store, { entity, why: 'stuck', code: 'workflow-task-failing', run: latest.run }, now);
  else if (isKnown('stuck')) await troubles.clear(store, entity, 'stuck');
  const refused = known.find(({ why }) => why === 'journal');
  if (refused ? now - refused.seenAt > FORGIVEN : hasRunEnded) await lookForFork(connection, entity, latest.run);
}

/** A run that knows less than the journal does was forked from an earlier one by a reset: its next event will be refused. */
async function lookForFork(connection: Connection, entity: string, run: string): Promise<void> {
  const { store } = connection;
  if ((await hasEnded(store, entity)) !== false) return;
  try {
    const written = await journal.lastSequence(store, entity);
    const { sequence } = await ask<Snapshot<unknown>>(connection, entity, 'state');
    if (sequence < written) await troubles.record(store, { entity, why: 'journal', code: 'journal-ahead', run }, Date.now());
    else await troubles.clear(store, entity, 'journal');
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

/** An account need not wait for a case or a handover that was ended from outside; a revived one comes back by itself. */
async function notifyOthers(connection: Connection, entity: string, holder: string): Promise<void> {
  const { store } = connection;
  const now = Date.now();
  if (!(await leases.take(store, lifeLease(entity), holder, now, now + HELD))) return;
  try {
    // It may have been revived meanwhile; from here on it is not.
    const latest = await latestRun(connection, entity);
    if (latest?.status === 'running') return;
    const { kind, id } = entityParts(entity);
    const end = isKind(kind) ? await storeKind(kind).ended?.(store, id) : undefined;
    if (end) await command(connection, { ...end, key: `ended/${entity}/${latest?.run ?? 'gone'}` });
    await troubles.markNotified(store, entity);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Whoever is away, or is to be revived, is told later; a refusal is an answer.
    if (!AWAY.includes(error.code) && error.code !== 'entity-not-running') await troubles.markNotified(store, entity);
  } finally {
    await leases.give(store, lifeLease(entity), holder, now);
  }
}
