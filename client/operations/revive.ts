// Revives an entity that an operator terminated: a new run from its journal, on record. After a reset the journal wins.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Revival } from '../../api/revivals';
import { DomainError, type Effect } from '../../domain/decider/decider';
import { type Pending, type Recorded, unfinishedOf } from '../../domain/decider/pending-effects';
import { entityOf } from '../../domain/ids';
import { anyKind, type Kind } from '../../domain/kinds';
import { deploymentTime } from '../../domain/time/deployment-clock';
import { deliveries, hasEnded, journal, leases, troubles } from '../../store';
import type { JournalEvent } from '../../store/folds/read-model';
import { storeKind } from '../../store/kinds';
import type { Chapter } from '../../workflows/entity';
import { unknownOf } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { directory } from '../temporal/directory';
import { ask, startEntity } from '../temporal/entities';
import { wrongInput } from '../temporal/input';
import { latestRun, terminateRun } from '../temporal/runs';
import { type AskedStatement, stageStatement } from '../temporal/statement';
import { lifeLease } from './sweep';

/** Real milliseconds for which a revival holds its entity between two steps. */
const HELD = 60_000;
const AGAIN = 500;
const TRIES = 3;

type AnyChapter = Chapter<unknown, JournalEvent, Effect, unknown>;

/** An entity as its journal has it, ready to continue. */
interface Life {
  readonly pending: readonly Pending<Effect>[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly chapter: (recent: AnyChapter['recent']) => Promise<AnyChapter>;
}

/** The entity from its journal. Throws `unknown-terms` where a chapter's terms are lost. */
function lifeOf(
  { store, now }: Connection,
  kind: Kind,
  entity: string,
  events: readonly JournalEvent[],
  recorded: ReadonlyMap<string, Recorded>,
): Life {
  const { decider } = anyKind(kind);
  const { state, pending } = unfinishedOf(decider, entity, events, recorded);
  return {
    pending,
    attributes: decider.attributes(state),
    async chapter(recent) {
      const terms = await storeKind(kind).terms(state, { store, now: now() });
      if (terms === undefined) throw new DomainError('unknown-terms', { entity });
      return { state, terms, sequence: events.length, unwritten: [], pending, recent };
    },
  };
}

export interface ReviveOptions {
  readonly isDryRun?: boolean;
  /** Gives up events that the dead run had not journalled, where its history cannot be read any more. */
  readonly withoutHistory?: boolean;
  /** Called between two steps. A revival may be interrupted there: the next one completes it. */
  readonly between?: (step: string) => Promise<void>;
}

/**
 * Revives an entity `kind/id`. One that runs and writes is left alone, so that a repeat does no harm. Throws `InvalidInput` without a reason,
 * `unknown-…`, `entity-ended` for one that has ended by itself, `revival-under-way`, `no-worker` while no worker can read the dead run's history,
 * `temporal-unavailable`.
 */
export async function revive(
  connection: Connection,
  kind: Kind,
  id: string,
  statement: AskedStatement,
  { isDryRun = false, withoutHistory = false, between = () => Promise.resolve() }: ReviveOptions = {},
): Promise<Revival> {
  if (!statement.reason?.trim()) throw wrongInput('reason', '', 'missing', { say: 'why' });
  const { store } = connection;
  if (statement.by !== undefined) (await directory(store)).id('by', statement.by);
  const entity = entityOf(kind, id);
  const isOver = await hasEnded(store, entity);
  if (isOver === undefined) throw unknownOf(kind)(id);
  if (isOver) throw new DomainError('entity-ended', { kind, id });

  const holder = randomUUID();
  const keep = async (step: string): Promise<void> => {
    await between(step);
    const now = Date.now();
    if (!(await leases.take(store, lifeLease(entity), holder, now, now + HELD))) throw new DomainError('revival-under-way', { kind, id });
  };
  await keep('begin');
  try {
    return await reviveHeld(connection, kind, entity, { statement, isDryRun, withoutHistory, keep });
  } finally {
    await leases.give(store, lifeLease(entity), holder, Date.now());
  }
}

interface Held {
  readonly statement: AskedStatement;
  readonly isDryRun: boolean;
  readonly withoutHistory: boolean;
  /** Renews the lease; throws where another revival holds it. */
  readonly keep: (step: string) => Promise<void>;
}

async function reviveHeld(
  connection: Connection,
  kind: Kind,
  entity: string,
  { statement, isDryRun, withoutHistory, keep }: Held,
): Promise<Revival> {
  const { store, clock } = connection;
  const latest = await latestRun(connection, entity);
  const isFork = (await troubles.list(store, [entity])).some(({ why }) => why === 'journal');
  const isRunning = latest?.status === 'running';
  const answer = { entity, dryRun: isDryRun, journalled: 0, discarded: 0, pending: [] };
  if (isRunning && !isFork) {
    await troubles.clear(store, entity, 'ended');
    return { ...answer, was: 'alive', sequence: await journal.lastSequence(store, entity) };
  }
  const was = isFork ? 'forked' : (latest?.status ?? 'gone');
  const dead = withoutHistory || latest === undefined ? undefined : await ask<AnyChapter>(connection, entity, 'chapter');
  const held = dead?.unwritten ?? [];

  if (isDryRun) {
    const written = await journal.eventsOf(store, entity);
    const events = isFork ? written : [...written, ...held.slice(Math.max(0, written.length - ((dead?.sequence ?? 0) - held.length)))];
    const { pending } = lifeOf(connection, kind, entity, events, await recordedOf(connection, entity));
    const counts = isFork ? { discarded: held.length } : { journalled: events.length - written.length };
    return { ...answer, ...counts, was, sequence: events.length, pending: pending.map(inShort) };
  }

  if (isRunning) {
    await keep('end');
    await terminateRun(connection, entity, latest.run, 'perennial revive: the journal wins');
  }
  if (isFork) {
    // From here on it counts as terminated: a revival that begins again must not terminate the run that this one starts.
    await keep('on record');
    await troubles.record(store, { entity, why: 'ended', code: 'reset', run: latest?.run ?? '' }, Date.now());
    await keep('no fork');
    await troubles.clear(store, entity, 'journal');
  }
  await keep('leases');
  await untilNobodySends(connection, entity, keep);
  await keep('unwritten');
  const salvaged = dead && !isFork ? await salvage(connection, entity, dead) : { journalled: 0, discarded: held.length };
  await keep('revived');
  await appendRevived(connection, entity, statement);
  await keep('start');
  const life = lifeOf(connection, kind, entity, await journal.eventsOf(store, entity), await recordedOf(connection, entity));
  const chapter = await life.chapter(isFork ? [] : (dead?.recent ?? []));
  await startEntity(connection, {
    entity,
    type: anyKind(kind).workflow,
    opening: { clock, chapter },
    attributes: life.attributes,
    isAgain: true,
  });
  await keep('well');
  await troubles.clear(store, entity);
  return { ...answer, ...salvaged, was, sequence: chapter.sequence, pending: life.pending.map(inShort) };
}

const inShort = ({ key, effect }: Pending<Effect>): Revival['pending'][number] => ({ key, type: effect.type, lane: effect.lane });

/** The recorded outcomes of an entity's finished effects. */
async function recordedOf({ store, clock }: Connection, entity: string): Promise<ReadonlyMap<string, Recorded>> {
  const all = await deliveries.list(store, { entities: [entity] });
  return new Map(
    all.flatMap(({ key, outcome, updatedAt }) => (outcome === null ? [] : [[key, { outcome, at: deploymentTime(clock, updatedAt) }]])),
  );
}

/** Waits for leases to end: an attempt begun for the dead run may still deliver. */
async function untilNobodySends({ store }: Connection, entity: string, keep: Held['keep']): Promise<void> {
  for (;;) {
    const now = Date.now();
    const sending = await deliveries.list(store, { entities: [entity], states: ['sending'] });
    if (sending.every(({ leaseUntil }) => (leaseUntil ?? 0) <= now)) return;
    await sleep(AGAIN);
    await keep('leases');
  }
}

/** Journals the dead run's decided but unwritten events. Those that contradict the journal are discarded. */
async function salvage({ store }: Connection, entity: string, { sequence, unwritten }: AnyChapter) {
  try {
    const before = await journal.lastSequence(store, entity);
    await journal.append(store, entity, sequence - unwritten.length + 1, unwritten);
    return { journalled: (await journal.lastSequence(store, entity)) - before, discarded: 0 };
  } catch (error) {
    if (!(error instanceof DomainError && CONTRADICTIONS.includes(error.code))) throw error;
    return { journalled: 0, discarded: unwritten.length };
  }
}

const CONTRADICTIONS: readonly string[] = ['journal-conflict', 'journal-gap'];

/** Records the revival, unless it is the last event already. */
async function appendRevived(connection: Connection, entity: string, statement: AskedStatement): Promise<void> {
  const { store, now } = connection;
  for (let tries = 1; ; tries += 1) {
    const last = await journal.lastSequence(store, entity);
    const [latest] = await journal.history(store, entity, { after: last - 1, limit: 1 });
    if (latest?.type === 'revived') return;
    const { at: _, ...who } = await stageStatement(connection, statement);
    try {
      return await journal.append(store, entity, last + 1, [{ type: 'revived', at: now(), ...who }]);
    } catch (error) {
      // A write of the dead run came first: try again after it.
      if (!(error instanceof DomainError && error.code === 'journal-conflict') || tries === TRIES) throw error;
    }
  }
}
