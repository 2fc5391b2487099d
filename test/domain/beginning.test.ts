// A command's time is never before the beginning of its subject, nor after now.
import { account } from '../../domain/account/account';
import type { AccountCommands } from '../../domain/account/types';
import { fold } from '../../domain/decider/decider';
import { handover } from '../../domain/handover/handover';
import type { HandoverCommands } from '../../domain/handover/types';
import { initial, person } from '../../domain/person/person';
import { formatInstant, parseInstant } from '../../domain/time/time';
import { AccountLife } from '../support/life';
import { refusal } from '../support/refusal';
import { serviceTerms } from '../support/service-terms';
import { monthly, terms, weekly } from '../support/terms';
import { HANDOVER_TERMS } from './handover-house';
import { CaseLife } from './service-case-life';

const TERMS = terms([weekly, monthly]);
const TEAM = { 'account-manager': 'p-1', backup: 'p-2' } as const;

/** Signed on the 5th of January in Shanghai, entered a month later. */
const entered = (): AccountLife => new AccountLife(TERMS, { now: '2026-02-05T02:00:00Z', team: TEAM, signedOn: '2026-01-05' });
const SIGNING = '2026-01-04T16:00:00Z';

const NOW = '2026-02-16T02:00:00Z';
const at = parseInstant;

type Statement = Omit<
  AccountCommands,
  | 'start'
  | 'endCase'
  | 'regainCase'
  | 'endHandover'
  | 'regainHandover'
  | 'sign'
  | 'resume'
  | 'releaseStage'
  | 'undoPromotion'
  | 'reopenTask'
>;
const open = entered().until(NOW).open()[0]?.split(' ')[0] ?? '';
const COMMANDS: { readonly [Name in keyof Statement]: Statement[Name] } = {
  amend: { level: 'platinum' },
  adoptTerms: { terms: TERMS },
  completeTask: { task: open },
  snoozeTask: { task: open, until: at('2027-01-01T00:00:00Z') },
  skipTask: { task: open, reason: 'noted' },
  reassignTask: { task: open, to: 'p-2' },
  moveTask: { task: open, due: at('2027-01-01T00:00:00Z') },
  promoteStage: { to: 'stable' },
  holdStage: {},
  assess: { demand: 'stable' },
  pause: {},
  markStatus: { to: 'lost' },
  openCase: { case: 'C-1', severity: 'high', kind: 'problem' },
  openHandover: { kind: 'ours', roles: ['account-manager'], from: 'p-1', to: 'p-3', handover: 'H-1', reason: 'noted' },
  close: {},
};

describe('an account that was entered after its signing', () => {
  it.each(Object.entries(COMMANDS) as [keyof Statement, never][])(
    '%s speaks of no time before the day of the signing',
    (name, args: object) => {
      const say = (text: string) => refusal(() => entered().commandAt(name, { ...args, at: at(text) }, NOW));
      expect(say('2026-01-04T15:58:59Z')).toMatch(`before-it-began: the time 2026-01-04T15:58:59Z lies before ${SIGNING}`);
      expect(say('1925-03-02T09:00:00Z')).toMatch(/^before-it-began: /);
      // From the first minute of that day in the account's zone.
      expect(say(SIGNING)).toBe('taken');
      expect(say('2026-02-16T02:02:00Z')).toMatch(/^in-the-future: /);
    },
  );

  it('keeps the very beginning where somebody’s clock is a little behind', () => {
    const life = entered().commandAt('openCase', { case: 'C-1', severity: 'high', kind: 'problem', at: at('2026-01-04T15:59:30Z') }, NOW);
    expect(life.of('caseOpened').map(({ reportedAt }) => formatInstant(reportedAt))).toEqual([SIGNING]);
  });

  it('began when it was started, where that was before it signed', () => {
    const prospect = () =>
      new AccountLife(TERMS, { now: '2025-12-01T02:00:00Z', team: TEAM }).commandAt(
        'sign',
        { signedOn: '2026-01-05' },
        '2026-01-05T02:00:00Z',
      );
    expect(refusal(() => prospect().commandAt('assess', { pain: 'known', at: at('2025-12-01T02:00:00Z') }, NOW))).toBe('taken');
    expect(refusal(() => prospect().commandAt('assess', { pain: 'known', at: at('2025-12-01T01:00:00Z') }, NOW))).toMatch(
      /^before-it-began/,
    );
  });
});

describe('what people did to an account', () => {
  const then = (life: AccountLife, name: keyof AccountCommands, args: object, text: string) =>
    refusal(() => life.commandAt(name, { ...args, at: at(text) }, '2026-03-01T02:00:00Z'));

  it('a pause is over after it began', () => {
    const paused = () => entered().commandAt('pause', {}, '2026-02-10T02:00:00Z');
    expect(then(paused(), 'resume', {}, '2026-02-10T01:00:00Z')).toMatch(/lies before 2026-02-10T02:00:00Z, when its time as paused began/);
    expect(then(paused(), 'resume', {}, '2026-02-11T01:00:00Z')).toBe('taken');
  });

  it('an account is won back after it was lost', () => {
    const lost = () => entered().commandAt('markStatus', { to: 'lost' }, '2026-02-10T02:00:00Z');
    expect(then(lost(), 'markStatus', { to: 'won-back' }, '2026-02-10T01:00:00Z')).toMatch(/2026-02-10T02:00:00Z, when its time as lost/);
    expect(then(lost(), 'markStatus', { to: 'won-back' }, '2026-02-10T02:00:00Z')).toBe('taken');
  });

  it('a stage is held, released or left after it was entered', () => {
    const promoted = () => entered().commandAt('promoteStage', { to: 'stable' }, '2026-02-10T02:00:00Z');
    expect(then(promoted(), 'holdStage', {}, '2026-02-09T15:00:00Z')).toMatch(/2026-02-09T16:00:00Z, when the stage stable began/);
    expect(then(promoted(), 'holdStage', {}, '2026-02-09T16:00:00Z')).toBe('taken');
    expect(then(promoted(), 'undoPromotion', {}, '2026-02-09T15:00:00Z')).toMatch(/2026-02-09T16:00:00Z, when the stage stable began/);
    expect(then(promoted(), 'undoPromotion', {}, '2026-02-09T16:00:00Z')).toBe('taken');
    const held = () => promoted().commandAt('holdStage', {}, '2026-02-12T02:00:00Z');
    expect(then(held(), 'releaseStage', {}, '2026-02-11T15:00:00Z')).toMatch(/2026-02-11T16:00:00Z, when the hold began/);
    expect(then(held(), 'releaseStage', {}, '2026-02-12T03:00:00Z')).toBe('taken');
  });
});

describe('a case, a handover, a person', () => {
  const REPORTED = '2026-09-15T02:00:00Z';

  it('a case: after its report; the end of a wait after the wait began', () => {
    const reported = () => new CaseLife(REPORTED).until('2026-09-15T03:00:00Z');
    for (const name of ['take', 'answer', 'wait', 'resolve'] as const)
      expect(refusal(() => reported().command(name, { at: at('1925-09-15T02:00:00Z') }))).toMatch(
        /^before-it-began.*2026-09-15T02:00:00Z, when the case began/,
      );
    expect(refusal(() => reported().command('diagnose', { visit: true, at: at('2026-09-15T01:00:00Z') }))).toMatch(/^before-it-began/);
    const waiting = reported();
    waiting.command('wait');
    waiting.until('2026-09-15T04:00:00Z');
    expect(refusal(() => waiting.command('resume', { at: at('2026-09-15T02:30:00Z') }))).toMatch(/2026-09-15T03:00:00Z, when the wait/);
    // Another system's time is adjusted, not refused.
    expect(refusal(() => waiting.command('resume', { at: at('2026-09-15T02:30:00Z'), via: 'ticket' }))).toBe('taken');
    expect(refusal(() => reported().command('wait', { at: at('1900-01-01T00:00:00Z'), via: 'ticket' }))).toMatch(/^before-it-began/);
  });

  it('a case that is very old all the same can be shown, taken and resolved', () => {
    const old = new CaseLife('1925-03-02T02:00:00Z', {}, serviceTerms()).until('1925-03-02T03:00:00Z');
    old.now = at('2026-09-15T02:00:00Z');
    expect(refusal(() => old.command('take', { by: 'p-1' }))).toBe('taken');
    expect(refusal(() => old.command('resolve'))).toBe('taken');
    expect(Object.values(old.state.milestones).every(({ used }) => used === undefined || used > 0)).toBe(true);
  });

  it('a handover: after it was opened', () => {
    const start: HandoverCommands['start'] = {
      rules: handover.rules,
      terms: HANDOVER_TERMS,
      handover: 'H-1',
      account: 'acme',
      succession: { kind: 'ours', roles: ['account-manager'], from: 'p-1', to: 'p-2' },
      reason: 'noted',
      team: TEAM,
      at: at(REPORTED),
    };
    const now = at('2026-09-15T03:00:00Z');
    const state = fold(handover.evolve, handover.initial, handover.decide.start(handover.initial, start, now, HANDOVER_TERMS));
    const early = { at: at('2026-09-15T01:00:00Z') };
    for (const act of [
      () => handover.decide.accept(state, early, now, HANDOVER_TERMS),
      () => handover.decide.refuse(state, early, now, HANDOVER_TERMS),
      () => handover.decide.redirect(state, { ...early, to: 'p-9', team: TEAM }, now, HANDOVER_TERMS),
      () => handover.decide.complete(state, { ...early, step: 'notified' }, now, HANDOVER_TERMS),
    ])
      expect(refusal(act)).toMatch(/^before-it-began.*when the handover began/);
  });

  it('a person: after they were added', () => {
    const calendar = TERMS.calendar;
    const personal = { id: 'pt-test', playbook: 'pb-test', calendar, jitter: 0 };
    const state = fold(
      person.evolve,
      initial,
      person.decide.start(initial, { rules: 1, person: 'p-4', terms: personal }, at(REPORTED), personal),
    );
    const offboarding = (text: string) =>
      refusal(() => person.decide.offboard(state, { at: at(text) }, at('2026-10-15T02:00:00Z'), personal));
    expect(offboarding('2026-09-14T02:00:00Z')).toMatch(/^before-it-began/);
    expect(offboarding('2026-09-16T02:00:00Z')).toBe('taken');
  });
});

it('leaves the account’s own decisions as they are where no time is spoken of', () => {
  const tomorrow = new AccountLife(TERMS, { now: '2026-01-04T15:00:00Z', team: TEAM, signedOn: '2026-01-05' });
  expect(refusal(() => account.decide.pause(tomorrow.state, {}, at('2026-01-04T15:30:00Z'), TERMS))).toBe('taken');
});
