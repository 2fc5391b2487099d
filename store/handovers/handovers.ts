// Handovers, as folded from the journal.
import type { HandoverStatus } from '../../domain/handover/types';
import type { Instant } from '../../domain/time/time';
import { identify as identified } from '../engine/openings';
import type { Store } from '../engine/store';
import type { HandoverRow } from '../schema/handover-tables';

export type Handover = HandoverRow;

/** The statuses in which somebody still has to act. */
export const UNDER_WAY: readonly HandoverStatus[] = ['running', 'refused'];

export interface HandoverFilter {
  readonly account?: string;
  readonly statuses?: readonly HandoverStatus[];
  /** Ids of persons or contacts: the successor is one of them. */
  readonly successors?: readonly string[];
  /** It is part of this offboarding. */
  readonly offboarding?: string;
  /** Its deadline is before this instant. */
  readonly dueBefore?: Instant;
  readonly limit?: number;
}

/** The id, such as `H-7`, of the handover with this key. The same key always gives the same id. */
export const identify = (store: Store, key: string): Promise<string> => identified(store, 'handoverOpening', key);

/** Handovers, the earliest deadline first. */
export const list = (store: Store, filter: HandoverFilter = {}): Promise<HandoverRow[]> => {
  const { account, statuses, successors, offboarding, dueBefore, limit } = filter;
  if (statuses?.length === 0 || successors?.length === 0) return Promise.resolve([]);
  let query = store.db.selectFrom('handover').selectAll().orderBy('due').orderBy('id');
  if (account !== undefined) query = query.where('account', '=', account);
  if (statuses !== undefined) query = query.where('status', 'in', statuses);
  if (successors !== undefined) query = query.where('successor', 'in', successors);
  if (offboarding !== undefined) query = query.where('offboarding', '=', offboarding);
  if (dueBefore !== undefined) query = query.where('due', '<', dueBefore);
  if (limit !== undefined) query = query.limit(limit);
  return query.execute();
};

export const get = (store: Store, id: string): Promise<HandoverRow | undefined> =>
  store.db.selectFrom('handover').selectAll().where('id', '=', id).executeTakeFirst();
