// The sweep, once a minute: finds entities that are alive by the read models and whose workflow is not, and tells those that depend on them.

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
/** Real milliseconds for which a worker that dies in a sweep blocks the next one. */
const HELD = 5 * 60_000;
/** Visibility is behind: ended workflows are looked up again from this long before the last sweep. */
const OVERLAP = 5 * 60_000;
/** Interval at which all live entities are compared with all running workflows, to find ends that were missed. */
const EVERYTHING = 3_600_000;
/** A trouble of the journal without a refusal for this long is checked again. */
const FORGIVEN = 5 * 60_000;
/** Running entities that one sweep checks for failing workflow tasks; sweep after sweep, all get their turn. */
const LOOKED_AT = 100;
/** An interrupted workflow task is tried a second time, which is no trouble. */
const ATTEMPTS = 2;
const AT_ONCE = 10;
const AWAY: readonly string[] = ['no-worker', 'temporal-unavailable', 'temporal-refused', 'store-unreachable'];

/** The lease for ending or reviving an entity, and for telling others of its end. */
export const lifeLease = (entity: string): string => `life/${entity}`;

/**
 * Makes a sweep unless one was made within the last minute; every worker may call it at any time. Returns whether it did. An error is thrown, and
 * the next call tries again. Throws `temporal-unavailable`, `store-unreachable`.
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
      // The deployment's next sweep, by any worker, is due a minute after this one began.
      await leases.give(store, LEASE, holder, isDone ? now + SWEEP_EVERY - 5_000 : now, ...(isDone ? [now] : []));
    }
  };
}

/** Records or clears an entity's troubles. `hasRunEnded`: one of its runs was recently ended from outside. */
async function lookAt(connection: Connection, entity: string, known: readonly troubles.Trouble[], hasRunEnded: boolean): Promise<void> {
  const { store } = connection;
  const latest = await latestRun(connection, entity);
  const now = Date.now();
  const isKnown = (why: troubles.Why) => known.some((one) => one.why === why);
  if (latest?.status !== 'running') {
    // Asked after the server: an entity that ends by itself journals that before its workflow ends.
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

/** Finds a run that a reset forked: it knows fewer events than the journal, so its next event will be refused. */
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

/** Tells an account that its case or handover was terminated, so that it does not wait for it. A revived one announces itself. */
async function notifyOthers(connection: Connection, entity: string, holder: string): Promise<void> {
  const { store } = connection;
  const now = Date.now();
  if (!(await leases.take(store, lifeLease(entity), holder, now, now + HELD))) return;
  try {
    // It may have been revived meanwhile. From here on the lease prevents that.
    const latest = await latestRun(connection, entity);
    if (latest?.status === 'running') return;
    const { kind, id } = entityParts(entity);
    const end = isKind(kind) ? await storeKind(kind).ended?.(store, id) : undefined;
    if (end) await command(connection, { ...end, key: `ended/${entity}/${latest?.run ?? 'gone'}` });
    await troubles.markNotified(store, entity);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // An unavailable or terminated recipient is told later. A refusal counts as told.
    if (!AWAY.includes(error.code) && error.code !== 'entity-not-running') await troubles.markNotified(store, entity);
  } finally {
    await leases.give(store, lifeLease(entity), holder, now);
  }
}
