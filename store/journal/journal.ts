// The journal: append-only, `(entity, sequence)` unique. Read models are folded in the same transaction.

import { DomainError } from '../../domain/decider/decider';
import { entityParts } from '../../domain/ids';
import { formatInstant } from '../../domain/time/time';
import { writeRows } from '../engine/rows';
import type { Db, Store } from '../engine/store';
import { together } from '../engine/together';
import { eventOf, type JournalRow, rowOf } from '../folds/journal-rows';
import type { JournalEvent } from '../folds/read-model';
import { applyStaged } from '../staged/staged';
import { wake } from './journal-wait';
import { type Appended, foldAppended } from './read-models';

export { awaitSequence, lastSequence } from './journal-wait';

export type HistoryRow = Omit<JournalRow, 'entity'>;

interface Append {
  readonly entity: string;
  readonly from: number;
  readonly events: readonly JournalEvent[];
}

/** The most appends in one transaction: one commit serves many of them, and still stays short. */
const MOST_TOGETHER = 250;

/**
 * Appends `events` of an entity; the first has the sequence number `from`. Events that are there already are ignored. Throws `DomainError`:
 * `journal-conflict` where a number belongs to another event, `journal-gap` where events before `from` are missing, `store-unreachable`,
 * `store-failed`.
 */
export const append = async (store: Store, entity: string, from: number, events: readonly JournalEvent[]): Promise<void> => {
  if (events.length === 0) return;
  await appendTogether(store, { entity, from, events });
  wake(store, entity, from + events.length - 1);
};

const appendTogether = together(
  (store, appends: readonly Append[]): Promise<readonly (Error | undefined)[]> =>
    store.db.transaction().execute(async (trx) => {
      const before = await lockEntities(trx, Array.from(new Set(appends.map(({ entity }) => entity))).sort());
      const taken = await takenNumbers(trx, appends, before);
      const rows: JournalRow[] = [];
      const fresh = new Map<string, JournalEvent[]>();
      const errors = appends.map(({ entity, from, events }) => {
        const added = fresh.get(entity) ?? [];
        const last = (before.get(entity) ?? 0) + added.length;
        if (from > last + 1) return gap(entity, from, last);
        for (const [index, event] of events.slice(0, last - from + 1).entries()) {
          const there = taken.get(`${entity}/${from + index}`);
          if (there !== undefined && there !== storyOf(event)) return conflict(entity, from + index, there, storyOf(event));
        }
        const next = events.slice(last - from + 1);
        next.forEach((event, index) => {
          const row = rowOf(entity, last + 1 + index, event);
          rows.push(row);
          taken.set(`${entity}/${row.sequence}`, storyOf(row));
        });
        fresh.set(entity, [...added, ...next]);
        return undefined;
      });
      const appended: Appended[] = Array.from(fresh, ([entity, events]) => ({ entity, after: before.get(entity) ?? 0, events })).filter(
        ({ events }) => events.length > 0,
      );
      await writeRows(trx, 'journal', rows);
      await foldAppended(trx, appended);
      await applyStaged(trx, rows.flatMap(broughtBy));
      await writeRows(
        trx,
        'entity',
        appended.map(({ entity, after, events }) => ({
          id: entity,
          kind: entityParts(entity).kind,
          state: 'live',
          sequence: after + events.length,
        })),
        { key: 'id' },
      );
      return errors;
    }),
  { most: MOST_TOGETHER },
);

/** The ids of everything that the event's command staged. */
const broughtBy = ({ note, data }: JournalRow): string[] => [note, data['brings']].filter((id): id is string => typeof id === 'string');

/** The last sequence number of each entity. Locks their rows, always in the same order: other processes that append to them wait. */
const lockEntities = async (trx: Db, entities: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const select = () => trx.selectFrom('entity').select(['id', 'sequence']).where('id', 'in', entities).orderBy('id').forUpdate().execute();
  const there = await select();
  const known = new Set(there.map(({ id }) => id));
  const missing = entities.filter((entity) => !known.has(entity));
  if (missing.length === 0) return new Map(there.map(({ id, sequence }) => [id, sequence]));
  // Not claimed: the workflow was started without our client. Its history is kept too.
  await trx
    .insertInto('entity')
    .values(missing.map((id) => ({ id, kind: entityParts(id).kind, state: 'starting' })))
    .onConflict((conflicting) => conflicting.column('id').doNothing())
    .execute();
  return new Map((await select()).map(({ id, sequence }) => [id, sequence]));
};

/** What identifies a repeated event. An entity that was forked, by a reset, decides again at another time. */
const storyOf = ({ type, at }: Pick<JournalRow, 'type' | 'at'>): string => `${type} at ${formatInstant(at)}`;

/** The events at the numbers that repeats name, by `entity/sequence`. */
const takenNumbers = async (trx: Db, appends: readonly Append[], before: ReadonlyMap<string, number>): Promise<Map<string, string>> => {
  const repeats = appends.filter(({ entity, from }) => from <= (before.get(entity) ?? 0));
  if (repeats.length === 0) return new Map();
  const rows = await trx
    .selectFrom('journal')
    .select(['entity', 'sequence', 'type', 'at'])
    .where((where) =>
      where.or(
        repeats.map(({ entity, from, events }) =>
          where.and([where('entity', '=', entity), where('sequence', '>=', from), where('sequence', '<', from + events.length)]),
        ),
      ),
    )
    .execute();
  return new Map(rows.map((row) => [`${row.entity}/${row.sequence}`, storyOf(row)]));
};

const gap = (entity: string, from: number, last: number): DomainError => new DomainError('journal-gap', { entity, last, from });

const conflict = (entity: string, sequence: number, there: string, type: string): DomainError =>
  new DomainError('journal-conflict', { entity, sequence, there, type });

/** An entity's events in order, from after the sequence number `after`, at most `limit`. */
export const history = (
  store: Store,
  entity: string,
  { after = 0, limit }: { readonly after?: number; readonly limit?: number } = {},
): Promise<HistoryRow[]> =>
  store.db
    .selectFrom('journal')
    .select(['sequence', 'at', 'type', 'by', 'note', 'data'])
    .where('entity', '=', entity)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();

/** All events of an entity, in order. */
export const eventsOf = async (store: Store, entity: string): Promise<JournalEvent[]> =>
  (await history(store, entity)).map((row) => eventOf({ ...row, entity }));

/** An entity's newest events of these types, the newest first, at most `limit`. */
export const latest = (store: Store, entity: string, types: readonly string[], limit: number): Promise<HistoryRow[]> =>
  store.db
    .selectFrom('journal')
    .select(['sequence', 'at', 'type', 'by', 'note', 'data'])
    .where('entity', '=', entity)
    .where('type', 'in', types)
    .orderBy('sequence', 'desc')
    .limit(limit)
    .execute();
