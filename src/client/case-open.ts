// A customer reports something: a case is opened through its account, which owns level and stage.
import { randomUUID } from 'node:crypto';
import { DomainError } from '../domain/decider';
import type { Playbook } from '../domain/playbook/playbook';
import { accounts, cases } from '../store';
import { entityOfCase } from '../store/case-fold';
import { commandAccount, unknownAccount } from './account-command';
import { published } from './account-terms';
import type { Connection } from './connection';
import { type Fields, identity, oneOf, prose, readFields } from './input';
import { untilReadable } from './receipt';
import { type Statement, said } from './said';

const USUAL_KIND = 'problem';

/**
 * Opens a case of `severity` (a code of the account's playbook), `kind` (the same; `problem` where none is given) and `text`, what was
 * reported; answers its id once it can be read. The same `key` again is the same case. Throws `InvalidInput`, `unknown-account`,
 * `no-service`, the account's refusal, `no-worker`, `temporal-unavailable`.
 */
export async function openCase(connection: Connection, of: string, fields: Fields, statement: Statement): Promise<string> {
  const { store } = connection;
  const account = readFields({ account: of }, (cells) => cells.required('account', identity));
  const row = await accounts.get(store, account);
  if (!row) throw unknownAccount(account);
  const { playbook } = await published(connection, row.state.terms?.playbook);
  const { severities, 'case-kinds': kinds } = playbook;
  if (!severities || !kinds)
    throw new DomainError(
      'no-service',
      `The playbook that ${account} lives by says nothing about cases: publish one that does, and \`perennial account adopt ${account}\`.`,
    );
  const { severity, kind, text } = readFields(fields, (cells) => ({
    severity: cells.required('severity', oneOf(byUrgency(severities))) ?? '',
    kind: cells.optional('kind', oneOf(Object.keys(kinds).sort())) ?? USUAL_KIND,
    text: cells.required('text', prose()),
  }));
  const key = statement.key ?? randomUUID();
  const id = await cases.identify(store, `${account}/${key}`);
  if (await cases.get(store, id)) return id;
  const who = await said(connection, { ...statement, zone: row.zone }, text);
  await commandAccount(connection, account, 'openCase', { ...who, case: id, severity, kind }, key);
  await untilReadable(connection, entityOfCase(id), 1, `The case ${id}`);
  return id;
}

/** The store does not keep the order of keys. */
const byUrgency = (severities: NonNullable<Playbook['severities']>): readonly string[] =>
  Object.entries(severities)
    .sort(([, one], [, other]) => one.urgency - other.urgency)
    .map(([id]) => id);
