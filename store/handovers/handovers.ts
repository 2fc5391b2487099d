// Handovers as the journal tells them.
import type { HandoverStatus } from '../../domain/handover/types';
import type { Instant } from '../../domain/time/time';
import { identify as identified } from '../engine/openings';
import type { Store } from '../engine/store';
import type { HandoverRow } from '../schema/handover-tables';

export type Handover = HandoverRow;

/** Those that somebody still has to do something about. */
export const UNDER_WAY: readonly HandoverStatus[] = ['running', 'refused'];

export interface HandoverFilter {
  readonly account?: string;
  readonly statuses?: readonly HandoverStatus[];
  /** Person or contact ids: to one of these. */
  readonly successors?: readonly string[];
  /** Part of this offboarding. */
  readonly offboarding?: string;
  /** Must be complete before this instant. */
  readonly dueBefore?: Instant;
  readonly limit?: number;
}

/** The id `H-7` of a handover to be opened: one for each `key`, however often it is asked for. */
export const identify = (store: Store, key: string): Promise<string> => identified(store, 'handoverOpening', key);

/** Handovers, those that must be complete first before the others. */
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
