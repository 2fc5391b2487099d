// Events of a small account, from its decider.

import { evolve, initial } from '../../domain/account/evolve';
import type { AccountEvent, AccountState } from '../../domain/account/types';
import { fold } from '../../domain/decider/decider';
import { ROLES } from '../support/roles';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5, 1);

export const started = (at = START): AccountEvent => ({
  type: 'accountStarted',
  at,
  by: 'p-1',
  rules: 1,
  terms: { id: 't1', playbook: 'b1', roles: ROLES },
  zone: 'Asia/Shanghai',
  level: 'gold',
  signedOn: '2026-01-05',
  team: { 'account-manager': 'p-4', technical: 'p-5' },
});

export const planned = (week: number, at = START): AccountEvent => ({
  type: 'taskPlanned',
  at,
  touchpoint: 'weekly-sync',
  nominal: dateOf(week),
  due: START + week * 7 * DAY,
  remindAt: [START + week * 7 * DAY - 3 * DAY, START + week * 7 * DAY],
  stage: 'onboarding',
  role: 'technical',
  provisional: false,
  because: [['stage', `week-${week}`]],
  reminded: 0,
});

export const taskOf = (week: number): string => `weekly-sync:${dateOf(week)}`;

const dateOf = (week: number): string => new Date(START + week * 7 * DAY).toISOString().slice(0, 10);

/** A life long enough for the state to forget its first tasks: planned, reminded, done week after week, with a change of people. */
export const life = (weeks: number): AccountEvent[] => {
  const events: AccountEvent[] = [started(), { type: 'stageEntered', at: START, stage: 'onboarding', since: '2026-01-05', why: 'time' }];
  for (let week = 1; week <= weeks; week += 1) {
    const at = START + week * 7 * DAY;
    events.push(planned(week, at - 7 * DAY));
    events.push({ type: 'reminded', at: at - 3 * DAY, to: 'p-5', tasks: [{ task: taskOf(week), remindAt: [at - 3 * DAY] }] });
    if (week === 3) events.push({ type: 'accountAmended', at, by: 'p-1', team: { technical: 'p-6' } });
    if (week === 4) events.push({ type: 'taskReassigned', at, by: 'p-1', task: taskOf(week), to: 'p-9' });
    if (week < weeks) events.push({ type: 'taskDone', at, by: 'p-5', note: 'n-7', task: taskOf(week), doneOn: dateOf(week) });
  }
  return events;
};

export const stateAfter = (events: readonly AccountEvent[]): AccountState => fold(evolve, initial, events);
