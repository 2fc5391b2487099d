// What people may ask of an account, and when it is refused.
import { calendarOf } from '../calendar';
import { type Decider, DomainError } from '../decider';
import type { Occurrence, Terms } from '../playbook/terms';
import { type Said, spoken, who } from '../said';
import { dateOf, formatInstant, type Instant } from '../time';
import { movedTo } from '../touchpoints';
import { accountBegun, holdBegun, stageBegun, statusBegun } from './beginning';
import { AccountDraft } from './draft';
import { isUnfinished } from './evolve';
import { isWithGone } from './owner';
import { andReplan, catchUp, enterLate, enterStage, plan, replan, stageUntil, urgency } from './planning';
import { promoteStage, undoPromotion } from './promotion';
import { checkAlive, checkParticulars, checkSigning, checkTeam, taskOf, unfinished } from './refusals';
import { endHandover, openHandover, regainHandover } from './succession';
import type { AccountCommands, AccountEffect, AccountEvent, AccountState, Particulars, Task } from './types';

type Decide = Decider<AccountState, AccountCommands, AccountEvent, AccountEffect, Terms>['decide'];

const given = (said: Particulars): Particulars => ({
  ...(said.level === undefined ? {} : { level: said.level }),
  ...(said.segment === undefined ? {} : { segment: said.segment }),
  ...(said.zone === undefined ? {} : { zone: said.zone }),
  ...(said.team === undefined ? {} : { team: said.team }),
  ...(said.promisedOn === undefined ? {} : { promisedOn: said.promisedOn }),
  ...(said.contractEndsOn === undefined ? {} : { contractEndsOn: said.contractEndsOn }),
});

/** A task without what became of it. */
const occurrenceOf = (task: Task): Occurrence => {
  const { touchpoint, nominal, instance, due, remindAt, stage, role, provisional, because, wantsTicket, meeting } = task;
  return {
    ...{ touchpoint, nominal, due, remindAt, stage, role, provisional, because },
    ...(instance === undefined ? {} : { instance }),
    ...(wantsTicket && { wantsTicket }),
    ...(meeting === undefined ? {} : { meeting }),
  };
};

/** What has been said of a task, the touchpoint's next occurrence, and those that waited for it. */
function andPlanNext(state: AccountState, event: AccountEvent, task: Task, now: Instant, terms: Terms): readonly AccountEvent[] {
  const draft = new AccountDraft(state).add(event);
  plan(draft, terms, now, ({ id, when }) => id === task.touchpoint || when.anchor === `done:${task.touchpoint}`);
  return draft.events;
}

/** The first stage and the first agenda of an account that has just been signed, or entered. */
function begun(state: AccountState, event: AccountEvent, now: Instant, terms: Terms): readonly AccountEvent[] {
  const draft = new AccountDraft(state).add(event);
  enterStage(draft, terms, now, 'start');
  enterLate(draft, terms, now);
  plan(draft, terms, now);
  return draft.events;
}

function resumed(state: AccountState, said: Said, now: Instant, terms: Terms): readonly AccountEvent[] {
  const at = spoken(said, now, statusBegun(state));
  const draft = new AccountDraft(state);
  catchUp(draft, terms, now, (missed) => ({ type: 'accountResumed', at, ...who(said), missed }));
  return draft.events;
}

export const decide: Decide = {
  start(state, said, now, terms) {
    if (state.status !== undefined) throw new DomainError('already-started', 'the account is started already');
    checkParticulars(said, said.signedOn);
    calendarOf(terms.calendar);
    if (!said.team?.['account-manager']) throw new DomainError('no-account-manager', 'an account needs an account manager');
    if (said.signedOn !== undefined) checkSigning(said.signedOn, said.zone, now);
    const started: AccountEvent = {
      type: 'accountStarted',
      at: now,
      ...who(said),
      ...given(said),
      rules: said.rules,
      terms: { id: terms.id, playbook: terms.playbook },
      zone: said.zone,
      level: said.level,
      ...(said.signedOn === undefined ? {} : { signedOn: said.signedOn }),
    };
    return said.signedOn === undefined ? [started] : begun(state, started, now, terms);
  },

  sign(state, said, now, terms) {
    checkAlive(state, 'prospect');
    if (state.status !== 'prospect') throw new DomainError('already-signed', `the account was signed on ${state.anchors.signing ?? ''}`);
    checkParticulars(said, said.signedOn);
    checkTeam(state, said);
    checkSigning(said.signedOn, state.zone, now);
    return begun(
      state,
      {
        type: 'accountSigned',
        at: spoken(said, now, accountBegun(state, said.signedOn)),
        ...who(said),
        ...given(said),
        signedOn: said.signedOn,
      },
      now,
      terms,
    );
  },

  amend(state, said, now, terms) {
    checkAlive(state, 'prospect');
    checkParticulars(said, state.anchors.signing);
    checkTeam(state, said);
    return andReplan(
      state,
      [{ type: 'accountAmended', at: spoken(said, now, accountBegun(state)), ...who(said), ...given(said) }],
      now,
      terms,
    );
  },

  adoptTerms(state, said, now, _terms) {
    checkAlive(state, 'prospect');
    const { terms } = said;
    calendarOf(terms.calendar);
    if (state.stage !== undefined && !terms.stages.some(({ id }) => id === state.stage))
      throw new DomainError('unknown-stage', `the new terms have no stage "${state.stage}", in which the account is`);
    return andReplan(
      state,
      [
        {
          type: 'termsAdopted',
          at: spoken(said, now, accountBegun(state)),
          ...who(said),
          terms: { id: terms.id, playbook: terms.playbook },
        },
      ],
      now,
      terms,
    );
  },

  completeTask(state, said, now, terms) {
    const task = unfinished(state, said.task);
    const at = spoken(said, now, accountBegun(state));
    const done: AccountEvent = {
      type: 'taskDone',
      at,
      ...who(said),
      task: said.task,
      doneOn: dateOf(at, state.zone),
      ...(said.outcome === undefined ? {} : { outcome: said.outcome }),
    };
    return andPlanNext(state, done, task, now, terms);
  },

  snoozeTask(state, said, now) {
    unfinished(state, said.task);
    if (said.until <= now) throw new DomainError('not-in-the-future', `${formatInstant(said.until)} is past; snooze until a later time`);
    return [{ type: 'taskSnoozed', at: spoken(said, now, accountBegun(state)), ...who(said), task: said.task, until: said.until }];
  },

  skipTask(state, said, now, terms) {
    const task = unfinished(state, said.task);
    return andPlanNext(
      state,
      { type: 'taskSkipped', at: spoken(said, now, accountBegun(state)), ...who(said), task: said.task, reason: said.reason },
      task,
      now,
      terms,
    );
  },

  reassignTask(state, said, now) {
    unfinished(state, said.task);
    return [{ type: 'taskReassigned', at: spoken(said, now, accountBegun(state)), ...who(said), task: said.task, to: said.to }];
  },

  moveTask(state, { task: key, due, ...said }, now, terms) {
    const task = unfinished(state, key);
    if (due <= now) throw new DomainError('not-in-the-future', `${formatInstant(due)} is past; move the task to a later time`);
    const moved = movedTo(occurrenceOf(task), due, terms);
    const behind = moved.remindAt.filter((instant) => instant <= now).length;
    // What is still to open is opened by its last reminder; of an open task nobody is told again what was just decided.
    const reminded = task.state === 'planned' ? Math.min(behind, moved.remindAt.length - 1) : behind;
    return [
      {
        type: 'taskMoved',
        at: spoken(said, now, accountBegun(state)),
        ...who(said),
        ...moved,
        reminded,
        ...urgency(moved, terms, now),
        fixed: true,
      },
    ];
  },

  reopenTask(state, said, now, terms) {
    checkAlive(state);
    const task = taskOf(state, said.task);
    if (isUnfinished(task)) throw new DomainError('task-open', `the task ${said.task} is ${task.state}, there is nothing to reopen`);
    if (task.state === 'cancelled')
      throw new DomainError('task-cancelled', `the task ${said.task} was cancelled because it is no longer due`);
    return andReplan(
      state,
      [
        {
          type: 'taskReopened',
          at: spoken(said, now, accountBegun(state)),
          ...who(said),
          task: said.task,
          ...(isWithGone(task, said) && { released: true }),
        },
      ],
      now,
      terms,
    );
  },

  promoteStage,
  undoPromotion,

  holdStage(state, said, now, terms) {
    checkAlive(state);
    if (state.held) throw new DomainError('stage-held', `the stage is held at ${state.held.stage} already`);
    const at = spoken(said, now, stageBegun(state));
    return andReplan(state, [{ type: 'stageHeld', at, ...who(said), stage: state.stage ?? '', on: dateOf(at, state.zone) }], now, terms);
  },

  releaseStage(state, said, now, terms) {
    checkAlive(state);
    if (!state.held) throw new DomainError('not-held', 'the stage is not held');
    const { held: _, ...free } = state;
    const released: AccountEvent = {
      type: 'stageReleased',
      at: spoken(said, now, holdBegun(state)),
      ...who(said),
      ...stageUntil(free, state.stage ?? '', terms),
    };
    const draft = new AccountDraft(state).add(released);
    enterStage(draft, terms, now, 'released');
    replan(draft, terms, now);
    return draft.events;
  },

  assess(state, said, now) {
    checkAlive(state, 'prospect');
    const { phase, demand, industry, pain } = said;
    const values = { ...(phase && { phase }), ...(demand && { demand }), ...(industry && { industry }), ...(pain && { pain }) };
    if (Object.keys(values).length === 0)
      throw new DomainError('nothing-assessed', 'an assessment names a phase, the demand, the industry or the pain');
    return [{ type: 'accountAssessed', at: spoken(said, now, accountBegun(state)), ...who(said), values }];
  },

  pause(state, said, now) {
    checkAlive(state);
    if (state.quietSince !== undefined) throw new DomainError('not-active', `the account is ${state.status ?? ''}, it can't be paused`);
    return [{ type: 'accountPaused', at: spoken(said, now, statusBegun(state)), ...who(said) }];
  },

  resume(state, said, now, terms) {
    checkAlive(state);
    if (state.status !== 'paused') throw new DomainError('not-paused', `the account is ${state.status ?? ''}, not paused`);
    return resumed(state, said, now, terms);
  },

  markStatus(state, said, now, terms) {
    checkAlive(state);
    const from = state.status ?? '';
    const allowed: Record<typeof said.to, readonly string[]> = {
      dormant: ['active', 'won-back', 'paused'],
      lost: ['active', 'won-back', 'paused', 'dormant'],
      'won-back': ['lost'],
      active: ['dormant', 'won-back'],
    };
    if (!allowed[said.to].includes(from))
      throw new DomainError(
        'not-allowed',
        `an account that is ${from} can't become ${said.to}; that is for accounts that are ${allowed[said.to].join(' or ')}`,
      );
    const at = spoken(said, now, statusBegun(state));
    const marked: AccountEvent = { type: 'statusMarked', at, ...who(said), status: said.to, on: dateOf(at, state.zone) };
    if (from === 'dormant' && said.to === 'active') return resumed(state, said, now, terms);
    // Leaving "lost" runs the win-back play: touchpoints anchored at that day (A2).
    return said.to === 'lost' ? [...everythingCancelled(state, now, 'lost'), marked] : andReplan(state, [marked], now, terms);
  },

  openCase(state, said, now) {
    checkAlive(state);
    if (state.cases.includes(said.case)) throw new DomainError('case-there', `the case ${said.case} is open already`);
    const { severity, kind } = said;
    return [
      { type: 'caseOpened', at: now, ...who(said), case: said.case, severity, kind, reportedAt: spoken(said, now, accountBegun(state)) },
    ];
  },

  endCase(state, said, now) {
    checkAlive(state);
    return state.cases.includes(said.case) ? [{ type: 'caseEnded', at: now, ...who(said), case: said.case }] : [];
  },

  regainCase(state, said, now) {
    checkAlive(state);
    return state.cases.includes(said.case) ? [] : [{ type: 'caseRegained', at: now, ...who(said), case: said.case }];
  },

  openHandover,
  endHandover,
  regainHandover,

  close(state, said, now) {
    checkAlive(state, 'prospect');
    return [
      ...everythingCancelled(state, now, 'closed'),
      { type: 'accountClosed', at: spoken(said, now, accountBegun(state)), ...who(said) },
    ];
  },
};

/** Cancels whatever is planned or open. */
export const everythingCancelled = (state: AccountState, now: Instant, reason: string): AccountEvent[] =>
  Object.keys(state.tasks).map((key) => ({ type: 'taskCancelled', at: now, task: key, reason }));
