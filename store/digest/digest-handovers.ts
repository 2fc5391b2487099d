// Handovers under way for a digest: the reader's own, and those of the team that are late or refused.

import { type SqlBool, sql } from 'kysely';
import { type HandoverStatus, STEPS, type Step } from '../../domain/handover/types';
import { handoverEntity } from '../../domain/ids';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';
import { UNDER_WAY } from '../handovers/handovers';
import * as contacts from '../people/contacts';
import * as people from '../people/people';

/** A handover with its open steps. */
export interface DigestHandover {
  /** `H-7`. */
  readonly id: string;
  readonly account: string;
  readonly accountName: string;
  readonly kind: 'ours' | 'theirs';
  readonly status: HandoverStatus;
  /** Ids of persons or of contacts, and their names. */
  readonly from: string;
  readonly fromName: string;
  readonly to: string;
  readonly toName: string;
  /** The deadline for the whole handover. */
  readonly due: Instant;
  readonly isLate: boolean;
  readonly open: readonly Step[];
  /** The reader is the successor and has not answered. */
  readonly awaitsReader: boolean;
}

/** Whether there are any at all. */
export const areHandoversUnderWay = async ({ db }: Store): Promise<boolean> =>
  (await db.selectFrom('handover').select('id').where('status', 'in', UNDER_WAY).limit(1).executeTakeFirst()) !== undefined;

interface Readers {
  readonly person: string;
  readonly now: Instant;
  readonly since: Instant;
  /** The reader, and the people they stand in for. */
  readonly mine: readonly string[];
  readonly reports: readonly string[];
}

/**
 * The handovers in which one of `mine` is the successor, stands in, or answers for the account of a changed contact; the team's late and refused
 * ones; and those that warned one of `mine` since the last digest. The earliest deadline comes first.
 */
export async function handoversFor(store: Store, { person, now, since, mine, reports }: Readers): Promise<DigestHandover[]> {
  const inTeam = (kind: 'answers' | 'oversees') =>
    sql<string>`handover.state -> 'team' ->> (handover.state #>> ${sql.lit(`{terms,roles,${kind}}`)})`;
  // A successor who refused is no longer concerned. Once the successor has accepted, the stand-in is not concerned either.
  const concerns = (persons: readonly string[]) => sql<SqlBool>`(handover.kind = 'ours' and (
      (handover.successor in (${sql.join(persons)}) and handover.status = 'running')
      or (handover.stand_in in (${sql.join(persons)}) and handover.accepted_at is null)))
    or (handover.kind = 'theirs' and ${inTeam('answers')} in (${sql.join(persons)}))`;
  const goesBadly = sql<SqlBool>`(handover.status = 'refused' or handover.due <= ${now})`;
  const wasWarnedOf = sql<SqlBool>`exists (
    select 1 from journal, jsonb_array_elements_text(journal.data -> 'to') warned
    where journal.entity = ${sql.lit(handoverEntity(''))} || handover.id and journal.type = 'handoverWarned' and journal.at > ${since} and warned.value in (${sql.join(mine)}))`;
  const ofTeam = sql<SqlBool>`${inTeam('oversees')} in (${sql.join(mine)})`;
  const rows = await store.db
    .selectFrom('handover')
    .leftJoin('profile', 'profile.account', 'handover.account')
    .selectAll('handover')
    .select('profile.name as accountName')
    .where('handover.status', 'in', UNDER_WAY)
    .where((where) =>
      where.or([
        concerns(mine),
        where.and([goesBadly, where.or([ofTeam, ...(reports.length === 0 ? [] : [concerns(reports), refusedBy(reports)])])]),
        wasWarnedOf,
      ]),
    )
    .orderBy('handover.due')
    .orderBy('handover.id')
    .execute();
  const involved = rows.flatMap(({ predecessor, successor }) => [predecessor, successor]);
  const [ours, theirs] = await Promise.all([people.byIds(store, involved), contacts.byIds(store, involved)]);
  const called = (id: string): string => (ours.get(id) ?? theirs.get(id))?.name ?? id;
  return rows.map(({ id, account, accountName, kind, status, predecessor, successor, due, acceptedAt, state }) => ({
    id,
    account,
    accountName: accountName ?? account,
    kind,
    status: status ?? 'running',
    from: predecessor,
    fromName: called(predecessor),
    to: successor,
    toName: called(successor),
    due,
    isLate: due <= now,
    open: STEPS.filter((step) => state.steps[step] !== undefined && state.steps[step].at === undefined),
    awaitsReader: kind === 'ours' && status === 'running' && successor === person && acceptedAt === null,
  }));
}

const refusedBy = (persons: readonly string[]) =>
  sql<SqlBool>`(handover.kind = 'ours' and handover.status = 'refused' and handover.successor in (${sql.join(persons)}))`;
