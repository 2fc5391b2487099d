// Handovers, as folded from the journal.
import type { HandoverStatus } from '../../domain/handover/types';
import type { Instant } from '../../domain/time/time';
import { identify as identified } from '../engine/openings';
import type { Store } from '../engine/store';
import { type Window, type Windowed, windowed } from '../engine/window';
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

const matching = (store: Store, { account, statuses, successors, offboarding, dueBefore }: HandoverFilter) => {
  let query = store.db.selectFrom('handover').selectAll();
  if (account !== undefined) query = query.where('account', '=', account);
  if (statuses !== undefined) query = query.where('status', 'in', statuses);
  if (successors !== undefined) query = query.where('successor', 'in', successors);
  if (offboarding !== undefined) query = query.where('offboarding', '=', offboarding);
  if (dueBefore !== undefined) query = query.where('due', '<', dueBefore);
  return query;
};

/** Handovers, the earliest deadline first. */
export const list = async (store: Store, { limit, ...filter }: HandoverFilter = {}): Promise<HandoverRow[]> => {
  if (filter.statuses?.length === 0 || filter.successors?.length === 0) return [];
  const query = matching(store, filter).orderBy('due').orderBy('id');
  return (limit === undefined ? query : query.limit(limit)).execute();
};

/** Those under way, the earliest deadline first; then the ended ones, the latest first. */
export const window = (store: Store, filter: Omit<HandoverFilter, 'limit'>, of: Window): Promise<Windowed<HandoverRow>> =>
  windowed(
    store,
    matching(store, filter)
      .orderBy('endedAt', (order) => order.desc().nullsFirst())
      .orderBy('due')
      .orderBy('id'),
    of,
  );

export const get = (store: Store, id: string): Promise<HandoverRow | undefined> =>
  store.db.selectFrom('handover').selectAll().where('id', '=', id).executeTakeFirst();
