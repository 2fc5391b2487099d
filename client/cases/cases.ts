// The service cases of the library: open, query, act.

import type { AttainmentRow, Case, Recomputed } from '../../api/cases';
import type { History } from '../../api/values';
import { caseEntity } from '../../domain/ids';
import type { Language } from '../../domain/playbook/playbook';
import type { CaseStatus } from '../../domain/service-case/types';
import { cases as rows } from '../../store';
import { unknownCase } from '../temporal/commands';
import type { Connection } from '../temporal/connection';
import { directory } from '../temporal/directory';
import { historyOf, type Page } from '../temporal/history';
import type { Fields } from '../temporal/input';
import { present } from '../temporal/present';
import { type AskedStatement, instantField, spokenOf } from '../temporal/statement';
import type { Window, Windowed } from '../temporal/window';
import { actOnCase, type CaseAction } from './case-actions';
import { openCase } from './case-open';
import { type RecomputeOptions, recompute } from './case-recompute';
import { caseReport } from './case-report';
import { caseViews } from './case-view';

export interface CaseQuery extends Window {
  readonly account?: string | undefined;
  /** Default: open and waiting cases. */
  readonly state?: readonly CaseStatus[] | 'all' | undefined;
  readonly level?: string | undefined;
  readonly severity?: string | undefined;
  /** ISO 8601: a running clock is due before this instant, or was. */
  readonly breaching?: string | undefined;
  /** Handle of the person who has it. */
  readonly owner?: string | undefined;
  readonly language?: Language | undefined;
}

const UNFINISHED: readonly CaseStatus[] = ['open', 'waiting'];

async function listed(
  connection: Connection,
  { account, state, level, severity, breaching, owner, offset, limit, language = 'en' }: CaseQuery,
): Promise<Windowed<Case>> {
  const { store } = connection;
  const filter = present({
    account,
    statuses: state === 'all' ? undefined : (state ?? UNFINISHED),
    level,
    severity,
    dueBefore: breaching === undefined ? undefined : instantField('breaching', breaching),
    owner: owner === undefined ? undefined : (await directory(store)).id('owner', owner),
  });
  const found = await rows.window(store, filter, { offset, limit });
  return { rows: await caseViews(connection, found.rows, language), total: found.total };
}

export const cases = (connection: Connection) => ({
  /** Opens a case, see `openCase`. */
  async open(account: string, fields: Fields, statement: AskedStatement = {}): Promise<Case> {
    return answered(connection, await openCase(connection, account, fields, statement), statement);
  },

  /** Cases, the most urgent first. Throws `InvalidInput`. */
  list: async (query: CaseQuery = {}): Promise<Case[]> => (await listed(connection, query)).rows,

  /** A window of the list of cases, with the number of all that match. Throws like `list`. */
  window: (query: CaseQuery): Promise<Windowed<Case>> => listed(connection, query),

  /** Throws `unknown-case`. */
  show: (id: string, language: Language = 'en'): Promise<Case> => show(connection, id, language),

  /** Carries out one action and returns the case after it. Throws `InvalidInput`, `unknown-case` and refusals. */
  async act(id: string, action: CaseAction, fields: Fields, statement: AskedStatement = {}): Promise<Case> {
    await actOnCase(connection, id, action, fields, statement);
    return answered(connection, id, statement);
  },

  /** The case's events, the oldest first. Throws `unknown-case`. */
  async history(id: string, page: Page = {}): Promise<History> {
    await known(connection, id);
    return historyOf(connection, caseEntity(id), page);
  },

  /** See `caseReport`. */
  report: (fields: Fields = {}): Promise<AttainmentRow[]> => caseReport(connection.store, fields),

  /** See `recompute`. */
  recompute: (options: RecomputeOptions = {}, statement: AskedStatement = {}): Promise<Recomputed> =>
    recompute(connection, options, statement),
});

async function known({ store }: Connection, id: string): Promise<rows.Case> {
  const row = await rows.get(store, id);
  if (!row) throw unknownCase(id);
  return row;
}

/** The case after a command, with the command's time. */
async function answered(connection: Connection, id: string, statement: AskedStatement): Promise<Case> {
  const after = await show(connection, id, 'en');
  return { ...after, ...spokenOf({ ...statement, zone: after.zone }) };
}

async function show(connection: Connection, id: string, language: Language): Promise<Case> {
  const [view] = await caseViews(connection, [await known(connection, id)], language);
  if (!view) throw unknownCase(id);
  return view;
}
