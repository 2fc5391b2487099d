// What people and the account may ask of a handover, and when it is refused.
import { type Decider, DomainError } from '../decider';
import { Draft } from '../draft';
import { type Beginning, type Said, spoken, who } from '../said';
import type { Instant } from '../time';
import { evolve } from './evolve';
import { peopleOf } from './people';
import type { HandoverCommands, HandoverEffect, HandoverEvent, HandoverState, HandoverTerms, Step } from './types';

type Decide = Decider<HandoverState, HandoverCommands, HandoverEvent, HandoverEffect, HandoverTerms>['decide'];

/** Throws unless the handover is under way. */
function checkUnderWay({ status }: HandoverState): void {
  if (status === undefined) throw new DomainError('not-started', 'the handover is not started');
  if (status === 'done') throw new DomainError('handover-done', 'the handover is complete');
  if (status === 'withdrawn') throw new DomainError('handover-withdrawn', 'the handover was taken back');
}

/** Throws unless a successor of ours can still answer. */
function checkAwaitsSuccessor(state: HandoverState): void {
  checkUnderWay(state);
  if (state.passing?.kind !== 'ours')
    throw new DomainError('nothing-to-accept', "it is about the customer's contact; nobody of ours need accept it");
  if (state.status === 'refused') throw new DomainError('handover-refused', 'the successor has refused; name another one');
  if (state.steps.accepted?.at !== undefined) throw new DomainError('already-accepted', 'the successor has accepted already');
}

const opened = ({ openedAt }: HandoverState): Beginning => ({ at: openedAt, of: 'the handover' });

const isComplete = ({ steps }: HandoverState): boolean => Object.values(steps).every(({ at }) => at !== undefined);

/** A step that is done, and all of it where it was the last. */
export function completed(state: HandoverState, step: Step, at: Instant, said: Said = {}): readonly HandoverEvent[] {
  const draft = new Draft(evolve, state).add({ type: 'stepDone', at, ...who(said), step });
  if (isComplete(draft.state)) draft.add({ type: 'handoverDone', at });
  return draft.events;
}

/** Steps in the order in which they are shown. */
const stepsOf = ({ passing, leave, visit }: HandoverCommands['start']): readonly Step[] => [
  ...(passing.kind === 'ours'
    ? (['moved', ...(leave === undefined ? (['briefed'] as const) : []), 'told', 'accepted'] as const)
    : (['recorded', 'introduced', 'introduction'] as const)),
  ...(visit === undefined ? [] : (['visit'] as const)),
];

const withdrawn = (why: Extract<HandoverEvent, { type: 'handoverWithdrawn' }>['why'], at: Instant, said: Said): HandoverEvent[] => [
  { type: 'handoverWithdrawn', at, ...who(said), why },
];

export const decide: Decide = {
  start(state, said, now, terms) {
    if (state.status !== undefined) throw new DomainError('already-started', 'the handover is started already');
    const { rules, handover, account, passing, reason, team, leave, visit } = said;
    const openedAt = spoken(said, now, undefined);
    const steps = stepsOf(said);
    const draft = new Draft<HandoverState, HandoverEvent>(evolve, state).add({
      type: 'handoverStarted',
      at: now,
      ...who(said),
      rules,
      terms: { id: terms.id, playbook: terms.playbook },
      handover,
      account,
      passing,
      reason,
      team,
      ...(leave === undefined ? {} : { leave }),
      ...(visit === undefined ? {} : { visit }),
      openedAt,
      due: openedAt + terms.within,
      // Wall time (E2): no calendar, no pause.
      warnAt: terms.thresholds.map((percent) => openedAt + (terms.within * percent) / 100),
      steps,
    });
    // The account has done these with the change itself.
    for (const step of ['moved', 'recorded', 'visit'] as const) if (steps.includes(step)) draft.add({ type: 'stepDone', at: now, step });
    return draft.events;
  },

  accept(state, said, now) {
    checkAwaitsSuccessor(state);
    return completed(state, 'accepted', spoken(said, now, opened(state)), said);
  },

  refuse(state, said, now, terms) {
    checkAwaitsSuccessor(state);
    const from = state.passing?.to ?? '';
    const to = peopleOf(state, ['sales-manager', 'stand-in', ...(terms.tell[terms.thresholds.at(-1) ?? ''] ?? [])]);
    return [
      {
        type: 'handoverRefused',
        at: spoken(said, now, opened(state)),
        ...who(said),
        from,
        to: to.filter((person) => person !== from).slice(0, 1),
      },
    ];
  },

  redirect(state, said, now) {
    checkUnderWay(state);
    const from = state.passing?.to ?? '';
    if (said.to === from) return [];
    const at = spoken(said, now, opened(state));
    if (said.to === state.passing?.from) return withdrawn('changed-back', at, said);
    const draft = new Draft<HandoverState, HandoverEvent>(evolve, state).add({
      type: 'handoverRedirected',
      at,
      ...who(said),
      from,
      to: said.to,
      team: said.team,
    });
    // Another contact of theirs is on record as the first one was: before the account passes it on.
    if (state.steps.recorded !== undefined) draft.add({ type: 'stepDone', at: now, step: 'recorded' });
    return draft.events;
  },

  complete(state, said, now) {
    checkUnderWay(state);
    const { step } = said;
    const stands = state.steps[step];
    if (stands === undefined)
      throw new DomainError('no-such-step', `this handover has no step "${step}"; it has ${Object.keys(state.steps).join(', ')}`);
    if (stands.at !== undefined) throw new DomainError('step-done', `the step ${step} is done already`);
    if (step === 'accepted') checkAwaitsSuccessor(state);
    return completed(state, step, spoken(said, now, opened(state)), said);
  },

  follow(state, said, now) {
    checkUnderWay(state);
    const { passing } = state;
    if (passing?.kind === 'ours' && passing.roles.some((role) => said.team[role] !== passing.to))
      return withdrawn('team-changed', now, said);
    // Of a successor who is none any more it says nothing: the word that passes it on comes next.
    const known = said.passing?.to === passing?.to ? said.passing : undefined;
    return [{ type: 'teamChanged', at: now, ...who(said), team: said.team, ...(known && { passing: known }) }];
  },

  withdraw(state, said, now) {
    checkUnderWay(state);
    return withdrawn('account-ended', now, said);
  },
};
