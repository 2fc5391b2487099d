// The tasks of the library: queries and actions.

import type { Task } from '../../api/tasks';
import type { TaskState } from '../../domain/account/types';
import { DomainError } from '../../domain/decider/decider';
import { taskIdParts } from '../../domain/ids';
import { type Absence, standIn, standsInFor } from '../../domain/person/absence';
import { type Language, titlesIn, touchpointTexts } from '../../domain/playbook/playbook';
import { formatInstant, type Instant } from '../../domain/time/time';
import { absences, accounts, goneOf, tasks as rows, type Store } from '../../store';
import { explainAll } from '../../texts/because';
import { commandAccount } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { type Directory, directory } from '../temporal/directory';
import { type Fields, instantIn, readFields, wrongInput } from '../temporal/input';
import { present } from '../temporal/present';
import { orBare } from '../temporal/showable';
import { type AskedStatement, about, instantField, spokenOf, stageStatement } from '../temporal/statement';
import { type Texts, texts } from '../temporal/texts';
import { shown, type Window, type Windowed } from '../temporal/window';
import { timeOf } from './account-view';

const UNFINISHED: readonly TaskState[] = ['planned', 'open'];

export interface TaskQuery extends Window {
  /** A handle: tasks that this person owns or attends to for others. */
  readonly owner?: string | undefined;
  readonly account?: string | undefined;
  /** Default: planned and open tasks. */
  readonly state?: readonly TaskState[] | 'all' | undefined;
  /** Due before this instant, ISO 8601. */
  readonly dueBefore?: string | undefined;
  readonly language?: Language | undefined;
}

export const TASK_ACTIONS = ['done', 'snooze', 'skip', 'reassign', 'move', 'reopen'] as const;
export type TaskAction = (typeof TASK_ACTIONS)[number];

async function tasksOf(
  connection: Connection,
  { owner, account, state, dueBefore, offset, limit, language = 'en' }: TaskQuery,
): Promise<Windowed<Task>> {
  const lookups = await lookUp(connection);
  const { people } = lookups;
  const filter = present({
    owners: owner === undefined ? undefined : standsInFor(people.id('owner', owner), lookups.now, lookups.away),
    account,
    states: state === 'all' ? undefined : (state ?? UNFINISHED),
    dueBefore: dueBefore === undefined ? undefined : instantField('dueBefore', dueBefore),
  });
  const found = await rows.window(connection.store, filter, { offset, limit });
  return shown(found, (row) => view(row, lookups, language));
}

export const tasks = (connection: Connection) => ({
  /** Tasks, the most urgent first. Throws `InvalidInput`. */
  list: async (query: TaskQuery = {}): Promise<Task[]> => (await tasksOf(connection, query)).rows,

  /** A window of the list of tasks, with the number of all that match. Throws like `list`. */
  window: (query: TaskQuery): Promise<Windowed<Task>> => tasksOf(connection, query),

  show: (id: string, language: Language = 'en'): Promise<Task> => show(connection, id, language),

  /** Carries out one action and returns the task after it. Throws `InvalidInput`, `unknown-task` and refusals. */
  async act(id: string, action: TaskAction, fields: Fields, statement: AskedStatement = {}): Promise<Task> {
    const { id: found, account, touchpoint, task } = await known(connection.store, id, action === 'reopen');
    const zoned = await about(connection, account, statement);
    await ACTIONS[action]({ connection, account, touchpoint, task, fields, statement: zoned });
    return { ...(await show(connection, found, 'en')), ...spokenOf(zoned) };
  },
});

interface Act {
  readonly connection: Connection;
  readonly account: string;
  readonly touchpoint: string;
  readonly task: string;
  readonly fields: Fields;
  readonly statement: AskedStatement;
}

const ACTIONS: Record<TaskAction, (act: Act) => Promise<number>> = {
  async done({ connection, account, touchpoint, task, fields, statement }) {
    const outcome = fields.outcome?.trim();
    const { latest } = await texts(connection.store);
    // An outcome that the playbook defines is sent as its code; any other is a text and stays in the store.
    const isCode = outcome !== undefined && latest !== undefined && Object.hasOwn(touchpointTexts(latest, touchpoint).outcomes, outcome);
    const who = await stageStatement(connection, statement, isCode ? undefined : outcome);
    return commandAccount(connection, account, 'completeTask', { ...who, task, ...(isCode ? { outcome } : {}) }, statement.key);
  },
  async snooze({ connection, account, task, fields, statement }) {
    const zone = (await accounts.get(connection.store, account))?.zone ?? 'UTC';
    const until = readFields(fields, (row) => row.required('until', instantIn(zone)));
    return commandAccount(
      connection,
      account,
      'snoozeTask',
      { ...(await stageStatement(connection, statement)), task, until },
      statement.key,
    );
  },
  async skip({ connection, account, task, statement }) {
    if (!statement.reason?.trim()) throw wrongInput('reason', '', 'missing', { say: 'why' });
    // The reason is a text in the store; the history has only a code for it.
    return commandAccount(
      connection,
      account,
      'skipTask',
      { ...(await stageStatement(connection, statement)), task, reason: 'noted' },
      statement.key,
    );
  },
  async reassign({ connection, account, task, fields, statement }) {
    const people = await directory(connection.store);
    const to = readFields(fields, (row) => row.required('to', people.person));
    return commandAccount(
      connection,
      account,
      'reassignTask',
      { ...(await stageStatement(connection, statement)), task, to },
      statement.key,
    );
  },
  async move({ connection, account, task, fields, statement }) {
    const zone = (await accounts.get(connection.store, account))?.zone ?? 'UTC';
    const due = readFields(fields, (row) => row.required('to', instantIn(zone)));
    return commandAccount(connection, account, 'moveTask', { ...(await stageStatement(connection, statement)), task, due }, statement.key);
  },
  async reopen({ connection, account, task, statement }) {
    const [who, gone] = await Promise.all([stageStatement(connection, statement), goneOf(connection.store, account)]);
    return commandAccount(connection, account, 'reopenTask', { ...who, ...gone, task }, statement.key);
  },
};

type TaskRow = Awaited<ReturnType<typeof rows.list>>[number];

/** The data for showing tasks as they are now. */
interface Lookups {
  readonly people: Directory;
  readonly words: Texts;
  readonly away: readonly Absence[];
  readonly now: Instant;
}

async function lookUp({ store, now }: Connection): Promise<Lookups> {
  const at = now();
  const [people, words, away] = await Promise.all([directory(store), texts(store), absences.list(store, at)]);
  return { people, words, away, now: at };
}

/** The stand-in for an unfinished task today, where the owner is away or has not accepted the role yet; null where the owner attends to it. */
const standInOf = ({ owner, attendant, state }: TaskRow, { away, now }: Lookups): string | null => {
  if (owner === null || !UNFINISHED.includes(state)) return null;
  const there = standIn(attendant ?? owner, now, away);
  return there === owner ? null : there;
};

const view = (row: TaskRow, lookups: Lookups, language: Language): Task => {
  const {
    people,
    words: { title, latest },
    now,
  } = lookups;
  const workedOut = () => {
    const escalated = row.due < now ? row.escalations.filter(({ at }) => at <= now) : [];
    return {
      remindAt: row.remindAt.map(formatInstant),
      escalated: escalated.length,
      escalatedTo: escalated.flatMap(({ to }) => to.map((person) => people.handle(person))),
      because: explainAll(row.because, language, latest && titlesIn(latest, language)),
    };
  };
  return {
    id: row.id,
    account: row.account,
    touchpoint: row.touchpoint,
    title: title(row.touchpoint),
    nominal: row.nominal,
    due: formatInstant(row.due),
    owner: people.handle(row.owner),
    standIn: people.handle(standInOf(row, lookups)),
    role: row.role,
    state: row.state,
    snoozedUntil: timeOf(row.snoozedUntil),
    closedAt: timeOf(row.closedAt),
    stage: row.stage,
    provisional: row.provisional,
    ticket: row.ticket,
    ...orBare(row.id, workedOut, { remindAt: [], escalated: 0, escalatedTo: [], because: [] }),
  };
};

/** A task by its id; or by `account:touchpoint`, the next one. `closed`: the one closed last. Throws `unknown-task`. */
async function known(store: Store, id: string, closed = false): Promise<TaskRow & { task: string }> {
  const { account, touchpoint, nominal } = taskIdParts(id);
  const row =
    touchpoint !== undefined && nominal === undefined ? await rows.next(store, { account, touchpoint, closed }) : await rows.get(store, id);
  if (!row) throw new DomainError('unknown-task', { id });
  return { ...row, task: taskIdParts(row.id).key };
}

async function show(connection: Connection, id: string, language: Language): Promise<Task> {
  const row = await known(connection.store, id);
  return view(row, await lookUp(connection), language);
}
