// What a handover means for its account, for letters and briefings.

import { type Takeover, takeoverOf } from '../../domain/account/takeover';
import type { AccountState } from '../../domain/account/types';
import { DomainError } from '../../domain/decider/decider';
import type { HandoverInfo } from '../../domain/handover/types';
import { taskId } from '../../domain/ids';
import { standIn } from '../../domain/person/absence';
import type { Instant } from '../../domain/time/time';
import type { Store } from '../engine/store';
import * as absences from '../people/absences';
import * as accounts from './accounts';
import * as tasks from './tasks';

/** A handover as effects carry it. */
export type CarriedHandover = Pick<HandoverInfo, 'succession' | 'visit'> & { readonly account: string; readonly handover: string };

/**
 * Who takes over what, who stands in, and who visits when, by the absences of that day. Throws `journal-behind`, which is retried, while the read
 * models lack the account or the visit.
 */
export async function takeover(store: Store, carried: CarriedHandover, now: Instant): Promise<Takeover & { readonly state: AccountState }> {
  const { account, visit } = carried;
  const [row, task] = await Promise.all([
    accounts.get(store, account),
    visit === undefined ? undefined : tasks.get(store, taskId(account, visit)),
  ]);
  if (!row || (visit !== undefined && !task)) throw new DomainError('journal-behind', { account, handover: carried.handover });
  const { visit: planned, ...rest } = takeoverOf(row.state, carried, now);
  if (planned?.who === undefined) return { ...rest, state: row.state, ...(planned && { visit: planned }) };
  const who = standIn(planned.who, planned.due, await absences.list(store, now));
  return { ...rest, state: row.state, visit: { ...planned, who } };
}
