// A service case with its decider: hours in Shanghai, an answer within an hour, a solution within a day.

import { fold } from '../../domain/decider/decider';
import { serviceCase } from '../../domain/service-case/service-case';
import type { ServiceTerms } from '../../domain/service-case/terms';
import type { CaseCommands, CaseEvent, CaseState } from '../../domain/service-case/types';
import { FIRST_LINE } from '../support/roles';

export const HOUR = 3_600_000;
/** Thursday 15 January 2026, 09:00 in Shanghai. */
export const REPORTED = Date.parse('2026-01-15T01:00:00Z');

export const serviceTerms: ServiceTerms = {
  id: 'st-1',
  playbook: 'b1',
  calendars: {
    always: {
      timeZone: 'Asia/Shanghai',
      week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]])),
    },
  },
  levels: { gold: { window: 'always', count: 'wall' }, silver: { window: 'always', count: 'wall' } },
  firstLine: FIRST_LINE,
  severities: ['high', 'low'],
  kinds: ['problem'],
  rules: [
    { id: 'severity/high', severities: ['high'], targets: { response: 'PT1H', resolution: 'PT24H' } },
    { id: 'severity/low', severities: ['low'], targets: { response: 'PT4H', resolution: 'PT48H' } },
  ],
  thresholds: [50, 75, 100],
  notify: { opened: ['engineer'] },
  reopenDays: 14,
};

type Opened = Partial<Pick<CaseCommands['start'], 'level' | 'severity' | 'note'>>;

export const opened = (account: string, id: string, at = REPORTED, more: Opened = {}): readonly CaseEvent[] =>
  serviceCase.decide.start(
    serviceCase.initial,
    {
      rules: serviceCase.rules,
      terms: serviceTerms,
      case: id,
      account,
      level: 'gold',
      severity: 'high',
      kind: 'problem',
      team: { 'account-manager': 'p-4', technical: 'p-5' },
      at,
      ...more,
    },
    at,
    serviceTerms,
  );

export const caseAfter = (events: readonly CaseEvent[]): CaseState => fold(serviceCase.evolve, serviceCase.initial, events);

type Word = Exclude<keyof CaseCommands, 'start' | 'amend' | 'adoptTerms' | 'diagnose'>;

/** The events so far, what time adds by `at`, and one command. */
export const andThen = (before: readonly CaseEvent[], at: number, command?: Word, by = 'p-5'): readonly CaseEvent[] => {
  const ticked = [...before, ...serviceCase.tick(caseAfter(before), at, serviceTerms)];
  return command === undefined ? ticked : [...ticked, ...serviceCase.decide[command](caseAfter(ticked), { by }, at, serviceTerms)];
};

/** Answered after half an hour; the overdue solution after thirty hours. */
export const lateLife = (account: string, id: string, at = REPORTED): readonly CaseEvent[] =>
  andThen(andThen(opened(account, id, at), at + HOUR / 2, 'take', 'p-7'), at + 30 * HOUR, 'resolve', 'p-7');
