// Overdue work is escalated by the playbook's ladder, each step once (E5).
import fc from 'fast-check';
import { escalationsOf } from '../../domain/account/ladder';
import type { AccountCommands, Team } from '../../domain/account/types';
import { formatInstant } from '../../domain/time/time';
import { AccountLife } from '../support/life';
import { terms, touchpoint } from '../support/terms';

const TEAM: Team = { 'account-manager': 'p-owner', 'sales-manager': 'p-sales', 'executive-sponsor': 'p-sponsor' };
const review = touchpoint('review', { anchor: 'signing', after: 'P1W' });
const audit = touchpoint('audit', { anchor: 'signing', after: 'P1W' });
/** Notifies the sales manager by digest and the sponsor at once. */
const TERMS = terms([audit, review], {
  ladder: [
    { after: 1, notify: ['sales-manager'] },
    { after: 3, notify: ['executive-sponsor'], atOnce: true },
  ],
});
const AT_ONCE = terms([audit, review], {
  ladder: [
    { after: 1, notify: ['sales-manager'], atOnce: true },
    { after: 3, notify: ['executive-sponsor'], atOnce: true },
  ],
});

/** Signed on Thursday 8 January 2026: due on Thursday the 15th at 18:00, 10:00 UTC. */
const started = (more: Partial<AccountCommands['start']> = {}, by = TERMS) =>
  new AccountLife(by, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08', team: TEAM, ...more });
const REVIEW = 'review:2026-01-15';
const AUDIT = 'audit:2026-01-15';
const FRIDAY = '2026-01-16T01:00:00Z';
const TUESDAY = '2026-01-20T01:00:00Z';

const steps = (life: AccountLife, key = REVIEW) => {
  const task = life.state.tasks[key];
  return task ? escalationsOf(life.state, task).map(({ at, to }) => `${formatInstant(at)} ${to.join(' ')}`.trim()) : [];
};
const notified = (life: AccountLife) =>
  life.of('escalated').flatMap(({ at, to, tasks }) => tasks.map(({ task, step }) => `${formatInstant(at)} ${to ?? '-'} ${task} ${step}`));

it('is dated business days after the due day, at opening time', () => {
  expect(steps(started())).toEqual([`${FRIDAY} p-sales`, `${TUESDAY} p-sponsor`]);
});

it('wakes the account only for steps that are told at once, and tells of all tasks of that instant in one message', () => {
  const life = started().until('2026-02-01T00:00:00Z');
  expect(notified(life)).toEqual([`${TUESDAY} p-sponsor ${AUDIT} 2`, `${TUESDAY} p-sponsor ${REVIEW} 2`]);
  expect(life.effects.filter(({ type }) => type === 'escalate')).toMatchObject([
    { lane: 'mail/p-sponsor', to: 'p-sponsor', tasks: [{ task: AUDIT, owner: 'p-owner' }, { task: REVIEW }] },
  ]);
  expect(life.state.tasks[REVIEW]?.escalated).toBe(2);
});

it('is not escalated where the work was done, skipped or moved away in time', () => {
  const life = started()
    .commandAt('completeTask', { task: REVIEW }, '2026-01-16T03:00:00Z')
    .commandAt('skipTask', { task: AUDIT, reason: 'noted' }, '2026-01-16T03:00:00Z')
    .until('2026-02-01T00:00:00Z');
  expect(notified(life)).toEqual([]);
  const moved = started()
    .commandAt('moveTask', { task: REVIEW, due: Date.parse('2026-01-22T02:00:00Z') }, '2026-01-14T03:00:00Z')
    .until('2026-02-01T00:00:00Z');
  expect(notified(moved)).toContain(`2026-01-27T01:00:00Z p-sponsor ${REVIEW} 2`);
});

it('waits while the task sleeps, then is escalated', () => {
  const life = started().commandAt('snoozeTask', { task: REVIEW, until: Date.parse('2026-01-23T01:00:00Z') }, '2026-01-19T03:00:00Z');
  expect(steps(life)).toEqual([`${FRIDAY} p-sales`, '2026-01-23T01:00:00Z p-sponsor']);
  expect(notified(life.until('2026-02-01T00:00:00Z'))).toEqual([
    `${TUESDAY} p-sponsor ${AUDIT} 2`,
    `2026-01-23T01:00:00Z p-sponsor ${REVIEW} 2`,
  ]);
});

it('waits while the account is quiet, and is escalated when it goes on', () => {
  const life = started().commandAt('pause', {}, '2026-01-19T03:00:00Z');
  // The record shows only the step that was taken, not those that wait.
  expect(steps(life)).toEqual([`${FRIDAY} p-sales`]);
  life.until('2026-01-26T00:00:00Z');
  expect(notified(life)).toEqual([]);
  life.commandAt('resume', {}, '2026-01-26T02:00:00Z');
  expect(notified(life)).toEqual([`2026-01-26T02:00:00Z p-sponsor ${AUDIT} 2`, `2026-01-26T02:00:00Z p-sponsor ${REVIEW} 2`]);
});

it('tells nobody twice: not the owner, and not who heard of it a step before', () => {
  const owner = started({ team: { ...TEAM, 'sales-manager': 'p-owner' } });
  expect(steps(owner)).toEqual([FRIDAY, `${TUESDAY} p-sponsor`]);
  const one = started({ team: { ...TEAM, 'executive-sponsor': 'p-sales' } }, AT_ONCE).until('2026-02-01T00:00:00Z');
  // The second step is on record without a recipient.
  expect(notified(one).filter((line) => line.includes(REVIEW))).toEqual([`${FRIDAY} p-sales ${REVIEW} 1`, `${TUESDAY} - ${REVIEW} 2`]);
  expect(one.effects.filter(({ type }) => type === 'escalate')).toHaveLength(1);
});

it('starts no step twice when a task is reopened', () => {
  const life = started({}, AT_ONCE)
    .commandAt('completeTask', { task: REVIEW }, '2026-01-19T03:00:00Z')
    .commandAt('reopenTask', { task: REVIEW }, '2026-01-19T04:00:00Z')
    .until('2026-02-01T00:00:00Z');
  expect(notified(life).filter((line) => line.includes(REVIEW))).toEqual([
    `${FRIDAY} p-sales ${REVIEW} 1`,
    `${TUESDAY} p-sponsor ${REVIEW} 2`,
  ]);
});

it('brings what was overslept in one message a person', () => {
  const life = started({}, AT_ONCE).until('2026-01-15T10:00:00Z').sleepUntil('2026-02-01T00:00:00Z');
  expect(life.of('escalated').map(({ to, tasks }) => [to, tasks.length])).toEqual([
    ['p-sales', 2],
    ['p-sponsor', 2],
  ]);
});

it('whatever people do and however late time comes, each step of a task is told once, in order, and the journal folds to the state', () => {
  const move = fc.record({
    do: fc.constantFrom('wait', 'snooze', 'done', 'reopen', 'pause', 'resume', 'move', 'reassign', 'amend'),
    task: fc.constantFrom(REVIEW, AUDIT),
    hours: fc.integer({ min: 0, max: 120 }),
  });
  const attempt = (life: AccountLife, what: string, task: string, now: number): void => {
    const at = formatInstant(now);
    const commands: Record<string, () => unknown> = {
      wait: () => life.until(at),
      snooze: () => life.commandAt('snoozeTask', { task, until: now + 40 * 3_600_000 }, at),
      done: () => life.commandAt('completeTask', { task }, at),
      reopen: () => life.commandAt('reopenTask', { task }, at),
      pause: () => life.commandAt('pause', {}, at),
      resume: () => life.commandAt('resume', {}, at),
      move: () => life.commandAt('moveTask', { task, due: now + 50 * 3_600_000 }, at),
      reassign: () => life.commandAt('reassignTask', { task, to: 'p-sales' }, at),
      amend: () => life.commandAt('amend', { level: 'silver' }, at),
    };
    try {
      commands[what]?.();
    } catch (error) {
      expect(error).toHaveProperty('code');
    }
  };
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      const life = started({}, AT_ONCE);
      let now = Date.parse('2026-01-12T01:00:00Z');
      for (const { do: what, task, hours } of moves) {
        now += hours * 3_600_000;
        attempt(life, what, task, now);
      }
      for (const key of [REVIEW, AUDIT]) {
        const taken = life
          .of('escalated')
          .flatMap(({ to, tasks }) => tasks.flatMap(({ task, step }) => (task === key ? [{ to, step }] : [])));
        const heard = taken.flatMap(({ to }) => to ?? []);
        expect(new Set(heard).size).toBe(heard.length);
        expect(taken.map(({ step }) => step)).toEqual(taken.map(({ step }) => step).sort());
      }
      expect(life.folded()).toEqual(life.state);
    }),
  );
});
