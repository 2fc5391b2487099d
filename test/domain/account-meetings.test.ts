// Calendar invitations for meetings: sent when the task opens, moved with it, cancelled when it will not take place (E6).

import type { AccountCommands, Team } from '../../domain/account/types';
import { formatInstant } from '../../domain/time/time';
import { AccountLife } from '../support/life';
import { refusal } from '../support/refusal';
import { terms, touchpoint } from '../support/terms';

const TEAM: Team = { 'account-manager': 'p-owner', 'executive-sponsor': 'p-sponsor' };
const kickoff = touchpoint('kickoff', { anchor: 'signing', after: 'P1W' }, { meeting: 60, time: '14:00' });
const visit = touchpoint('visit', { anchor: 'signing', after: 'P1W' }, { meeting: 90, owner: 'executive-sponsor' });
const TERMS = terms([kickoff, visit]);
const KICKOFF = 'kickoff:2026-01-15';
const VISIT = 'visit:2026-01-15';
const OPENED = '2026-01-12T01:00:00Z';

const started = (more: Partial<AccountCommands['start']> = {}) =>
  new AccountLife(TERMS, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08', team: TEAM, ...more });
const calendars = (life: AccountLife, key = KICKOFF) =>
  life.effects.flatMap((effect) =>
    effect.type === 'invite' && effect.task === key
      ? [
          `${effect.method} ${effect.to} ${effect.sequence} ${formatInstant(effect.due)}${effect.from ? ` from ${formatInstant(effect.from.due)}` : ''}`,
        ]
      : [],
  );
const CALLED = 'REQUEST p-owner 0 2026-01-15T06:00:00Z';
const FRIDAY = Date.parse('2026-01-16T02:00:00Z');

it('invites who attends to it when its task opens, once', () => {
  expect(calendars(started())).toEqual([]);
  expect(calendars(started().until(OPENED))).toEqual([CALLED]);
  expect(calendars(started().until('2026-02-01T00:00:00Z'))).toEqual([CALLED]);
});

it('is of the whole day while nobody has set its hour, and takes its minutes from then on', () => {
  const life = started().until(OPENED);
  expect(life.effects.find((effect) => effect.type === 'invite' && effect.task === VISIT)).toMatchObject({ minutes: 0, to: 'p-sponsor' });
  life.commandAt('moveTask', { task: VISIT, due: FRIDAY }, '2026-01-13T02:00:00Z');
  expect(life.effects.at(-1)).toMatchObject({ type: 'invite', method: 'REQUEST', sequence: 1, minutes: 90, due: FRIDAY });
});

it('follows its task to another date', () => {
  const life = started().until(OPENED).commandAt('moveTask', { task: KICKOFF, due: FRIDAY, by: 'p-9' }, '2026-01-13T02:00:00Z');
  expect(calendars(life)).toEqual([CALLED, 'REQUEST p-owner 1 2026-01-16T02:00:00Z from 2026-01-15T06:00:00Z']);
  expect(life.of('taskMoved')).toMatchObject([
    {
      by: 'p-9',
      fixed: true,
      because: [['anchor'], ['rule'], ['stage'], ['moved-by-hand', '2026-01-16 10:00']].map(([code]) => expect.arrayContaining([code])),
    },
  ]);
});

it('passes to another person: off one calendar, onto the other', () => {
  const life = started().until(OPENED).commandAt('reassignTask', { task: KICKOFF, to: 'p-9' }, '2026-01-13T02:00:00Z');
  expect(calendars(life)).toEqual([CALLED, 'CANCEL p-owner 1 2026-01-15T06:00:00Z', 'REQUEST p-9 2 2026-01-15T06:00:00Z']);
  const team = started()
    .until(OPENED)
    .commandAt('amend', { team: { 'account-manager': 'p-8' } }, '2026-01-13T02:00:00Z');
  expect(calendars(team).slice(1)).toEqual(['CANCEL p-owner 1 2026-01-15T06:00:00Z', 'REQUEST p-8 2 2026-01-15T06:00:00Z']);
});

it('is taken off when it is skipped or the account ends, and comes back with its task', () => {
  const life = started().until(OPENED).commandAt('skipTask', { task: KICKOFF, reason: 'noted' }, '2026-01-13T02:00:00Z');
  expect(calendars(life)).toEqual([CALLED, 'CANCEL p-owner 1 2026-01-15T06:00:00Z']);
  life.commandAt('reopenTask', { task: KICKOFF }, '2026-01-13T03:00:00Z');
  expect(calendars(life).at(-1)).toBe('REQUEST p-owner 2 2026-01-15T06:00:00Z');
  life.commandAt('close', {}, '2026-01-13T04:00:00Z');
  expect(calendars(life).at(-1)).toBe('CANCEL p-owner 3 2026-01-15T06:00:00Z');
});

it('leaves calendars alone when it is done, when it is over, and while the account is quiet', () => {
  expect(calendars(started().until(OPENED).commandAt('completeTask', { task: KICKOFF }, '2026-01-13T02:00:00Z'))).toEqual([CALLED]);
  expect(calendars(started().commandAt('skipTask', { task: KICKOFF, reason: 'noted' }, '2026-01-16T02:00:00Z'))).toEqual([CALLED]);
  const paused = started().commandAt('pause', {}, '2026-01-09T02:00:00Z').until('2026-01-14T00:00:00Z');
  expect(calendars(paused)).toEqual([]);
  expect(calendars(paused.commandAt('resume', {}, '2026-01-14T02:00:00Z'))).toEqual([CALLED]);
});

describe('a task that a person has moved', () => {
  const moved = () => started().commandAt('moveTask', { task: KICKOFF, due: FRIDAY }, '2026-01-09T02:00:00Z');

  it('has reminders reckoned from its new date, and stays there whatever the rules say', () => {
    const task = () => moved().commandAt('amend', { level: 'silver' }, '2026-01-09T03:00:00Z').state.tasks[KICKOFF];
    expect(task()).toMatchObject({ due: FRIDAY, fixed: true, provisional: false });
    expect(task()?.remindAt.map(formatInstant)).toEqual(['2026-01-13T01:00:00Z', '2026-01-16T01:00:00Z']);
  });

  it('is reminded of no more where that was before, unless nobody knows of it yet', () => {
    const soon = Date.parse('2026-01-09T08:00:00Z');
    const planned = started().commandAt('moveTask', { task: KICKOFF, due: soon }, '2026-01-09T02:00:00Z');
    expect(planned.state.tasks[KICKOFF]?.state).toBe('open');
    const open = started().until(OPENED);
    const reminders = open.of('reminded').length;
    expect(
      open.commandAt('moveTask', { task: KICKOFF, due: Date.parse('2026-01-12T08:00:00Z') }, '2026-01-12T02:00:00Z').of('reminded'),
    ).toHaveLength(reminders);
  });

  it('is woken from its sleep', () => {
    const life = started().until(OPENED).commandAt('snoozeTask', { task: KICKOFF, until: FRIDAY }, OPENED);
    expect(life.commandAt('moveTask', { task: KICKOFF, due: FRIDAY }, '2026-01-13T02:00:00Z').state.tasks[KICKOFF]).not.toHaveProperty(
      'snoozedUntil',
    );
  });

  it('can be moved neither into the past nor when it is closed', () => {
    expect(refusal(() => started().commandAt('moveTask', { task: KICKOFF, due: 0 }, OPENED))).toMatch(/is past/);
    const done = started().until(OPENED).commandAt('completeTask', { task: KICKOFF }, OPENED);
    expect(refusal(() => done.commandAt('moveTask', { task: KICKOFF, due: FRIDAY }, OPENED))).toMatch(/already/);
  });
});

it('the journal of all this folds to the state', () => {
  const life = started()
    .until(OPENED)
    .commandAt('moveTask', { task: KICKOFF, due: FRIDAY }, OPENED)
    .commandAt('reassignTask', { task: KICKOFF, to: 'p-9' }, OPENED);
  expect(life.folded()).toEqual(life.state);
});
