// The actions on a case: from a request's fields to the case's command.
import { cases } from '../../store';
import type { Act } from '../temporal/act';
import { commandCase } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { directory } from '../temporal/directory';
import { type Fields, oneOf, readFields } from '../temporal/input';
import { type AskedStatement, stageStatement } from '../temporal/statement';

export const CASE_ACTIONS = ['take', 'answer', 'diagnose', 'wait', 'resume', 'arrive', 'resolve', 'reopen'] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

const simply =
  (name: Exclude<CaseAction, 'take' | 'diagnose'>) =>
  ({ connection, id, who, key }: Act): Promise<number> =>
    commandCase(connection, id, name, who, key);

const ACTIONS: Record<CaseAction, (act: Act) => Promise<number>> = {
  answer: simply('answer'),
  wait: simply('wait'),
  resume: simply('resume'),
  arrive: simply('arrive'),
  resolve: simply('resolve'),
  reopen: simply('reopen'),
  async take({ connection, id, fields, who, key }) {
    const people = await directory(connection.store);
    // The person who says so takes it, unless another person is named.
    const given = { ...fields, by: people.handle(who.by) ?? undefined };
    const to = readFields(
      given,
      (row) => row.optional('to', people.person) ?? row.required(who.by === undefined ? 'to' : 'by', people.person),
    );
    return commandCase(connection, id, 'take', { ...who, to }, key);
  },
  diagnose({ connection, id, fields, who, key }) {
    const visit = readFields(fields, (row) => row.required('visit', oneOf(['true', 'false'] as const)));
    return commandCase(connection, id, 'diagnose', { ...who, visit: visit === 'true' }, key);
  },
};

/** Carries out one action. Throws `InvalidInput`, and what `commandCase` throws. */
export async function actOnCase(
  connection: Connection,
  id: string,
  action: CaseAction,
  fields: Fields,
  statement: AskedStatement,
): Promise<void> {
  const zone = statement.at === undefined ? undefined : (await cases.get(connection.store, id))?.zone;
  await ACTIONS[action]({ connection, id, fields, who: await stageStatement(connection, { ...statement, zone }), key: statement.key });
}
