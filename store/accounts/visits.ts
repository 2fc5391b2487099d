// Hours for one person's visits that do not overlap: with meetings in the read models, and with hours proposed a moment ago.

import { sql } from 'kysely';
import { type Foreseen, foreseen } from '../../domain/account/takeover';
import type { AccountCommands, AccountState, Appointment } from '../../domain/account/types';
import { firstFree } from '../../domain/account/visit';
import { DomainError } from '../../domain/decider/decider';
import { taskKeyParts } from '../../domain/ids';
import type { Instant } from '../../domain/time/time';
import type { Db, Store } from '../engine/store';
import * as terms from '../terms/terms';

type Opening = AccountCommands['openHandover'];
type Visit = NonNullable<Foreseen['visit']>;

/** Milliseconds after which a proposed hour without a task is free again: its command was refused. */
const KEPT = 3_600_000;
const DAY = 86_400_000;

/** A person's meetings around the visit's days, except those of the handover itself. */
async function takenOf(db: Db, person: string, { window: { days } }: Visit, handover: string, now: Instant): Promise<Appointment[]> {
  const [from, until] = [Date.parse(days[0] ?? '') - 2 * DAY, Date.parse(days.at(-1) ?? '') + 2 * DAY];
  const ofHandover = (task: string) => sql<boolean>`${sql.ref(task)} like '%:' || ${handover}::text`;
  return db
    .selectFrom('task')
    .select(['due', sql<number>`coalesce(meeting, 0)`.as('minutes')])
    .where('attendant', '=', person)
    .where('meeting', '>', 0)
    .where('due', '>=', from)
    .where('due', '<', until)
    .where((where) => where.not(ofHandover('task.id')))
    .unionAll(
      db
        .selectFrom('visitHour')
        .select(['due', 'minutes'])
        .where('person', '=', person)
        .where('handover', '!=', handover)
        .where('at', '>', now - KEPT)
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('task')
                .select('task.id')
                .whereRef('task.account', '=', 'visitHour.account')
                .where(sql<boolean>`task.id like '%:' || visit_hour.handover`),
            ),
          ),
        ),
    )
    .execute();
}

const overlaps = (one: Appointment, other: Appointment): boolean =>
  one.due < other.due + other.minutes * 60_000 && other.due < one.due + one.minutes * 60_000;

/** The visit's hour: the one that the customer knows, where it is still free. */
const hourOf = (visit: Visit, taken: readonly Appointment[], now: Instant): Appointment =>
  visit.isKnown && !taken.some((one) => overlaps(one, visit)) ? visit : firstFree(visit.window, taken, now);

/**
 * The change of contact `opening`, with the hour of its visit: the first free hour of whoever makes it. The hour is kept for that person, so that
 * two changes at the same moment get two hours; the same handover gets the same hour again. Throws `store-*`.
 */
export async function withVisitHour(
  store: Store,
  account: { readonly id: string; readonly state: AccountState },
  opening: Opening,
  now: Instant,
): Promise<Opening> {
  const visit = await foreseenVisit(store, account.state, opening, now);
  const who = visit?.who;
  if (!visit || who === undefined) return opening;
  const visitAt = await store.db.transaction().execute(async (trx) => {
    const { handover } = opening;
    // Locks the person's row: one visit at a time for each person.
    const there = await trx
      .selectFrom('person')
      .leftJoin('visitHour', (join) => join.onRef('visitHour.person', '=', 'person.id').on('handover', '=', handover))
      .select(['due', 'minutes'])
      .where('person.id', '=', who)
      .forUpdate('person')
      .executeTakeFirst();
    if (there && there.due !== null && there.minutes !== null) return { due: there.due, minutes: there.minutes };
    const { due, minutes } = hourOf(visit, await takenOf(trx, who, visit, taskKeyParts(visit.task).handover ?? '', now), now);
    await trx
      .with('forgotten', (db) =>
        db
          .deleteFrom('visitHour')
          .where('at', '<', now - DAY)
          .where('handover', '!=', handover),
      )
      .insertInto('visitHour')
      .values({ handover, account: account.id, person: who, due, minutes, at: now })
      .onConflict((conflict) => conflict.column('handover').doUpdateSet({ person: who, due, minutes, at: now }))
      .execute();
    return { due, minutes };
  });
  return { ...opening, visitAt };
}

/** The hour that the visit of a change would get. Keeps nothing. */
export async function visitHour(store: Store, visit: Visit, now: Instant): Promise<Appointment> {
  const { who } = visit;
  return who === undefined ? visit : hourOf(visit, await takenOf(store.db, who, visit, taskKeyParts(visit.task).handover ?? '', now), now);
}

async function foreseenVisit(store: Store, state: AccountState, opening: Opening, now: Instant): Promise<Visit | undefined> {
  const known = state.terms && (await terms.get(store, state.terms.id));
  if (!known) return undefined;
  try {
    return foreseen(state, opening, now, known).visit;
  } catch (error) {
    // The account will refuse the command itself, with this reason.
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
