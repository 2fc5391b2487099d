// Errands: something small that one of ours does by a time.
import type { Errand } from '../../api/errands';
import { errand as decider } from '../../domain/errand/errand';
import { entityOf } from '../../domain/ids';
import { formatInstant } from '../../domain/time/time';
import { errands as rows } from '../../store';
import { begin } from '../temporal/begin';
import { commanding, unknownOf } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { type Directory, directory } from '../temporal/directory';
import { untilReadable } from '../temporal/receipt';
import { type AskedStatement, instantField, stageStatement } from '../temporal/statement';

const DAY = 86_400_000;
const command = commanding('errand');

interface AskedErrand {
  readonly id: string;
  /** A handle. */
  readonly to: string;
  /** ISO 8601 with an offset. */
  readonly due: string;
  readonly text: string;
}

export const errands = (connection: Connection) => ({
  /** The errands by due time, the earliest first. */
  async list(): Promise<Errand[]> {
    const [found, people] = await Promise.all([rows.list(connection.store), directory(connection.store)]);
    return found.map((row) => view(row, people));
  },

  /**
   * Starts an errand. An errand with this id that has started already is left as it is. Throws `InvalidInput`, `temporal-unavailable`, `no-worker`.
   */
  async start({ id, to, due, text }: AskedErrand, statement: AskedStatement): Promise<Errand> {
    const person = (await directory(connection.store)).id('to', to);
    await begin(connection, 'errand', id, {
      ...(await stageStatement(connection, statement, text)),
      ...{ rules: decider.rules, errand: id, to: person, due: instantField('due', due), terms: { every: DAY } },
    });
    await untilReadable(connection, entityOf('errand', id), 1, id);
    return show(connection, id);
  },

  /** Throws `unknown-errand`, `errand-ended`. */
  async done(id: string, statement: AskedStatement): Promise<Errand> {
    await command(connection, id, 'done', await stageStatement(connection, statement), statement.key);
    return show(connection, id);
  },
});

async function show({ store }: Connection, id: string): Promise<Errand> {
  const [row, people] = await Promise.all([rows.get(store, id), directory(store)]);
  if (!row) throw unknownOf('errand')(id);
  return view(row, people);
}

const view = ({ id, status, next, state }: rows.Errand, people: Directory): Errand => ({
  id,
  state: status ?? 'open',
  to: people.handle(state.to),
  due: formatInstant(state.due ?? 0),
  next: next === null ? null : formatInstant(next),
});
