// The service case: a decider. A customer's report, and the clocks of what was promised.

import { attributesOf } from '../account/attributes';
import type { Decider } from '../decider/decider';
import { standing, wakeUp } from '../decider/details';
import { raisingTo } from '../decider/raising';
import { nextWarning } from '../decider/thresholds';
import { given } from '../given';
import { accountEntity } from '../ids';
import { formatInstant, type Instant } from '../time/time';
import { isUnreached, milestonesOf } from './clocks';
import { decide, redate } from './commands';
import { evolve, initial } from './evolve';
import { withNews } from './news';
import { engineerOf } from './people';
import { RULES } from './rules';
import { shapes } from './shapes';
import type { ServiceTerms } from './terms';
import type { CaseCommands, CaseEffect, CaseEvent, CaseInfo, CaseState } from './types';

const TICKET = 'ticket';

function due(state: CaseState): Instant | undefined {
  if (state.status === 'closed') return undefined;
  let next = state.closesAt ?? Number.POSITIVE_INFINITY;
  for (const [, milestone] of milestonesOf(state)) {
    if (!isUnreached(milestone)) continue;
    next = Math.min(next, nextWarning(milestone) ?? next);
    if (milestone.state === 'running') next = Math.min(next, milestone.due ?? next);
  }
  return next === Number.POSITIVE_INFINITY ? undefined : next;
}

/** The end of a resolved case; `withNews` adds breaches and thresholds. */
const tick = (state: CaseState, now: Instant): readonly CaseEvent[] =>
  state.closesAt !== undefined && state.closesAt <= now && state.status === 'resolved' ? [{ type: 'caseClosed', at: now }] : [];

const infoOf = (state: CaseState): CaseInfo => {
  const owner = engineerOf(state);
  return {
    level: state.level,
    severity: state.severity,
    kind: state.kind,
    reportedAt: state.reportedAt,
    ...given({ note: state.note, owner }),
    clocks: milestonesOf(state).map(([milestone, { state: stands, rule, target, due: dueAt }]) => ({
      milestone,
      state: stands,
      rule,
      target,
      ...given({ due: dueAt }),
    })),
  };
};

/** The status that its ticket should have. */
const ticketState = ({ status, taken }: CaseState): 'open' | 'taken' | 'waiting' | 'resolved' => {
  if (status === 'waiting') return 'waiting';
  if (status === 'resolved' || status === 'closed') return 'resolved';
  return taken ? 'taken' : 'open';
};

function react(state: CaseState, event: CaseEvent): CaseEffect[] {
  const { account, ticket } = state;
  const playbook = state.terms?.playbook ?? '';
  const moved = (): CaseEffect[] =>
    ticket === undefined || event.via === 'ticket' ? [] : [{ lane: TICKET, type: 'move-ticket', ticket, to: ticketState(state) }];
  switch (event.type) {
    case 'ticketRequested':
      return [{ lane: TICKET, type: 'open-case-ticket', playbook, account, case: infoOf(state) }];
    case 'ticketOpened':
      // The changes made while the ticket was being created.
      return ticketState(state) === 'open' ? [] : moved();
    case 'caseTaken':
    case 'customerAwaited':
    case 'customerAnswered':
    case 'caseResolved':
    case 'caseReopened':
      return moved();
    case 'notified': {
      const { about, warnings, withdrawn } = event;
      const mails = event.to.map((to): CaseEffect => {
        const contents = { about, warnings, ...given({ withdrawn }) };
        return { lane: `mail/${to}`, type: 'notify-case', playbook, account, to, ...contents, case: infoOf(state) };
      });
      if (about !== 'moved' || ticket === undefined) return mails;
      return [...mails, { lane: TICKET, type: 'note-case-ticket', playbook, account, ticket, case: infoOf(state) }];
    }
    case 'revived':
      return [{ lane: 'account', type: 'send', to: accountEntity(account), command: 'regainCase', args: { case: state.case } }];
    case 'caseClosed':
    case 'caseCancelled':
      return [{ lane: 'account', type: 'send', to: accountEntity(account), command: 'endCase', args: { case: state.case } }];
    default:
      return [];
  }
}

/** The events of new rules. A resolved case keeps its clocks. */
const raise = raisingTo<CaseState, CaseEvent, ServiceTerms>(RULES, evolve, (draft, terms, now) => {
  if (draft.state.status === 'open' || draft.state.status === 'waiting') redate(draft, terms, now, 'zone-rules');
});

export const serviceCase: Decider<CaseState, CaseCommands, CaseEvent, CaseEffect, ServiceTerms> = {
  rules: RULES,
  initial,
  shapes,
  ...withNews({ decide, tick, raise }),
  evolve,
  due,
  react,
  settle(_state, effect, outcome, now) {
    switch (effect.type) {
      case 'notify-case':
        return outcome.ok ? [] : [{ type: 'mailRefused', at: now, to: effect.to, code: outcome.code }];
      case 'open-case-ticket':
        return outcome.ok
          ? [{ type: 'ticketOpened', at: now, ticket: outcome.value ?? '' }]
          : [{ type: 'ticketFailed', at: now, code: outcome.code }];
      case 'move-ticket':
      case 'note-case-ticket':
        return outcome.ok ? [] : [{ type: 'ticketFailed', at: now, code: outcome.code }];
      case 'send':
        return [];
    }
  },
  cancel: (state, now) => (state.status === undefined || state.status === 'closed' ? [] : [{ type: 'caseCancelled', at: now }]),
  isOver: (state) => state.status === 'closed',
  isChapterEnd: ({ type }) => type === 'termsAdopted',
  attributes: (state) => ({ PerennialKind: 'case', PerennialAccount: state.account, ...attributesOf(state) }),
  details(state) {
    return [
      `${standing(state.status)}, ${state.severity} ${state.kind} of ${state.account}, level ${state.level}`,
      wakeUp(due(state)),
      '',
      ...milestonesOf(state).map(
        ([name, one]) =>
          `- ${name}: ${one.state}, ${one.target} of ${one.rule}, due ${one.due === undefined ? 'never while paused' : formatInstant(one.due)}`,
      ),
    ].join('\n');
  },
};
