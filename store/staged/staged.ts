// Staged content: what a command brings along, kept under an id that the command carries. The journal's transaction of the command's event applies
// it; content without an event is swept. So a refused command changes nothing that anybody can see (docs/decisions/0013).
import { sql } from 'kysely';
import type { Instant } from '../../domain/time/time';
import { writeRows } from '../engine/rows';
import type { Db, Store } from '../engine/store';
import type { Staged, StagedNote } from '../schema/staged-tables';
import { applyParticulars } from './staged-particulars';
import { applySuccessions, type Reserved, stageSuccession } from './staged-succession';

const DAY = 86_400_000;
/** Real milliseconds in which a command must cause its event. */
const KEPT = DAY;
/** Real milliseconds for a command that may have run although the journal has no event of it yet. */
const HELD = 90 * DAY;

/** Stages a text under the id of its future note. `now` is real time. */
export const stageNote = async (store: Store, note: Omit<StagedNote, 'type'>, now: Instant): Promise<string> => {
  const content: StagedNote = { type: 'note', ...note };
  const { rows } = await sql<{ id: string }>`
    insert into staged (id, keep_until, content)
    values ('n-' || nextval('note_number'), ${now + KEPT}, ${JSON.stringify(content)}::jsonb) returning id`.execute(store.db);
  return rows[0]?.id ?? '';
};

/** Stages other content of a command and returns its id. `now` is real time. */
export const stage = async (store: Store, content: Exclude<Staged, StagedNote>, now: Instant): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    insert into staged (id, keep_until, content)
    values ('s-' || nextval('staged_number'), ${now + KEPT}, ${JSON.stringify(content)}::jsonb) returning id`.execute(store.db);
  return rows[0]?.id ?? '';
};

/** Stages a succession of contacts, see `stageSuccession`. `now` is real time. */
export const reserve = (
  store: Store,
  succession: Omit<Parameters<typeof stageSuccession>[1], 'keepUntil'>,
  now: Instant,
): Promise<Reserved> => stageSuccession(store, { ...succession, keepUntil: now + KEPT });

/** Deletes the staged content of a refused command. */
export const unstage = async (store: Store, id: string): Promise<void> => {
  await store.db.deleteFrom('staged').where('id', '=', id).execute();
};

/** Keeps staged content longer, because its command may have run. `now` is real time. */
export const hold = async (store: Store, ids: readonly string[], now: Instant): Promise<void> => {
  if (ids.length === 0) return;
  await store.db
    .updateTable('staged')
    .set({ keepUntil: now + HELD })
    .where('id', 'in', ids)
    .execute();
};

/** Applies the content staged under these ids, in order. Ids that have been applied are ignored. */
export const applyStaged = async (trx: Db, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const taken = await trx.deleteFrom('staged').where('id', 'in', ids).returning(['id', 'content']).execute();
  if (taken.length === 0) return;
  const there = new Map(taken.map((row) => [row.id, row.content]));
  const ordered = Array.from(new Set(ids)).flatMap((id) => {
    const content = there.get(id);
    return content === undefined ? [] : [{ id, content }];
  });
  await writeRows(
    trx,
    'note',
    ordered.flatMap(({ id, content }) => (content.type === 'note' ? [{ id, ...noteOf(content) }] : [])),
  );
  await applyParticulars(
    trx,
    ordered.flatMap(({ content }) => (content.type === 'particulars' ? [content] : [])),
  );
  await applySuccessions(
    trx,
    ordered.flatMap(({ content }) => (content.type === 'succession' ? [content] : [])),
  );
};

const noteOf = ({ text, by, at }: StagedNote) => ({ text, by, at });

/** Deletes content that no event has used in time, and returns how many pieces. `now` is real time. */
export const sweepStaged = async (store: Store, now: Instant): Promise<number> =>
  (await store.db.deleteFrom('staged').where('keepUntil', '<=', now).returning('id').execute()).length;
