// The effect of a promotion, or of its undoing, on an account's agenda: as a dry run, or as it happened.

import type { Account } from '../../api/accounts';
import { account as decider } from '../../domain/account/account';
import { BY_PROMOTION, isUnfinished } from '../../domain/account/evolve';
import type { AccountEvent, AccountState, Task } from '../../domain/account/types';
import { fold } from '../../domain/decider/decider';
import { accountEntity, taskId, taskKey } from '../../domain/ids';
import { formatInstant } from '../../domain/time/time';
import { goneOf, journal, accounts as rows, type Store, terms as storedTerms } from '../../store';
import { unknownAccount } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { type Fields, isTrue, readFields, words, wrongInput } from '../temporal/input';
import { texts } from '../temporal/texts';

/** The request: promote to a later stage, or undo the promotion. */
export type Asked = { readonly to: string } | 'undo';

/** The tasks that a promotion cancels, keeps and restores. */
export type Affected = Required<Pick<Account, 'cancelled' | 'kept' | 'restored'>>;

/** Reads the request. Throws `InvalidInput` where it names no stage and no undoing, or both. */
export function askedPromotion(fields: Fields): Asked {
  if (!isTrue(fields, 'undo')) return { to: readFields(fields, (row) => row.required('to', words(64))) };
  if (fields.to?.trim()) throw wrongInput('to', fields.to, 'goes-without-undo');
  return 'undo';
}

/** The account's state. Read it before a promotion, since it has the tasks that are then cancelled. Throws `unknown-account`. */
export async function stateOf({ store }: Connection, id: string): Promise<AccountState> {
  const found = await rows.get(store, id);
  if (!found) throw unknownAccount(id);
  return found.state;
}

/** What a promotion would cancel, keep and restore. Changes nothing. Throws `InvalidInput`, `unknown-account` and the account's refusals. */
export async function foreseenPromotion(connection: Connection, id: string, fields: Fields): Promise<Affected> {
  const asked = askedPromotion(fields);
  const { store, now } = connection;
  const before = await stateOf(connection, id);
  const terms = before.terms && (await storedTerms.get(store, before.terms.id));
  if (!terms) return { cancelled: [], kept: [], restored: [] };
  const { undoPromotion, promoteStage } = decider.decide;
  const events =
    asked === 'undo' ? undoPromotion(before, await goneOf(store, id), now(), terms) : promoteStage(before, asked, now(), terms);
  return affected(store, id, before, events);
}

/** What the events after `sequence` cancelled, kept and restored. */
export async function donePromotion({ store }: Connection, id: string, before: AccountState, sequence: number): Promise<Affected> {
  const happened = await journal.history(store, accountEntity(id), { after: sequence });
  const events = happened.map(({ type, at, data }) => ({ ...data, type, at }) as AccountEvent);
  return affected(store, id, before, events);
}

async function affected(store: Store, id: string, before: AccountState, events: readonly AccountEvent[]): Promise<Affected> {
  const after = fold(decider.evolve, before, events);
  const terms = after.terms && (await storedTerms.get(store, after.terms.id));
  const { title } = await texts(store);
  const shown = (task: Task) => ({
    id: taskId(id, taskKey(task)),
    touchpoint: task.touchpoint,
    title: title(task.touchpoint),
    nominal: task.nominal,
    due: formatInstant(task.due),
  });
  const inOrder = (tasks: readonly Task[]): Task[] => tasks.toSorted((a, b) => a.due - b.due);
  const entered = events.find((event) => event.type === 'stageEntered');
  const cancelled = events.flatMap((event) =>
    event.type === 'taskCancelled' && (event.reason === BY_PROMOTION || event.reason === UNDONE) ? (before.tasks[event.task] ?? []) : [],
  );
  const restored = entered?.restored?.flatMap((key) => before.promoted?.cancelled.find((task) => taskKey(task) === key) ?? []) ?? [];
  const isOfOthers = ({ touchpoint }: Task): boolean =>
    terms?.touchpoints.find((one) => one.id === touchpoint)?.stages?.includes(after.stage ?? '') === false;
  const kept = entered?.why === 'promoted' ? Object.values(after.tasks).filter((task) => isUnfinished(task) && isOfOthers(task)) : [];
  return {
    cancelled: inOrder(cancelled).map(shown),
    kept: inOrder(kept).map((task) => ({ ...shown(task), why: task.state === 'open' ? ('open' as const) : ('contract' as const) })),
    restored: inOrder(restored).map(shown),
  };
}

const UNDONE = 'promotion-undone';
