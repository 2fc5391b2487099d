// Why a due time is what it is: its reasons.

import type { Case } from '../../api/cases';
import type { Handover } from '../../api/handovers';
import type { Task, Why } from '../../api/tasks';
import { isTask, milestoneId } from '../../domain/ids';
import type { Language } from '../../domain/playbook/playbook';
import { cases as caseRows, handovers as handoverRows } from '../../store';
import { HANDOVER } from '../../texts/pages/handovers';
import { accounts } from '../accounts/accounts';
import { tasks } from '../accounts/tasks';
import { cases } from '../cases/cases';
import { showHandover, whyDue } from '../handovers/handovers';
import type { Connection } from '../temporal/connection';

const dateOf = ({ id, title, due, state, provisional, because }: Task): Why['dates'][number] => ({
  task: id,
  title,
  due,
  state,
  provisional,
  because,
});

const clocksOf = ({ id, milestones }: Case): Why['dates'] =>
  milestones.map(({ name, title, due, state, because }) => ({
    task: milestoneId(id, name),
    title,
    due,
    state,
    provisional: false,
    because,
  }));

const endOf = (handover: Handover, language: Language, zone: string): Why['dates'] => [
  {
    task: handover.id,
    title: HANDOVER,
    due: handover.due,
    state: handover.status,
    provisional: false,
    because: whyDue(handover, language, zone),
  },
];

/**
 * The due times, with reasons, of a task (`account:touchpoint:nominal`), of a case's clocks (`C-12`), of a handover (`H-7`), or of all planned and
 * open tasks of an account. Throws `unknown-task`, `unknown-account`.
 */
export const why =
  (connection: Connection) =>
  async (id: string, language: Language = 'en'): Promise<Why> => {
    if (isTask(id)) {
      const task = await tasks(connection).show(id, language);
      return { id: task.id, account: task.account, dates: [dateOf(task)] };
    }
    if (await caseRows.get(connection.store, id)) {
      const shown = await cases(connection).show(id, language);
      return { id, account: shown.account, dates: clocksOf(shown) };
    }
    if (await handoverRows.get(connection.store, id)) {
      const shown = await showHandover(connection, id);
      const { zone } = await accounts(connection).show(shown.account);
      return { id, account: shown.account, dates: endOf(shown, language, zone) };
    }
    await accounts(connection).show(id);
    return { id, account: id, dates: (await tasks(connection).list({ account: id, language })).map(dateOf) };
  };
