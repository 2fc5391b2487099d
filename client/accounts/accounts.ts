// The accounts of the library: queries, starts, commands.

import type { Account, AgendaEntry } from '../../api/accounts';
import type { History } from '../../api/values';
import { ownerOf } from '../../domain/account/owner';
import { upcoming } from '../../domain/account/preview';
import type { AccountState } from '../../domain/account/types';
import { accountEntity, taskId, taskKey } from '../../domain/ids';
import { type Language, titlesIn } from '../../domain/playbook/playbook';
import { addPeriod, dateOf, formatInstant } from '../../domain/time/time';
import { contacts, contracts, profiles, accounts as rows, terms as storedTerms } from '../../store';
import { explainAll } from '../../texts/because';
import { unknownAccount } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { type Directory, directory } from '../temporal/directory';
import { historyOf, type Page } from '../temporal/history';
import { checkFields, date, type Fields, readFields, wrongInput } from '../temporal/input';
import { present } from '../temporal/present';
import { untilReadable } from '../temporal/receipt';
import { type AskedStatement, spokenOf, stageStatement } from '../temporal/statement';
import { playbookOf, texts } from '../temporal/texts';
import { troublesBy } from '../temporal/trouble';
import { shown, type Window, type Windowed } from '../temporal/window';
import { type AccountAction, act, enteredLate } from './account-actions';
import { accountColumns, readAccount } from './account-entry';
import { firstCommand, startAccount } from './account-start';
import { published } from './account-terms';
import { accountView } from './account-view';
import { underWayAt } from './handover-view';
import { zipperOf } from './zipper';

export interface AccountQuery {
  readonly status?: string | undefined;
  readonly stage?: string | undefined;
  readonly level?: string | undefined;
  readonly segment?: string | undefined;
  /** Handle of whoever answers for the account. */
  readonly manager?: string | undefined;
}

export interface AgendaQuery {
  /** Last nominal date; default: a year ahead. */
  readonly until?: string | undefined;
  readonly language?: Language | undefined;
}

/** The longest agenda. */
const FARTHEST = 'P20Y';

async function listed({ store }: Connection, { manager, offset, limit, ...query }: AccountQuery & Window): Promise<Windowed<Account>> {
  const [people, troubles] = await Promise.all([directory(store), troublesBy(store)]);
  const filter = present({ ...query, manager: manager === undefined ? undefined : people.id('manager', manager) });
  const found = await rows.window(store, filter, { offset, limit });
  return shown(found, (row) => accountView(row, people, troubles.get(accountEntity(row.id))));
}

export const accounts = (connection: Connection) => ({
  /** Accounts, ordered by id. Throws `InvalidInput` for an unknown manager. */
  list: async (query: AccountQuery = {}): Promise<Account[]> => (await listed(connection, query)).rows,

  /** A window of the list of accounts, with the number of all that match. Throws like `list`. */
  window: (query: AccountQuery & Window): Promise<Windowed<Account>> => listed(connection, query),

  show: (id: string): Promise<Account> => show(connection, id),

  /**
   * Starts an account. The fields are an import file's columns in camelCase. Returns the account with its late and skipped work. Throws
   * `InvalidInput`, and what `startAccount` throws.
   */
  async start(fields: Fields, statement: AskedStatement = {}): Promise<Account> {
    const [people, latest] = await Promise.all([directory(connection.store), published(connection)]);
    checkFields(fields, accountColumns(latest.playbook));
    const entry = readFields(fields, (row) => readAccount(row, people, latest.playbook));
    const { at: _, ...who } = await stageStatement(connection, statement);
    const sequence = await startAccount(connection, entry, await firstCommand(connection, latest, entry, who), statement.key);
    await untilReadable(connection, accountEntity(entry.account), sequence, `The account ${entry.account}`);
    const [account, late] = await Promise.all([known(connection, entry.account), enteredLate(connection, entry.account)]);
    return { ...(await bare(connection, account, people)), ...late };
  },

  /** Carries out one action and returns the account after it; for `resume` with what was missed. Throws `InvalidInput` and refusals. */
  async act(id: string, action: AccountAction, fields: Fields, statement: AskedStatement = {}): Promise<Account> {
    const answer = await act(connection, id, action, fields, statement);
    const account = await show(connection, id);
    return { ...account, ...answer, ...spokenOf({ ...statement, zone: account.zone }) };
  },

  /** The planned tasks, and the occurrences expected after them. Throws `unknown-account`, `InvalidInput`. */
  async agenda(id: string, { until, language = 'en' }: AgendaQuery = {}): Promise<AgendaEntry[]> {
    const { store, now } = connection;
    const { state } = await known(connection, id);
    const today = dateOf(now(), state.zone);
    const last = readFields({ until: until ?? addPeriod(today, 'P1Y') }, (row) => row.required('until', date));
    if (last > addPeriod(today, FARTHEST)) throw wrongInput('until', last, 'too-far-ahead', { years: 20 });
    const terms = state.terms && (await storedTerms.get(store, state.terms.id));
    if (!terms || state.status === 'closed' || state.status === 'lost') return [];
    const [people, { title, latest }] = await Promise.all([directory(store), texts(store)]);
    return upcoming(state, terms, last).map((occurrence): AgendaEntry => {
      const key = taskKey(occurrence);
      const task = state.tasks[key];
      const owner = ownerOf(state, task ?? occurrence);
      return {
        id: taskId(id, key),
        touchpoint: occurrence.touchpoint,
        title: title(occurrence.touchpoint),
        nominal: occurrence.nominal,
        due: formatInstant(occurrence.due),
        remindAt: occurrence.remindAt.map(formatInstant),
        stage: occurrence.stage,
        role: occurrence.role,
        owner: owner === undefined ? occurrence.role : people.handle(owner),
        state: task?.state === 'open' || task?.state === 'planned' ? task.state : 'ahead',
        provisional: occurrence.provisional,
        because: explainAll(occurrence.because, language, latest && titlesIn(latest, language)),
      };
    });
  },

  /** The account's events, the oldest first, with handles and texts instead of ids. Throws `unknown-account`. */
  async history(id: string, page: Page = {}): Promise<History> {
    await known(connection, id);
    return historyOf(connection, accountEntity(id), page);
  },
});

async function known({ store }: Connection, id: string): Promise<{ row: Parameters<typeof accountView>[0]; state: AccountState }> {
  const found = await rows.get(store, id);
  if (!found) throw unknownAccount(id);
  const { state, ...row } = found;
  return { row, state };
}

/** The account without zipper and handovers. */
async function bare({ store }: Connection, { row, state }: Awaited<ReturnType<typeof known>>, people: Directory): Promise<Account> {
  const entity = accountEntity(row.id);
  const [profile, contract, troubles] = await Promise.all([
    profiles.get(store, row.id),
    contracts.get(store, row.id),
    troublesBy(store, [entity]),
  ]);
  return accountView(row, people, troubles.get(entity), { state, profile, contract });
}

async function show(connection: Connection, id: string): Promise<Account> {
  const { store } = connection;
  const [account, people, theirs, handovers] = await Promise.all([
    known(connection, id),
    directory(store),
    contacts.list(store, { account: id }),
    underWayAt(connection, id),
  ]);
  const { terms, team } = account.state;
  const playbook = terms && (await playbookOf(store, terms.playbook));
  const zipper = playbook && zipperOf(playbook, team, theirs, people);
  return { ...(await bare(connection, account, people)), ...(zipper && { zipper }), handovers };
}
