// Opens a case for a customer's report, through the account, which has level and stage.

import { randomUUID } from 'node:crypto';
import { account as accountDecider } from '../../domain/account/account';
import type { Terms } from '../../domain/account/terms';
import type { AccountCommands, AccountState } from '../../domain/account/types';
import { DomainError, fold } from '../../domain/decider/decider';
import { caseEntity } from '../../domain/ids';
import { compileService, firstYear } from '../../domain/playbook/compile-service';
import type { Playbook } from '../../domain/playbook/playbook';
import { startOf } from '../../domain/service-case/opening';
import { serviceCase } from '../../domain/service-case/service-case';
import type { Instant } from '../../domain/time/time';
import { accounts, cases, terms as storedTerms } from '../../store';
import { published } from '../accounts/account-terms';
import { commandAccount, unknownAccount } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { type Fields, identity, oneOf, prose, readFields } from '../temporal/input';
import { untilReadable } from '../temporal/receipt';
import { type AskedStatement, stageStatement } from '../temporal/statement';

/**
 * Opens a case with `severity` and `kind` (codes of the account's playbook; the playbook has a default for `kind`) and the report `text`. Returns
 * the case's id once it can be read. A repeat of `key` is the same case. A case that cannot start is refused before the account knows of it. Throws
 * `InvalidInput`, `unknown-account`, `no-service`, the case's refusal (`unknown-level`, `no-open-hours`), the account's, `no-worker`,
 * `temporal-unavailable`.
 */
export async function openCase(connection: Connection, of: string, fields: Fields, statement: AskedStatement): Promise<string> {
  const { store } = connection;
  const account = readFields({ account: of }, (cells) => cells.required('account', identity));
  const row = await accounts.get(store, account);
  if (!row) throw unknownAccount(account);
  const { playbook } = await published(connection, row.state.terms?.playbook);
  const { severities, 'case-kinds': kinds, cases: rules } = playbook;
  if (!severities || !kinds || !rules) throw new DomainError('no-service', { account });
  const { severity, kind, text } = readFields(fields, (cells) => ({
    severity: cells.required('severity', oneOf(byUrgency(severities))) ?? '',
    kind: cells.optional('kind', oneOf(Object.keys(kinds).sort())) ?? rules['default-kind'],
    text: cells.required('text', prose()),
  }));
  const key = statement.key ?? randomUUID();
  const id = await cases.identify(store, `${account}/${key}`);
  if (await cases.get(store, id)) return id;
  const who = await stageStatement(connection, { ...statement, zone: row.zone }, text);
  const opening = { ...who, case: id, severity, kind };
  await checkStart(connection, row, playbook, opening);
  await commandAccount(connection, account, 'openCase', opening, key);
  await untilReadable(connection, caseEntity(id), 1, `The case ${id}`);
  return id;
}

/** Decides the start of the case as the account would request it. Throws the case's refusal. */
async function checkStart(
  { store, now }: Connection,
  { id, state }: { readonly id: string; readonly state: AccountState },
  playbook: Playbook,
  opening: AccountCommands['openCase'],
): Promise<void> {
  const terms = state.terms && (await storedTerms.get(store, state.terms.id));
  if (!terms) return;
  for (const asked of asksOf(state, opening, now(), terms)) {
    const fromYear = firstYear(asked.reportedAt);
    const service = compileService(playbook, { calendarId: terms.calendarId, fromYear });
    serviceCase.decide.start(serviceCase.initial, startOf(id, asked, service), now(), service);
  }
}

/** The starts that the account would request; empty where it refuses. The command itself reports the refusal, and this read model may be behind. */
function asksOf(state: AccountState, opening: AccountCommands['openCase'], now: Instant, terms: Terms) {
  try {
    const events = accountDecider.decide.openCase(state, opening, now, terms);
    const after = fold(accountDecider.evolve, state, events);
    return events.flatMap((event) => accountDecider.react(after, event)).filter((effect) => effect.type === 'start-case');
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}

/** The codes by urgency: the store does not keep the order of keys. */
const byUrgency = (severities: NonNullable<Playbook['severities']>): readonly string[] =>
  Object.entries(severities)
    .sort(([, one], [, other]) => one.urgency - other.urgency)
    .map(([id]) => id);
