// What each event does to a case's state. It never throws and never asks the time, so the journal can be folded again at any time.
import { onceEach, unknownEvent } from '../decider/decider';
import { raised } from '../decider/rules';
import { given } from '../given';
import type { Instant } from '../time/time';
import type { MilestoneName } from './terms';
import type { CaseEvent, CaseState, Dating, Milestone } from './types';

export const initial: CaseState = {
  rules: 0,
  status: undefined,
  case: '',
  account: '',
  level: '',
  severity: '',
  kind: '',
  team: {},
  reportedAt: 0,
  visit: false,
  taken: false,
  pauses: [],
  milestones: {},
};

const datingOf = ({ rule, target, calendar, count, start, due, warnAt, because }: Dating): Dating => ({
  rule,
  target,
  calendar,
  count,
  start,
  ...given({ due }),
  warnAt,
  because,
});

/** How many thresholds stay on record. Where the target is another one, thresholds ahead are notified again; a pause repeats none (D4, D6). */
const stillWarned = (
  { warned, due, target }: Pick<Milestone, 'warned' | 'due' | 'target'>,
  event: Extract<CaseEvent, { readonly type: 'milestoneMoved' }>,
): number => {
  const isAnother = event.why === 'terms' || (event.why === 'level' && (event.due !== due || event.target !== target));
  return isAnother ? Math.min(warned, event.warnAt.filter((instant) => instant <= event.at).length) : warned;
};

const withMilestone = (state: CaseState, name: MilestoneName, change: (milestone: Milestone) => Milestone): CaseState => {
  const milestone = state.milestones[name];
  return milestone ? { ...state, milestones: { ...state.milestones, [name]: change(milestone) } } : state;
};

/** Ends the open pause at `end`. */
const unpaused = ({ pauses }: CaseState, end: Instant): CaseState['pauses'] =>
  pauses.filter(([begin, until]) => until !== null || begin < end).map(([begin, until]) => [begin, until ?? end]);

/** A reopened case's milestone: the resolution runs again, and so does a visit that resolving had cancelled. */
const reopened = (name: MilestoneName, milestone: Milestone, visit: boolean): Milestone => {
  const isAgain = name === 'resolution' || (name === 'on-site' && visit && milestone.state === 'cancelled');
  if (!isAgain) return milestone;
  const { metAt: _, used: __, ...rest } = milestone;
  return { ...rest, state: milestone.state === 'breached' ? 'breached' : 'running' };
};

function evolved(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'caseStarted': {
      const { rules, terms, account, level, severity, kind, stage, segment, team, reportedAt, note } = event;
      const reported = { rules, terms, account, level, severity, kind, team, reportedAt, ...given({ stage, segment, note }) };
      return { ...initial, status: 'open', case: event.case, ...reported };
    }
    case 'rulesRaised':
      return raised(state, event);
    case 'milestoneStarted':
      return {
        ...state,
        milestones: {
          ...state.milestones,
          [event.milestone]: {
            ...datingOf(event),
            state: event.due === undefined ? 'paused' : 'running',
            // A cancelled clock that starts again keeps the thresholds on record.
            warned: state.milestones[event.milestone]?.warned ?? 0,
          },
        },
      };
    case 'milestoneMoved':
      return withMilestone(state, event.milestone, ({ state: was, heard, ...before }) => ({
        ...datingOf(event),
        state: was === 'breached' ? was : event.due === undefined ? 'paused' : 'running',
        warned: stillWarned(before, event),
        ...given({ heard }),
      }));
    case 'milestoneMet':
      return withMilestone(state, event.milestone, (milestone) => ({
        ...milestone,
        state: milestone.state === 'breached' ? 'breached' : 'met',
        metAt: event.metAt,
        used: event.used,
      }));
    case 'milestoneBreached':
      return withMilestone(state, event.milestone, (milestone) => ({ ...milestone, state: 'breached' }));
    case 'breachWithdrawn':
      return withMilestone(state, event.milestone, ({ heard: _, ...milestone }) => ({
        ...milestone,
        state: milestone.due === undefined ? 'paused' : 'running',
        warned: event.warned,
      }));
    case 'milestoneCancelled':
      return withMilestone(state, event.milestone, (milestone) => ({ ...milestone, state: 'cancelled' }));
    case 'notified':
      return event.warnings.reduce(
        (all, { milestone, warned }) =>
          withMilestone(all, milestone, (one) => ({
            ...one,
            warned: Math.max(one.warned, warned),
            ...(one.state === 'breached' ? { heard: [...new Set([...(one.heard ?? []), ...event.to])] } : {}),
          })),
        state,
      );
    case 'caseTaken':
      return { ...state, taken: true, ...given({ engineer: event.to }) };
    case 'caseDiagnosed':
      return { ...state, visit: event.visit, diagnosedAt: event.diagnosedAt };
    case 'customerAwaited':
      return { ...state, status: 'waiting', pauses: [...state.pauses, [event.since, null]] };
    case 'customerAnswered':
      return { ...state, status: 'open', pauses: unpaused(state, event.until) };
    case 'caseResolved': {
      const { resolvedAt, closesAt } = event;
      return { ...state, status: 'resolved', resolvedAt, closesAt, pauses: unpaused(state, resolvedAt) };
    }
    case 'caseReopened': {
      const { resolvedAt = event.reopenedAt, closesAt: _, ...rest } = state;
      const milestones = Object.entries(state.milestones) as [MilestoneName, Milestone][];
      return {
        ...rest,
        status: 'open',
        pauses: [...state.pauses, [resolvedAt, Math.max(resolvedAt, event.reopenedAt)]],
        milestones: Object.fromEntries(milestones.map(([name, one]) => [name, reopened(name, one, state.visit)])),
      };
    }
    case 'caseAmended': {
      const { level = state.level, segment = state.segment, team = state.team, reassigned } = event;
      const taken = reassigned !== undefined && state.engineer === reassigned.from ? { engineer: reassigned.to } : {};
      return { ...state, level, ...given({ segment }), team, ...taken };
    }
    case 'termsAdopted':
      return { ...state, terms: event.terms };
    case 'ticketOpened':
      return { ...state, ticket: event.ticket };
    case 'ticketLost': {
      const { ticket: _, ...rest } = state;
      return { ...rest, ticketLostAt: event.at };
    }
    case 'caseClosed':
    case 'caseCancelled':
      return { ...state, status: 'closed' };
    case 'ticketRequested':
    case 'ticketFailed':
    case 'mailRefused':
    case 'revived':
      return state;
    default:
      return unknownEvent(state, event);
  }
}

export const evolve = onceEach(evolved);
