// The commands to an account, and when each is refused.

import { type Decider, DomainError } from '../decider/decider';
import { type Statement, spoken, stated, who } from '../decider/statement';
import { given } from '../given';
import { calendarOf } from '../time/calendar';
import { dateOf, formatInstant, type Instant } from '../time/time';
import { accountBegun, holdBegun, stageBegun, statusBegun } from './beginning';
import { AccountDraft } from './draft';
import { isUnfinished } from './evolve';
import { isWithGone } from './owner';
import { catchUp, enterLate, enterStage, plan, replan, stageUntil, urgency, withReplan } from './planning';
import { promoteStage, undoPromotion } from './promotion';
import { checkAlive, checkCodes, checkParticulars, checkSigning, checkTeam, taskOf, unfinished } from './refusals';
import { endHandover, openHandover, regainHandover } from './succession';
import type { Occurrence, Terms } from './terms';
import { movedTo } from './touchpoints';
import type { AccountCommands, AccountEffect, AccountEvent, AccountState, KeptTerms, Particulars, Task } from './types';

type Decide = Decider<AccountState, AccountCommands, AccountEvent, AccountEffect, Terms>['decide'];

const keptOf = ({ id, playbook, roles }: Terms): KeptTerms => ({ id, playbook, roles });

const particularsOf = ({ level, segment, zone, team, promisedOn, contractEndsOn }: Particulars): Particulars =>
  given({ level, segment, zone, team, promisedOn, contractEndsOn });

/** The occurrence of a task, without the task's progress. */
const occurrenceOf = (task: Task): Occurrence => {
  const { touchpoint, nominal, instance, due, remindAt, stage, role, provisional, because, wantsTicket, meeting } = task;
  return {
    ...{ touchpoint, nominal, due, remindAt, stage, role, provisional, because },
    ...given({ instance }),
    ...(wantsTicket && { wantsTicket }),
    ...given({ meeting }),
  };
};

/** `event` of a task, then the plan: the touchpoint's next occurrence, and the touchpoints that waited for this one. */
function withNextPlan(state: AccountState, event: AccountEvent, task: Task, now: Instant, terms: Terms): readonly AccountEvent[] {
  const draft = new AccountDraft(state).add(event);
  plan(draft, terms, now, ({ id, when }) => id === task.touchpoint || when.anchor === `done:${task.touchpoint}`);
  return draft.events;
}

/** `event` of the signing or the start, then the first stage and the first tasks. */
function withBeginning(state: AccountState, event: AccountEvent, now: Instant, terms: Terms): readonly AccountEvent[] {
  const draft = new AccountDraft(state).add(event);
  enterStage(draft, terms, now, 'start');
  enterLate(draft, terms, now);
  plan(draft, terms, now);
  return draft.events;
}

function resumed(state: AccountState, statement: Statement, now: Instant, terms: Terms): readonly AccountEvent[] {
  const at = spoken(statement, now, statusBegun(state));
  const draft = new AccountDraft(state);
  catchUp(draft, terms, now, (missed) => ({ type: 'accountResumed', at, ...who(statement), missed }));
  return draft.events;
}

export const decide: Decide = {
  start(state, statement, now, terms) {
    if (state.status !== undefined) throw new DomainError('already-started', { of: 'account' });
    checkParticulars(statement, statement.signedOn, terms);
    calendarOf(terms.calendar);
    const { answers } = terms.roles;
    if (!statement.team?.[answers]) throw new DomainError('no-account-manager', { role: answers, of: 'account' });
    if (statement.signedOn !== undefined) checkSigning(statement.signedOn, statement.zone, now);
    const started: AccountEvent = {
      type: 'accountStarted',
      at: now,
      ...who(statement),
      ...particularsOf(statement),
      rules: statement.rules,
      terms: keptOf(terms),
      zone: statement.zone,
      level: statement.level,
      ...given({ signedOn: statement.signedOn }),
    };
    return statement.signedOn === undefined ? [started] : withBeginning(state, started, now, terms);
  },

  sign(state, statement, now, terms) {
    checkAlive(state, 'prospect');
    if (state.status !== 'prospect') throw new DomainError('already-signed', { on: state.anchors.signing ?? '' });
    checkParticulars(statement, statement.signedOn, terms);
    checkTeam(state, statement);
    checkSigning(statement.signedOn, state.zone, now);
    return withBeginning(
      state,
      {
        type: 'accountSigned',
        ...stated(statement, now, accountBegun(state, statement.signedOn)),
        ...particularsOf(statement),
        signedOn: statement.signedOn,
      },
      now,
      terms,
    );
  },

  amend(state, statement, now, terms) {
    checkAlive(state, 'prospect');
    checkParticulars(statement, state.anchors.signing, terms);
    checkTeam(state, statement);
    return withReplan(
      state,
      [{ type: 'accountAmended', ...stated(statement, now, accountBegun(state)), ...particularsOf(statement) }],
      now,
      terms,
    );
  },

  adoptTerms(state, statement, now, _terms) {
    checkAlive(state, 'prospect');
    const { terms } = statement;
    calendarOf(terms.calendar);
    if (state.stage !== undefined && !terms.stages.some(({ id }) => id === state.stage))
      throw new DomainError('unknown-stage', { stage: state.stage });
    checkCodes({ level: state.level, ...given({ segment: state.segment }) }, terms);
    const { answers } = terms.roles;
    if (state.team[answers] === undefined) throw new DomainError('no-account-manager', { role: answers, of: 'terms' });
    return withReplan(
      state,
      [
        {
          type: 'termsAdopted',
          ...stated(statement, now, accountBegun(state)),
          terms: keptOf(terms),
        },
      ],
      now,
      terms,
    );
  },

  completeTask(state, statement, now, terms) {
    const task = unfinished(state, statement.task);
    const at = spoken(statement, now, accountBegun(state));
    const done: AccountEvent = {
      type: 'taskDone',
      at,
      ...who(statement),
      task: statement.task,
      doneOn: dateOf(at, state.zone),
      ...given({ outcome: statement.outcome }),
    };
    return withNextPlan(state, done, task, now, terms);
  },

  snoozeTask(state, statement, now) {
    unfinished(state, statement.task);
    if (statement.until <= now) throw new DomainError('not-in-the-future', { time: formatInstant(statement.until), then: 'snooze' });
    return [
      {
        type: 'taskSnoozed',
        ...stated(statement, now, accountBegun(state)),
        task: statement.task,
        until: statement.until,
      },
    ];
  },

  skipTask(state, statement, now, terms) {
    const task = unfinished(state, statement.task);
    return withNextPlan(
      state,
      {
        type: 'taskSkipped',
        ...stated(statement, now, accountBegun(state)),
        task: statement.task,
        reason: statement.reason,
      },
      task,
      now,
      terms,
    );
  },

  reassignTask(state, statement, now) {
    unfinished(state, statement.task);
    return [
      {
        type: 'taskReassigned',
        ...stated(statement, now, accountBegun(state)),
        task: statement.task,
        to: statement.to,
      },
    ];
  },

  moveTask(state, { task: key, due, ...statement }, now, terms) {
    const task = unfinished(state, key);
    if (due <= now) throw new DomainError('not-in-the-future', { time: formatInstant(due), then: 'move' });
    const moved = movedTo(occurrenceOf(task), due, terms);
    const behind = moved.remindAt.filter((instant) => instant <= now).length;
    // A planned task is opened by its last reminder. An open task drops the reminders behind `now`: a move made this moment needs no reminder.
    const reminded = task.state === 'planned' ? Math.min(behind, moved.remindAt.length - 1) : behind;
    return [
      {
        type: 'taskMoved',
        ...stated(statement, now, accountBegun(state)),
        ...moved,
        reminded,
        ...urgency(moved, terms, now),
        fixed: true,
      },
    ];
  },

  reopenTask(state, statement, now, terms) {
    checkAlive(state);
    const task = taskOf(state, statement.task);
    if (isUnfinished(task)) throw new DomainError('task-open', { task: statement.task, state: task.state });
    if (task.state === 'cancelled') throw new DomainError('task-cancelled', { task: statement.task });
    return withReplan(
      state,
      [
        {
          type: 'taskReopened',
          ...stated(statement, now, accountBegun(state)),
          task: statement.task,
          ...(isWithGone(task, statement) && { released: true }),
        },
      ],
      now,
      terms,
    );
  },

  promoteStage,
  undoPromotion,

  holdStage(state, statement, now, terms) {
    checkAlive(state);
    if (state.held) throw new DomainError('stage-held', { stage: state.held.stage, then: 'already' });
    const at = spoken(statement, now, stageBegun(state));
    return withReplan(
      state,
      [{ type: 'stageHeld', at, ...who(statement), stage: state.stage ?? '', on: dateOf(at, state.zone) }],
      now,
      terms,
    );
  },

  releaseStage(state, statement, now, terms) {
    checkAlive(state);
    if (!state.held) throw new DomainError('not-held');
    const { held: _, ...free } = state;
    const released: AccountEvent = {
      type: 'stageReleased',
      ...stated(statement, now, holdBegun(state)),
      ...stageUntil(free, state.stage ?? '', terms),
    };
    const draft = new AccountDraft(state).add(released);
    enterStage(draft, terms, now, 'released');
    replan(draft, terms, now);
    return draft.events;
  },

  assess(state, statement, now, terms) {
    checkAlive(state, 'prospect');
    checkCodes(given({ phase: statement.phase }), terms);
    const { phase, demand, industry, pain } = statement;
    const values = given({ phase, demand, industry, pain });
    if (Object.keys(values).length === 0) throw new DomainError('nothing-assessed');
    return [{ type: 'accountAssessed', ...stated(statement, now, accountBegun(state)), values }];
  },

  pause(state, statement, now) {
    checkAlive(state);
    if (state.quietSince !== undefined) throw new DomainError('not-active', { status: state.status ?? '' });
    return [{ type: 'accountPaused', ...stated(statement, now, statusBegun(state)) }];
  },

  resume(state, statement, now, terms) {
    checkAlive(state);
    if (state.status !== 'paused') throw new DomainError('not-paused', { status: state.status ?? '' });
    return resumed(state, statement, now, terms);
  },

  markStatus(state, statement, now, terms) {
    checkAlive(state);
    const from = state.status ?? '';
    const allowed: Record<typeof statement.to, readonly string[]> = {
      dormant: ['active', 'won-back', 'paused'],
      lost: ['active', 'won-back', 'paused', 'dormant'],
      'won-back': ['lost'],
      active: ['dormant', 'won-back'],
    };
    if (!allowed[statement.to].includes(from))
      throw new DomainError('not-allowed', { from, to: statement.to, allowed: allowed[statement.to] });
    const at = spoken(statement, now, statusBegun(state));
    const marked: AccountEvent = { type: 'statusMarked', at, ...who(statement), status: statement.to, on: dateOf(at, state.zone) };
    if (from === 'dormant' && statement.to === 'active') return resumed(state, statement, now, terms);
    // Leaving "lost" runs the win-back play: touchpoints anchored at that day (A2).
    return statement.to === 'lost' ? [...everythingCancelled(state, now, 'lost'), marked] : withReplan(state, [marked], now, terms);
  },

  openCase(state, statement, now) {
    checkAlive(state);
    if (state.cases.includes(statement.case)) throw new DomainError('case-there', { case: statement.case });
    const { severity, kind } = statement;
    return [
      {
        type: 'caseOpened',
        at: now,
        ...who(statement),
        case: statement.case,
        severity,
        kind,
        reportedAt: spoken(statement, now, accountBegun(state)),
      },
    ];
  },

  endCase(state, statement, now) {
    checkAlive(state);
    return state.cases.includes(statement.case) ? [{ type: 'caseEnded', at: now, ...who(statement), case: statement.case }] : [];
  },

  regainCase(state, statement, now) {
    checkAlive(state);
    return state.cases.includes(statement.case) ? [] : [{ type: 'caseRegained', at: now, ...who(statement), case: statement.case }];
  },

  openHandover,
  endHandover,
  regainHandover,

  close(state, statement, now) {
    checkAlive(state, 'prospect');
    return [...everythingCancelled(state, now, 'closed'), { type: 'accountClosed', ...stated(statement, now, accountBegun(state)) }];
  },
};

/** Cancels every planned or open task. */
export const everythingCancelled = (state: AccountState, now: Instant, reason: string): AccountEvent[] =>
  Object.keys(state.tasks).map((key) => ({ type: 'taskCancelled', at: now, task: key, reason }));
