// Keeps the read models in step with the journal, and makes them anew from it.
import { sql } from 'kysely';
import type { AccountEvent } from '../domain/account/types';
import { accountOf, accountRow, type Folding, foldEvent, folding } from './account-fold';
import { eventOf, type JournalRow, journalColumns } from './journal-rows';
import { writeRows } from './rows';
import type { Db, Store } from './store';

/** Events that follow an entity's `after` in the journal, written in this transaction. */
export interface Appended {
  readonly entity: string;
  readonly after: number;
  readonly events: readonly AccountEvent[];
}

/** Folds what was appended. The entities' rows are locked by the caller. */
export const foldAppended = async (trx: Db, appended: readonly Appended[]): Promise<void> => {
  const accounts = appended.map(({ entity }) => accountOf(entity)).filter((account) => account !== undefined);
  if (accounts.length === 0) return;
  // `for share`: waits for a rebuild, which locks the table.
  const rows = await trx.selectFrom('account').select(['id', 'sequence', 'state']).where('id', 'in', accounts).forShare().execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  const folded: Folding[] = [];
  for (const { entity, after, events } of appended) {
    const account = accountOf(entity);
    if (account === undefined) continue;
    const row = known.get(account);
    const isInStep = (row?.sequence ?? 0) === after;
    const one = isInStep ? folding(account, after, row?.state) : await foldHistory(trx, entity, account, after);
    for (const event of events) foldEvent(one, event);
    folded.push(one);
  }
  await write(trx, folded);
};

/** For a row that a rebuild has changed, or that is not there: all the way from the beginning. */
const foldHistory = async (trx: Db, entity: string, account: string, until: number): Promise<Folding> => {
  const rows = await trx
    .selectFrom('journal')
    .select(journalColumns)
    .where('entity', '=', entity)
    .where('sequence', '<=', until)
    .orderBy('sequence')
    .execute();
  const one = folding(account);
  for (const row of rows) foldEvent(one, eventOf(row));
  return one;
};

const write = async (trx: Db, folded: readonly Folding[]): Promise<void> => {
  await writeRows(
    trx,
    'account',
    folded.map(({ account, sequence, state }) => accountRow(account, sequence, state)),
    { key: 'id' },
  );
  await writeRows(
    trx,
    'task',
    folded.flatMap(({ tasks }) => Array.from(tasks.values())),
    { key: 'id' },
  );
};

const BATCH = 2_000;

/**
 * Drops the read models and folds them again from the journal, in one transaction: readers see the old ones until the new ones are
 * complete, appends wait. `progress` hears how many events are folded so far, of how many. Answers the number of events.
 */
export const rebuild = (store: Store, progress: (done: number, total: number) => void = () => undefined): Promise<number> =>
  store.db.transaction().execute(async (trx) => {
    await sql`lock table account, task in exclusive mode`.execute(trx);
    await trx.deleteFrom('task').execute();
    await trx.deleteFrom('account').execute();
    const { total } = await trx
      .selectFrom('journal')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();

    let done = 0;
    let last: JournalRow | undefined;
    let current: Folding | undefined;
    for (;;) {
      const rows = await nextRows(trx, last);
      const complete: Folding[] = [];
      for (const row of rows) {
        const account = accountOf(row.entity);
        if (account === undefined) continue;
        if (current?.account !== account) {
          if (current) complete.push(current);
          current = folding(account);
        }
        foldEvent(current, eventOf(row));
      }
      last = rows.at(-1) ?? last;
      done += rows.length;
      const isLast = rows.length < BATCH;
      await write(trx, isLast && current ? [...complete, current] : complete);
      progress(done, total);
      if (isLast) return done;
    }
  });

const nextRows = (trx: Db, last: JournalRow | undefined): Promise<JournalRow[]> =>
  trx
    .selectFrom('journal')
    .select(journalColumns)
    .$if(last !== undefined, (query) => query.where(sql<boolean>`(entity, sequence) > (${last?.entity}, ${last?.sequence})`))
    .orderBy('entity')
    .orderBy('sequence')
    .limit(BATCH)
    .execute();
