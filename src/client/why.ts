// Why a due time is what it is.
import type { Language } from '../domain/playbook/playbook';
import { cases as caseRows } from '../store';
import { accounts } from './accounts';
import { cases } from './cases';
import type { Connection } from './connection';
import type { Case, Task, Why } from './shapes';
import { tasks } from './tasks';

const dateOf = ({ id, title, due, state, provisional, because }: Task): Why['dates'][number] => ({
  task: id,
  title,
  due,
  state,
  provisional,
  because,
});

const clocksOf = ({ id, milestones }: Case): Why['dates'] =>
  milestones.map(({ name, title, due, state, because }) => ({ task: `${id}:${name}`, title, due, state, provisional: false, because }));

/**
 * The due times of a task (`account:touchpoint:nominal`), of a case's clocks (`C-12`), or of everything planned and open of an account,
 * with their reasons. Throws `unknown-task`, `unknown-account`.
 */
export const why =
  (connection: Connection) =>
  async (id: string, language: Language = 'en'): Promise<Why> => {
    if (id.includes(':')) {
      const task = await tasks(connection).show(id, language);
      return { id, account: task.account, dates: [dateOf(task)] };
    }
    if (await caseRows.get(connection.store, id)) {
      const shown = await cases(connection).show(id, language);
      return { id, account: shown.account, dates: clocksOf(shown) };
    }
    await accounts(connection).show(id);
    return { id, account: id, dates: (await tasks(connection).list({ account: id, language })).map(dateOf) };
  };
