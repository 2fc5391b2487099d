// Why a due time is what it is.
import type { Language } from '../domain/playbook/playbook';
import { accounts } from './accounts';
import type { Connection } from './connection';
import type { Task, Why } from './shapes';
import { tasks } from './tasks';

const dateOf = ({ id, title, due, state, provisional, because }: Task): Why['dates'][number] => ({
  task: id,
  title,
  due,
  state,
  provisional,
  because,
});

/** The due times of a task (`account:touchpoint:nominal`), or of everything planned and open of an account, with their reasons. */
export const why =
  (connection: Connection) =>
  async (id: string, language: Language = 'en'): Promise<Why> => {
    if (id.includes(':')) return { id, dates: [dateOf(await tasks(connection).show(id, language))] };
    await accounts(connection).show(id);
    return { id, dates: (await tasks(connection).list({ account: id, language })).map(dateOf) };
  };
