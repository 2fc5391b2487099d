// Hours for the visits of one person, which avoid each other: what the read models know is taken, and what was proposed a moment ago.

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

/** What was proposed and never came about, because the command was refused, is free again after this many milliseconds. */
const KEPT = 3_600_000;
const DAY = 86_400_000;

/** The meetings of a person around these days, without those of the handover itself. */
async function takenOf(db: Db, person: string, { window: { days } }: Visit, handover: string, now: Instant): Promise<Appointment[]> {
  const [from, until] = [Date.parse(days[0] ?? '') - 2 * DAY, Date.parse(days.at(-1) ?? '') + 2 * DAY];
  const ofHandover = (task: string) => sql<boolean>`${sql.ref(task)} like '%:' || ${handover}::text`;
  const [known, proposed] = await Promise.all([
    db
      .selectFrom('task')
      .select(['due', 'meeting'])
      .where('attendant', '=', person)
      .where('meeting', '>', 0)
      .where('due', '>=', from)
      .where('due', '<', until)
      .where((where) => where.not(ofHandover('task.id')))
      .execute(),
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
      )
      .execute(),
  ]);
  return [...known.map(({ due, meeting }) => ({ due, minutes: meeting ?? 0 })), ...proposed];
}

const overlaps = (one: Appointment, other: Appointment): boolean =>
  one.due < other.due + other.minutes * 60_000 && other.due < one.due + one.minutes * 60_000;

/** One that the customer knows stays where it can. */
const hourOf = (visit: Visit, taken: readonly Appointment[], now: Instant): Appointment =>
  visit.isKnown && !taken.some((one) => overlaps(one, visit)) ? visit : firstFree(visit.window, taken, now);

/**
 * A change of contact that is about to be asked for, with the hour of its visit: the first at which whoever makes it is free. The hour is
 * theirs from now on, so that two that are asked for in one moment get two hours; the same handover again keeps it. Throws `store-*`.
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
    // One after the other, for each person.
    await trx.selectFrom('person').select('id').where('id', '=', who).forUpdate().execute();
    const { handover } = opening;
    const there = await trx.selectFrom('visitHour').selectAll().where('handover', '=', handover).executeTakeFirst();
    if (there?.person === who) return { due: there.due, minutes: there.minutes };
    const { due, minutes } = hourOf(visit, await takenOf(trx, who, visit, taskKeyParts(visit.task).handover ?? '', now), now);
    await trx
      .deleteFrom('visitHour')
      .where('at', '<', now - DAY)
      .execute();
    await trx
      .insertInto('visitHour')
      .values({ handover, account: account.id, person: who, due, minutes, at: now })
      .onConflict((conflict) => conflict.column('handover').doUpdateSet({ person: who, due, minutes, at: now }))
      .execute();
    return { due, minutes };
  });
  return { ...opening, visitAt };
}

/** When the visit would be that a change brings; nothing is kept. */
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
    // The account itself says what speaks against it.
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
