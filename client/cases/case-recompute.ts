// Dates open cases again by the latest playbook: after a change of a calendar or a promise.

import type { Recomputed } from '../../api/cases';
import { DomainError } from '../../domain/decider/decider';
import { caseEntity } from '../../domain/ids';
import { serviceCase } from '../../domain/service-case/service-case';
import type { CaseEvent } from '../../domain/service-case/types';
import { accounts, cases, journal, serviceTerms } from '../../store';
import { eventOf } from '../../store/folds/journal-rows';
import { published } from '../accounts/account-terms';
import { timeOf } from '../accounts/account-view';
import { commandCase, unknownAccount } from '../temporal/commands';
import { concurrently } from '../temporal/concurrently';
import type { Connection } from '../temporal/connection';
import { present } from '../temporal/present';
import { type AskedStatement, type Statement, stageStatement } from '../temporal/statement';
import { serviceTermsFor } from './case-terms';

const AT_ONCE = 20;

export interface RecomputeOptions {
  readonly account?: string | undefined;
  /** Only show what would move. */
  readonly dryRun?: boolean | undefined;
}

/**
 * Puts every open and waiting case under the latest playbook's terms, and returns the clocks that moved. Cases with equal terms are left alone.
 * Throws `unknown-account`, `no-playbook`, `no-service`, `no-worker`, `temporal-unavailable`.
 */
export async function recompute(
  connection: Connection,
  { account, dryRun = false }: RecomputeOptions,
  statement: AskedStatement,
): Promise<Recomputed> {
  const { store } = connection;
  if (account !== undefined && !(await accounts.get(store, account))) throw unknownAccount(account);
  const [found, latest] = await Promise.all([cases.list(store, present({ account, statuses: UNFINISHED })), published(connection)]);
  const termsFor = serviceTermsFor(connection, latest);
  const who = await stageStatement(connection, statement);
  const moved = await concurrently(found, AT_ONCE, async ({ id, account: of, zone, reportedAt, state }) => {
    const terms = await termsFor(of, zone, reportedAt);
    if (state.terms?.id === terms.id) return [];
    const events = dryRun
      ? serviceCase.decide.adoptTerms(state, { ...who, terms }, connection.now(), terms)
      : await adopt(connection, id, { ...who, terms });
    return events.flatMap((event) => {
      if (event.type !== 'milestoneMoved' || event.from === event.due) return [];
      return { case: id, milestone: event.milestone, from: timeOf(event.from), to: timeOf(event.due) };
    });
  });
  return { cases: found.length, moved: moved.flat() };
}

const UNFINISHED = ['open', 'waiting'] as const;

/** The result for one case. A case resolved or closed meanwhile keeps its terms. */
async function adopt(
  connection: Connection,
  id: string,
  args: Statement & { readonly terms: Awaited<ReturnType<ReturnType<typeof serviceTermsFor>>> },
): Promise<readonly CaseEvent[]> {
  const { store } = connection;
  const entity = caseEntity(id);
  const before = await journal.lastSequence(store, entity);
  await serviceTerms.put(store, args.terms);
  try {
    const receipt = await commandCase(connection, id, 'adoptTerms', args);
    const happened = await journal.history(store, entity, { after: before, limit: receipt - before });
    return happened.map((row) => eventOf<CaseEvent>({ ...row, entity }));
  } catch (error) {
    if (error instanceof DomainError && GONE.includes(error.code)) return [];
    throw error;
  }
}

const GONE: readonly string[] = ['case-ended', 'case-closed', 'case-resolved', 'entity-terminated', 'entity-in-trouble'];
