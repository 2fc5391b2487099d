// The actions on an account: from a request's fields to the account's command.

import type { Account } from '../../api/accounts';
import type { Missed } from '../../domain/account/types';
import { accountEntity } from '../../domain/ids';
import { formatInstant } from '../../domain/time/time';
import { goneOf, journal, profiles, accounts as rows, stage } from '../../store';
import type { Act } from '../temporal/act';
import { commandAccount, unknownAccount } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { date, type Fields, isTrue, oneOf, readFields, wrongInput } from '../temporal/input';
import { present } from '../temporal/present';
import { type AskedStatement, about, stageStatement } from '../temporal/statement';
import { texts } from '../temporal/texts';
import { codesOf } from './account-codes';
import { published, termsFor } from './account-terms';
import { askedPromotion, donePromotion, foreseenPromotion, stateOf } from './promotion';

export const ACCOUNT_ACTIONS = [
  'pause',
  'resume',
  'promote',
  'hold',
  'release',
  'assess',
  'mark',
  'sign',
  'amend',
  'close',
  'adopt',
] as const;
export type AccountAction = (typeof ACCOUNT_ACTIONS)[number];

const ACTIONS: Record<AccountAction, (act: Act) => Promise<unknown>> = {
  pause: ({ connection, id, who, key }) => commandAccount(connection, id, 'pause', who, key),
  resume: ({ connection, id, who, key }) => commandAccount(connection, id, 'resume', who, key),
  hold: ({ connection, id, who, key }) => commandAccount(connection, id, 'holdStage', who, key),
  release: ({ connection, id, who, key }) => commandAccount(connection, id, 'releaseStage', who, key),
  close: ({ connection, id, who, key }) => commandAccount(connection, id, 'close', who, key),
  async promote({ connection, id, fields, who, key }) {
    const asked = askedPromotion(fields);
    return asked === 'undo'
      ? commandAccount(connection, id, 'undoPromotion', { ...who, ...(await goneOf(connection.store, id)) }, key)
      : commandAccount(connection, id, 'promoteStage', { ...who, ...asked }, key);
  },
  mark({ connection, id, fields, who, key }) {
    const to = readFields(fields, (row) => row.required('to', oneOf(['dormant', 'lost', 'won-back', 'active'] as const)));
    return commandAccount(connection, id, 'markStatus', { ...who, to }, key);
  },
  async assess({ connection, id, fields, who, key }) {
    const { phases } = await codesOf(connection, id);
    const assessment = readFields(fields, (row) => ({
      phase: row.optional('phase', oneOf(phases)),
      demand: row.optional('demand', oneOf(['stable', 'growing', 'falling'] as const)),
      industry: row.optional('industry', oneOf(['fast-growing', 'growing', 'flat', 'shrinking'] as const)),
      pain: row.optional('pain', oneOf(['known', 'none'] as const)),
    }));
    return commandAccount(connection, id, 'assess', { ...who, ...present(assessment) }, key);
  },
  async amend({ connection, id, fields, who, key }) {
    const { levels, segments } = await codesOf(connection, id);
    const changes = readFields(fields, (row) => ({
      level: row.optional('level', oneOf(levels)),
      segment: row.optional('segment', oneOf(segments)),
    }));
    if (changes.level === undefined && changes.segment === undefined) throw wrongInput('level', '', 'missing', { say: 'change' });
    return commandAccount(connection, id, 'amend', { ...who, ...present(changes) }, key);
  },
  async sign({ connection, id, fields, who, key }) {
    const { store } = connection;
    const { signedOn, promisedDeliveryOn, contractEndsOn } = readFields(fields, (row) => ({
      signedOn: row.required('signed_on', date) ?? '',
      promisedDeliveryOn: row.optional('promised_delivery_on', date),
      contractEndsOn: row.optional('contract_ends_on', date),
    }));
    const brings = await stage(
      store,
      { type: 'particulars', account: id, signedOn, ...present({ promisedDeliveryOn, endsOn: contractEndsOn }) },
      Date.now(),
    );
    const signing = { ...who, brings, signedOn, ...present({ promisedOn: promisedDeliveryOn, contractEndsOn }) };
    return commandAccount(connection, id, 'sign', signing, key);
  },
  async adopt({ connection, id, fields, who, key }) {
    const { store } = connection;
    const [row, profile, playbook] = await Promise.all([
      rows.get(store, id),
      profiles.get(store, id),
      published(connection, fields.playbook?.trim() || undefined),
    ]);
    if (!row) throw unknownAccount(id);
    const terms = await termsFor(connection, playbook, row.zone, profile?.calendar ?? undefined);
    return commandAccount(connection, id, 'adoptTerms', { ...who, terms }, key);
  },
};

/** A manager who overrides time must give a reason, which stays on record (A4). */
const NEEDS_REASON: readonly AccountAction[] = ['promote', 'hold'];

/** The fields that an action adds to the account in its answer. */
export type Answer = Pick<Account, 'missed' | 'late' | 'skipped' | 'dryRun' | 'cancelled' | 'kept' | 'restored'>;

/**
 * Carries out one action. Returns what was missed where the account resumes after a pause or is signed late, and what a promotion does to its
 * agenda. The dry run of a promotion changes nothing. Throws `InvalidInput` and refusals.
 */
export async function act(
  connection: Connection,
  id: string,
  action: AccountAction,
  fields: Fields,
  statement: AskedStatement,
): Promise<Answer> {
  if (action === 'promote' && isTrue(fields, 'dryRun')) return { dryRun: true, ...(await foreseenPromotion(connection, id, fields)) };
  if (NEEDS_REASON.includes(action) && !statement.reason?.trim()) throw wrongInput('reason', '', 'missing', { say: 'why' });
  const before = await journal.lastSequence(connection.store, accountEntity(id));
  if (before === 0) throw unknownAccount(id);
  const state = action === 'promote' ? await stateOf(connection, id) : undefined;
  await ACTIONS[action]({
    connection,
    id,
    fields,
    who: await stageStatement(connection, await about(connection, id, statement)),
    key: statement.key,
  });
  if (state) return donePromotion(connection, id, state, before);
  if (action === 'sign') return enteredLate(connection, id, before);
  const missed = action === 'resume' ? await missedSince(connection, id, before, 'accountResumed') : undefined;
  return missed === undefined ? {} : { missed };
}

/** The late and skipped occurrences of an account that was entered after the event `sequence`. */
export async function enteredLate(connection: Connection, id: string, sequence = 0): Promise<Required<Pick<Account, 'late' | 'skipped'>>> {
  const missed = (await missedSince(connection, id, sequence, 'enteredLate')) ?? [];
  const of = (kind: Missed['catchUp']) => missed.flatMap(({ catchUp, ...one }) => (catchUp === kind ? [one] : []));
  return { late: of('opened'), skipped: of('skipped') };
}

async function missedSince(
  { store }: Connection,
  id: string,
  sequence: number,
  when: 'accountResumed' | 'enteredLate',
): Promise<Account['missed']> {
  const [happened, { title }] = await Promise.all([journal.history(store, accountEntity(id), { after: sequence }), texts(store)]);
  const found = happened.find(({ type }) => type === when)?.data as { readonly missed: readonly Missed[] } | undefined;
  return found?.missed.map(({ touchpoint, nominal, due, catchUp }) => ({
    touchpoint,
    title: title(touchpoint),
    nominal,
    due: formatInstant(due),
    catchUp,
  }));
}
