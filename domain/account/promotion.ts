// An early promotion (A4) and its undoing, which leaves the account as if it had never been promoted.

import { type Decider, DomainError } from '../decider/decider';
import { spoken, stated, who } from '../decider/statement';
import { taskKey } from '../ids';
import { dateOf, type Instant } from '../time/time';
import { stageBegun } from './beginning';
import { AccountDraft } from './draft';
import { BY_PROMOTION } from './evolve';
import { isLater, stageBeginning, stageOn } from './lifecycle';
import { isWithGone } from './owner';
import { factsOf, replan, stageUntil, tick, windowOf } from './planning';
import { checkAlive } from './refusals';
import type { Terms } from './terms';
import { isLive, nextOccurrence } from './touchpoints';
import type { AccountCommands, AccountEffect, AccountEvent, AccountState, Standing, Task } from './types';

type Decide = Decider<AccountState, AccountCommands, AccountEvent, AccountEffect, Terms>['decide'];

/** The account at `now` without its promotion. */
function byTime({ promoted: _, ...state }: AccountState, terms: Terms, now: Instant): AccountState & { readonly stage: string } {
  const facts = factsOf(state);
  const stage = stageOn(terms.stages, facts, dateOf(now, state.zone));
  return { ...state, stage, stageSince: stageBeginning(terms.stages, facts.signedOn, stage) };
}

/** Promotes an account to a later stage. Touchpoints that the contract promises stay. Throws `unknown-stage`, `stage-held`, `not-later`. */
export const promoteStage: Decide['promoteStage'] = (state, statement, now, terms) => {
  checkAlive(state);
  const known = terms.stages.map(({ id }) => id);
  if (!known.includes(statement.to)) throw new DomainError('unknown-stage', { stage: statement.to, known });
  if (state.held) throw new DomainError('stage-held', { stage: state.held.stage, then: 'release' });
  const { stage = '', stageSince = '', promoted } = state;
  if (!isLater(terms.stages, statement.to, stage)) throw new DomainError('not-later', { stage, to: statement.to });
  const at = spoken(statement, now, stageBegun(state));
  const isAhead = promoted !== undefined && isLater(terms.stages, stage, byTime(state, terms, now).stage);
  const draft = new AccountDraft(state).add({
    type: 'stageEntered',
    at,
    ...who(statement),
    stage: statement.to,
    since: dateOf(at, state.zone),
    why: 'promoted',
    from: isAhead ? promoted.from : { stage, since: stageSince },
    ...stageUntil(state, statement.to, terms),
  });
  replan(draft, terms, now, BY_PROMOTION);
  return draft.events;
};

/**
 * Undoes an early promotion: tasks that only the promotion brought are cancelled, tasks that it had cancelled come back, then everything that time
 * would have done meanwhile is done. Throws `not-promoted`, `promotion-over`, `stage-held`.
 */
export const undoPromotion: Decide['undoPromotion'] = (state, statement, now, terms) => {
  checkAlive(state);
  const { promoted, held, stage = '' } = state;
  if (!promoted) throw new DomainError('not-promoted');
  if (held) throw new DomainError('stage-held', { stage: held.stage, then: 'release' });
  const without = byTime(state, terms, now);
  if (!isLater(terms.stages, stage, without.stage)) throw new DomainError('promotion-over', { stage: without.stage });
  const draft = new AccountDraft(state);
  // The latest first: each cancelled task takes its date back, down to the date before it.
  for (const task of Object.values(state.tasks).toSorted((a, b) => (a.nominal > b.nominal ? -1 : 1)))
    if (!isOfTime(without, state, task, terms))
      draft.add({ type: 'taskCancelled', at: now, task: taskKey(task), reason: 'promotion-undone' });
  const back = promoted.cancelled.filter((task) => !(taskKey(task) in state.tasks) && isOfTime(without, state, task, terms));
  const released = back.filter((task) => isWithGone(task, statement)).map(taskKey);
  const before = standingBefore(state, promoted.from, promoted.on, terms);
  const { promoted: _, ...unpromoted } = state;
  draft.add({
    type: 'stageEntered',
    ...stated(statement, now, stageBegun(state)),
    ...before,
    why: 'undone',
    restored: back.map(taskKey),
    ...(released.length > 0 && { released }),
    ...stageUntil(unpromoted, before.stage, terms),
  });
  replan(draft, terms, now);
  draft.add(...tick(draft.state, now, terms));
  return draft.events;
};

/** Whether `task` would exist without the promotion. `state`: the account without it; `now`: the account with it. */
function isOfTime(state: AccountState, now: AccountState, task: Task, terms: Terms): boolean {
  const touchpoint = terms.touchpoints.find(({ id }) => id === task.touchpoint);
  if (!touchpoint) return true;
  const [facts, window] = [factsOf(state), windowOf(state, terms)];
  // An open task outlives its stage, unless only the promotion brought that stage.
  if (task.state !== 'planned')
    return (
      isLive(touchpoint, task.nominal, facts, window, terms) || !isLive(touchpoint, task.nominal, factsOf(now), windowOf(now, terms), terms)
    );
  return nextOccurrence(touchpoint, task.after, facts, window, terms, task.instance)?.nominal === task.nominal;
}

/** The stage to return to. Terms adopted since may lack the old one: then the stage that holds on `on` by time. */
function standingBefore(state: AccountState, from: Standing, on: string, terms: Terms): Standing {
  if (terms.stages.some(({ id }) => id === from.stage)) return from;
  const { promoted: _, ...facts } = factsOf(state);
  const stage = stageOn(terms.stages, facts, on);
  return { stage, since: stageBeginning(terms.stages, facts.signedOn, stage) };
}
