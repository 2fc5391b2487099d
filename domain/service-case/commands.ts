// The commands to a case, and when each is refused.
import { type Decider, DomainError } from '../decider/decider';
import { Draft } from '../decider/draft';
import { type Beginning, type Statement, spoken, who } from '../decider/statement';
import { given } from '../given';
import type { Instant } from '../time/time';
import { giveUp, isUnreached, reach, reckon } from './clocks';
import { evolve } from './evolve';
import { peopleOf } from './people';
import type { MilestoneName, ServiceTerms } from './terms';
import type { CaseCommands, CaseEffect, CaseEvent, CaseState, CaseStatus, KeptTerms, Move, News } from './types';

type Decide = Decider<CaseState, CaseCommands, CaseEvent, CaseEffect, ServiceTerms>['decide'];
type Drafted = Draft<CaseState, CaseEvent>;

const DAY = 86_400_000;

/** The part of a statement that an event keeps, with `via`. */
const kept = (statement: Statement & { readonly via?: 'ticket' }) => ({
  ...who(statement),
  ...given({ via: statement.via }),
});

/** Throws unless the case has one of `statuses`. */
function checkStatus(state: CaseState, ...statuses: readonly CaseStatus[]): void {
  const { status } = state;
  if (status === undefined) throw new DomainError('not-started', { of: 'case' });
  if (statuses.includes(status)) return;
  if (status === 'closed') throw new DomainError('case-closed');
  if (status === 'resolved') throw new DomainError('case-resolved');
  if (status === 'waiting') throw new DomainError('case-waiting');
  throw new DomainError('case-open', { allowed: statuses });
}

/** The beginning of a case: its report. */
const reported = ({ reportedAt }: CaseState): Beginning => ({ at: reportedAt, of: 'case' });

/** The beginning of the last wait for the customer. */
function awaited(state: CaseState): Beginning {
  const since = state.pauses.at(-1)?.[0] ?? state.reportedAt;
  return { at: Math.max(since, state.reportedAt), of: 'wait' };
}

/** Another system's clock may be wrong by this many milliseconds. */
const WRONG_CLOCK = 86_400_000;

/**
 * The time that a command speaks of. The ticketing system's times are moved into the allowed span: they may be up to a day early. Throws
 * `in-the-future`, `before-it-began`.
 */
function spokenOf(state: CaseState, statement: Statement & { readonly via?: 'ticket' }, now: Instant, begun = reported(state)): Instant {
  const { at = now, via } = statement;
  return via === 'ticket' && at >= begun.at - WRONG_CLOCK ? Math.max(begun.at, Math.min(at, now)) : spoken(statement, now, begun);
}

const keptOf = ({ id, playbook, firstLine }: ServiceTerms): KeptTerms => ({ id, playbook, firstLine });

const drafting = (state: CaseState): Drafted => new Draft(evolve, state);

/** Notifies the people in these roles. */
function notify(draft: Drafted, now: Instant, about: Exclude<News, 'warned' | 'withdrawn'>, roles: readonly string[]): void {
  const to = peopleOf(draft.state, roles);
  draft.add({ type: 'notified', at: now, about, warnings: [], to });
}

/** Dates the clocks again after a change of terms, level or zone rules, with one notification about all that moved. */
export function redate(draft: Drafted, terms: ServiceTerms, now: Instant, why: Move): void {
  const before = draft.events.length;
  reckon(draft, terms, now, why);
  if (draft.events.length > before) notify(draft, now, 'moved', ['engineer']);
}

const isReached = (state: CaseState, name: MilestoneName): boolean => {
  const milestone = state.milestones[name];
  return milestone !== undefined && !isUnreached(milestone) && milestone.state !== 'cancelled';
};

export const decide: Decide = {
  start(state, statement, now, terms) {
    if (state.status !== undefined) throw new DomainError('already-started', { of: 'case' });
    const { rules, account, level, severity, kind, stage, segment, team } = statement;
    const { severities, kinds } = terms;
    if (!severities.includes(severity)) throw new DomainError('unknown-severity', { severity, known: severities });
    if (!kinds.includes(kind)) throw new DomainError('unknown-kind', { kind, known: kinds });
    const draft = drafting(state).add({
      type: 'caseStarted',
      at: now,
      ...kept(statement),
      rules,
      terms: keptOf(terms),
      case: statement.case,
      account,
      level,
      severity,
      kind,
      ...given({ stage, segment }),
      team,
      reportedAt: spoken(statement, now, undefined),
    });
    reckon(draft, terms, now, 'terms');
    draft.add({ type: 'ticketRequested', at: now });
    notify(draft, now, 'opened', terms.notify.opened ?? []);
    return draft.events;
  },

  take(state, statement, now, terms) {
    checkStatus(state, 'open', 'waiting');
    const at = spokenOf(state, statement, now);
    const to = statement.to ?? statement.by;
    const draft = drafting(state).add({ type: 'caseTaken', at: now, ...kept(statement), ...given({ to }) });
    reach(draft, terms, now, 'response', at);
    return draft.events;
  },

  answer(state, statement, now, terms) {
    checkStatus(state, 'open', 'waiting');
    if (isReached(state, 'response')) throw new DomainError('already-answered');
    const draft = drafting(state);
    reach(draft, terms, now, 'response', spokenOf(state, statement, now));
    if (draft.events.length === 0) throw new DomainError('nothing-promised');
    return draft.events.map((event) => ({ ...event, ...kept(statement) }));
  },

  diagnose(state, statement, now, terms) {
    checkStatus(state, 'open', 'waiting');
    const at = state.diagnosedAt ?? spokenOf(state, statement, now);
    if (state.diagnosedAt !== undefined && state.visit === statement.visit)
      throw new DomainError('already-diagnosed', { visit: state.visit ?? false });
    const draft = drafting(state).add({ type: 'caseDiagnosed', at: now, ...kept(statement), visit: statement.visit, diagnosedAt: at });
    reach(draft, terms, now, 'response', at);
    reach(draft, terms, now, 'diagnosis', at);
    if (!statement.visit) giveUp(draft, terms, now, 'on-site');
    reckon(draft, terms, now, 'terms');
    return draft.events;
  },

  wait(state, statement, now, terms) {
    checkStatus(state, 'open');
    const draft = drafting(state).add({ type: 'customerAwaited', at: now, ...kept(statement), since: spokenOf(state, statement, now) });
    reckon(draft, terms, now, 'paused');
    return draft.events;
  },

  resume(state, statement, now, terms) {
    checkStatus(state, 'waiting');
    const draft = drafting(state).add({
      type: 'customerAnswered',
      at: now,
      ...kept(statement),
      until: spokenOf(state, statement, now, awaited(state)),
    });
    reckon(draft, terms, now, 'resumed');
    return draft.events;
  },

  arrive(state, statement, now, terms) {
    checkStatus(state, 'open', 'waiting');
    const visit = state.milestones['on-site'];
    if (!visit || visit.state === 'cancelled') throw new DomainError('no-visit');
    if (!isUnreached(visit)) throw new DomainError('already-arrived');
    const draft = drafting(state);
    reach(draft, terms, now, 'on-site', spokenOf(state, statement, now));
    return draft.events.map((event) => ({ ...event, ...kept(statement) }));
  },

  resolve(state, statement, now, terms) {
    checkStatus(state, 'open', 'waiting');
    const at = spokenOf(state, statement, now);
    const draft = drafting(state);
    // The solution also answers the customer and completes the diagnosis, and nobody need visit any more.
    for (const name of ['response', 'diagnosis', 'resolution'] as const) reach(draft, terms, now, name, at);
    if (draft.state.milestones['on-site']?.state !== 'breached') giveUp(draft, terms, now, 'on-site');
    draft.add({ type: 'caseResolved', at: now, ...kept(statement), resolvedAt: at, closesAt: at + terms.reopenDays * DAY });
    return draft.events;
  },

  reopen(state, statement, now, terms) {
    checkStatus(state, 'resolved');
    const at = Math.max(spokenOf(state, statement, now), state.resolvedAt ?? 0);
    const draft = drafting(state).add({ type: 'caseReopened', at: now, ...kept(statement), reopenedAt: at });
    reckon(draft, terms, now, 'reopened');
    notify(draft, now, 'reopened', terms.notify.opened ?? []);
    return draft.events;
  },

  loseTicket(state, statement, now) {
    checkStatus(state, 'open', 'waiting', 'resolved');
    return state.ticket === undefined ? [] : [{ type: 'ticketLost', at: now, ...kept(statement) }];
  },

  amend(state, statement, now, terms) {
    checkStatus(state, 'open', 'waiting', 'resolved');
    const { level, segment, team, reassigned } = statement;
    const draft = drafting(state).add({
      type: 'caseAmended',
      at: now,
      ...kept(statement),
      ...given({ level, segment, team, reassigned }),
    });
    if (state.status !== 'resolved') redate(draft, terms, now, 'level');
    return draft.events;
  },

  adoptTerms(state, statement, now) {
    checkStatus(state, 'open', 'waiting');
    const { terms } = statement;
    const draft = drafting(state).add({
      type: 'termsAdopted',
      at: now,
      ...kept(statement),
      terms: keptOf(terms),
    });
    redate(draft, terms, now, 'terms');
    return draft.events;
  },
};
