// The handovers of the library: queries and actions. contact-change.ts opens them.

import type { ForeseenChange, Handover } from '../../api/handovers';
import type { History } from '../../api/values';
import { STEPS, type Step } from '../../domain/handover/types';
import { handoverEntity } from '../../domain/ids';
import type { Language } from '../../domain/playbook/playbook';
import { handovers as rows } from '../../store';
import { explainAll } from '../../texts/because';
import { handoverViews } from '../accounts/handover-view';
import type { Act } from '../temporal/act';
import { commandHandover, unknownHandover } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { directory } from '../temporal/directory';
import { historyOf, type Page } from '../temporal/history';
import { type Fields, isTrue, oneOf, readFields, wrongInput } from '../temporal/input';
import { present } from '../temporal/present';
import { type AskedStatement, about, spokenOf, stageStatement } from '../temporal/statement';
import type { Window, Windowed } from '../temporal/window';
import { changeContact } from './contact-change';
import { foreseeChange } from './foreseen-change';

export interface HandoverQuery extends Window {
  readonly account?: string | undefined;
  /** The successor's handle. */
  readonly to?: string | undefined;
  /** Only those under way whose deadline is past. */
  readonly late?: boolean | undefined;
  /** Also those that have ended. */
  readonly all?: boolean | undefined;
}

export const HANDOVER_ACTIONS = ['accept', 'refuse', 'complete'] as const;
export type HandoverAction = (typeof HANDOVER_ACTIONS)[number];

const ACTIONS: Record<HandoverAction, (act: Act) => Promise<number>> = {
  accept: ({ connection, id, who, key }) => commandHandover(connection, id, 'accept', who, key),
  refuse: ({ connection, id, who, key }) => commandHandover(connection, id, 'refuse', who, key),
  complete({ connection, id, fields, who, key }) {
    const step = readFields(fields, (row) => row.required('step', oneOf<Step>(STEPS)));
    // Each step is a command of its own under the request's key.
    return commandHandover(connection, id, 'complete', { ...who, step }, key === undefined ? undefined : `${step}/${key}`);
  },
};

async function listed(
  connection: Connection,
  { account, to, late = false, all = false, offset, limit }: HandoverQuery,
): Promise<Windowed<Handover>> {
  const { store, now } = connection;
  const filter = present({
    account,
    successors: to === undefined ? undefined : [(await directory(store)).id('to', to)],
    statuses: all && !late ? undefined : rows.UNDER_WAY,
    dueBefore: late ? now() : undefined,
  });
  const found = await rows.window(store, filter, { offset, limit });
  return { rows: await handoverViews(connection, found.rows), total: found.total };
}

export const handovers = (connection: Connection) => ({
  /**
   * Requests a change of contact, on our side or theirs; `readChange` has the fields. Returns its handover, or with `dryRun` its effect. Throws
   * what `changeContact` throws.
   */
  async change(account: string, asked: Fields, statement: AskedStatement = {}): Promise<Handover | ForeseenChange> {
    const { dryRun: _, ...fields } = asked;
    if (isTrue(asked, 'dryRun')) return foreseeChange(connection, account, fields, statement);
    const handover = await showHandover(connection, await changeContact(connection, account, fields, statement));
    return { ...handover, ...spokenOf(await about(connection, handover.account, statement)) };
  },

  /** Those under way, the earliest deadline first; then the ended ones, the latest first. Throws `InvalidInput`. */
  list: async (query: HandoverQuery = {}): Promise<Handover[]> => (await listed(connection, query)).rows,

  /** A window of the list of handovers, with the number of all that match. Throws like `list`. */
  window: (query: HandoverQuery): Promise<Windowed<Handover>> => listed(connection, query),

  /** Throws `unknown-handover`. */
  show: (id: string): Promise<Handover> => showHandover(connection, id),

  /** Carries out one action and returns the handover after it. Throws `InvalidInput`, `unknown-handover` and refusals. */
  async act(id: string, action: HandoverAction, fields: Fields, statement: AskedStatement = {}): Promise<Handover> {
    if (action === 'refuse' && !statement.reason?.trim()) throw wrongInput('reason', '', 'missing', { say: 'why-refused' });
    const { account } = await known(connection, id);
    const zoned = await about(connection, account, statement);
    await ACTIONS[action]({ connection, id, fields, who: await stageStatement(connection, zoned), key: statement.key });
    return { ...(await showHandover(connection, id)), ...spokenOf(zoned) };
  },

  /** The handover's events, the oldest first. Throws `unknown-handover`. */
  async history(id: string, page: Page = {}): Promise<History> {
    await known(connection, id);
    return historyOf(connection, handoverEntity(id), page);
  },
});

async function known({ store }: Connection, id: string): Promise<rows.Handover> {
  const row = await rows.get(store, id);
  if (!row) throw unknownHandover(id);
  return row;
}

/** One handover. Throws `unknown-handover`. */
export async function showHandover(connection: Connection, id: string): Promise<Handover> {
  const [view] = await handoverViews(connection, [await known(connection, id)]);
  if (!view) throw unknownHandover(id);
  return view;
}

/** Why a handover has its deadline, in sentences; instants in `zone`. */
export const whyDue = ({ openedAt, due }: Handover, language: Language, zone: string): string[] =>
  explainAll(
    [
      ['clock-from', Date.parse(openedAt)],
      ['clock-target', `PT${Math.round((Date.parse(due) - Date.parse(openedAt)) / 1000)}S`, 'wall'],
    ],
    language,
    undefined,
    zone,
  );
