// The commands to a handover, by people and by the account, and when each is refused.
import { type Decider, DomainError } from '../decider/decider';
import { Draft } from '../decider/draft';
import { type Beginning, type Statement, spoken, stated, who } from '../decider/statement';
import { notifiedOf } from '../decider/thresholds';
import { given } from '../given';
import type { Instant } from '../time/time';
import { evolve } from './evolve';
import { peopleOf } from './people';
import type { HandoverCommands, HandoverEffect, HandoverEvent, HandoverState, HandoverTerms, Step } from './types';

type Decide = Decider<HandoverState, HandoverCommands, HandoverEvent, HandoverEffect, HandoverTerms>['decide'];

/** Throws `not-started`, `handover-done`, `handover-withdrawn`. */
function checkUnderWay({ status }: HandoverState): void {
  if (status === undefined) throw new DomainError('not-started', { of: 'handover' });
  if (status === 'done') throw new DomainError('handover-done');
  if (status === 'withdrawn') throw new DomainError('handover-withdrawn');
}

/** Throws unless a successor of ours can still accept or refuse: `nothing-to-accept`, `handover-refused`, `already-accepted`. */
function checkAwaitsSuccessor(state: HandoverState): void {
  checkUnderWay(state);
  if (state.succession?.kind !== 'ours') throw new DomainError('nothing-to-accept');
  if (state.status === 'refused') throw new DomainError('handover-refused');
  if (state.steps.accepted?.at !== undefined) throw new DomainError('already-accepted');
}

const opened = ({ openedAt }: HandoverState): Beginning => ({ at: openedAt, of: 'handover' });

const isComplete = ({ steps }: HandoverState): boolean => Object.values(steps).every(({ at }) => at !== undefined);

/** The event of a finished step, and the end of the handover where it was the last one. */
export function completed(state: HandoverState, step: Step, at: Instant, statement: Statement = {}): readonly HandoverEvent[] {
  const draft = new Draft(evolve, state).add({ type: 'stepDone', at, ...who(statement), step });
  if (isComplete(draft.state)) draft.add({ type: 'handoverDone', at });
  return draft.events;
}

/** The steps of a handover, in the order of display. */
const stepsOf = ({ succession, offboarding, visit }: HandoverCommands['start']): readonly Step[] => [
  ...(succession.kind === 'ours'
    ? (['moved', ...(offboarding === undefined ? (['briefed'] as const) : []), 'notified', 'accepted'] as const)
    : (['recorded', 'introduced', 'introduction'] as const)),
  ...(visit === undefined ? [] : (['visit'] as const)),
];

const withdrawn = (
  why: Extract<HandoverEvent, { type: 'handoverWithdrawn' }>['why'],
  at: Instant,
  statement: Statement,
): HandoverEvent[] => [{ type: 'handoverWithdrawn', at, ...who(statement), why }];

export const decide: Decide = {
  start(state, statement, now, terms) {
    if (state.status !== undefined) throw new DomainError('already-started', { of: 'handover' });
    const { rules, handover, account, succession, reason, team, offboarding, visit } = statement;
    const openedAt = spoken(statement, now, undefined);
    const steps = stepsOf(statement);
    const draft = new Draft<HandoverState, HandoverEvent>(evolve, state).add({
      type: 'handoverStarted',
      at: now,
      ...who(statement),
      rules,
      terms: { id: terms.id, playbook: terms.playbook, roles: terms.roles },
      handover,
      account,
      succession,
      reason,
      team,
      ...given({ offboarding, visit }),
      openedAt,
      due: openedAt + terms.within,
      // Wall time (E2): no calendar, no pause.
      warnAt: terms.thresholds.map((percent) => openedAt + (terms.within * percent) / 100),
      steps,
    });
    // The account has already done these steps when it opened the handover.
    for (const step of ['moved', 'recorded', 'visit'] as const) if (steps.includes(step)) draft.add({ type: 'stepDone', at: now, step });
    return draft.events;
  },

  accept(state, statement, now) {
    checkAwaitsSuccessor(state);
    return completed(state, 'accepted', spoken(statement, now, opened(state)), statement);
  },

  refuse(state, statement, now, terms) {
    checkAwaitsSuccessor(state);
    const from = state.succession?.to ?? '';
    const to = peopleOf(state, [
      ...(terms.roles.oversees === undefined ? [] : [terms.roles.oversees]),
      'stand-in',
      ...notifiedOf(terms, terms.thresholds.slice(-1)),
    ]);
    return [
      {
        type: 'handoverRefused',
        ...stated(statement, now, opened(state)),
        from,
        to: to.filter((person) => person !== from).slice(0, 1),
      },
    ];
  },

  redirect(state, statement, now) {
    checkUnderWay(state);
    const from = state.succession?.to ?? '';
    if (statement.to === from) return [];
    const at = spoken(statement, now, opened(state));
    if (statement.to === state.succession?.from) return withdrawn('changed-back', at, statement);
    const draft = new Draft<HandoverState, HandoverEvent>(evolve, state).add({
      type: 'handoverRedirected',
      at,
      ...who(statement),
      from,
      to: statement.to,
      team: statement.team,
    });
    // The account records the new contact before it redirects the handover.
    if (state.steps.recorded !== undefined) draft.add({ type: 'stepDone', at: now, step: 'recorded' });
    return draft.events;
  },

  complete(state, statement, now) {
    checkUnderWay(state);
    const { step } = statement;
    const stands = state.steps[step];
    if (stands === undefined) throw new DomainError('no-such-step', { step, known: Object.keys(state.steps) });
    if (stands.at !== undefined) throw new DomainError('step-done', { step });
    if (step === 'accepted') checkAwaitsSuccessor(state);
    return completed(state, step, spoken(statement, now, opened(state)), statement);
  },

  changeTeam(state, statement, now) {
    checkUnderWay(state);
    const { succession } = state;
    if (succession?.kind === 'ours' && succession.roles.some((role) => statement.team[role] !== succession.to))
      return withdrawn('team-changed', now, statement);
    // A succession with another successor is old news: the command that redirects the handover follows.
    const known = statement.succession?.to === succession?.to ? statement.succession : undefined;
    return [{ type: 'teamChanged', at: now, ...who(statement), team: statement.team, ...(known && { succession: known }) }];
  },

  withdraw(state, statement, now) {
    checkUnderWay(state);
    return withdrawn('account-ended', now, statement);
  },
};
