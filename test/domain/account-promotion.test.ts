import fc from 'fast-check';
import type { Terms } from '../../domain/account/terms';
import type { AccountCommands, AccountEvent, AccountState } from '../../domain/account/types';
import { formatInstant, parseInstant } from '../../domain/time/time';
import { AccountLife } from '../support/life';
import { refusalCode } from '../support/refusal';
import { monthly, quarterly, terms, touchpoint, weekly } from '../support/terms';

const kickoff = touchpoint('kickoff-meeting', { anchor: 'signing', businessDays: 5 }, { stages: ['onboarding'], meeting: 60 });
const issues = touchpoint('issue-review', { anchor: 'signing', after: 'P1M', every: 'P2W', times: 4 }, { stages: ['onboarding'] });
const delivery = touchpoint(
  'first-delivery',
  { anchor: 'promised-delivery', after: '-P2D' },
  { roll: 'preceding', stages: ['onboarding'], ticket: true, contractual: true },
);
const training = touchpoint('user-training', { anchor: 'done:first-delivery', businessDays: 3 }, { stages: ['onboarding'] });
const survey = touchpoint('satisfaction-survey', { anchor: 'signing', every: 'P6M' });
const growth = touchpoint('growth-review', { anchor: 'signing', every: 'P6M' }, { stages: ['deep-binding'], remind: [5, 1] });
const report = touchpoint('value-report', { anchor: 'signing', every: 'P3M', from: 2 }, { stages: ['stable', 'deep-binding'] });

const TERMS = terms([weekly, monthly, quarterly, kickoff, issues, delivery, training, survey, growth, report], {
  ladder: [{ after: 1, notify: ['sales-manager'], atOnce: true }],
});
const SIGNED = '2026-03-02';
const START = parseInstant('2026-03-02T01:00:00Z');

const begun = (more: Partial<AccountCommands['start']> = {}, rules: Terms = TERMS): AccountLife => {
  const team = { 'account-manager': 'p-1', technical: 'p-2', 'sales-manager': 'p-3' };
  return new AccountLife(rules, { now: formatInstant(START), signedOn: SIGNED, promisedOn: '2026-04-30', team, ...more }).until(START);
};
const refused = (life: AccountLife, name: 'promoteStage' | 'undoPromotion', args = {}): string =>
  refusalCode(() => life.command(name, args));

const cancelled = (events: readonly AccountEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'taskCancelled' ? [event.task] : [])).sort();

/** Stage and agenda, without the times of planning. */
const agenda = ({ stage, stageSince, stageUntil, promoted, planned, tasks }: AccountState) => ({
  ...{ stage, stageSince, stageUntil, promoted, planned },
  tasks: Object.fromEntries(
    Object.entries(tasks).map(([key, { state, due, reminded, assignee, snoozedUntil }]) => [
      key,
      { state, due, reminded, assignee, snoozedUntil },
    ]),
  ),
});

describe('an early promotion', () => {
  const promoted = (to = 'stable'): [AccountLife, readonly AccountEvent[]] => {
    const life = begun().until('2026-03-20T02:00:00Z');
    return [life, life.command('promoteStage', { to })];
  };

  it('cancels what was planned in the earlier stage, and keeps what is open and what the contract promises', () => {
    const [life, events] = promoted();
    expect(cancelled(events)).toEqual(['issue-review:2026-04-16', 'weekly-sync:2026-03-30']);
    expect(
      Object.keys(life.state.tasks)
        .filter((key) => /weekly|kickoff|delivery/.test(key))
        .sort(),
    ).toEqual([
      'first-delivery:2026-04-28',
      'kickoff-meeting:2026-03-09',
      'weekly-sync:2026-03-09',
      'weekly-sync:2026-03-16',
      'weekly-sync:2026-03-23',
    ]);
  });

  it('leaves the promised delivery alone for good: it opens, has its ticket, and is done by a person', () => {
    const [life] = promoted('value-symbiosis');
    life.command('amend', { level: 'silver' });
    life.command('holdStage');
    life.until('2026-04-01T02:00:00Z').command('releaseStage');
    life.until('2026-06-10T02:00:00Z');
    expect(life.state.tasks['first-delivery:2026-04-28']).toMatchObject({ state: 'open' });
    expect(life.events.filter(({ type }) => type === 'ticketRequested')).toMatchObject([{ task: 'first-delivery:2026-04-28' }]);
    life.command('completeTask', { task: 'first-delivery:2026-04-28' });
    expect(life.state.tasks['first-delivery:2026-04-28']).toBeUndefined();
  });

  it('plans a delivery that is promised only afterwards', () => {
    const life = begun({ promisedOn: '2026-04-20' }).until('2026-03-20T02:00:00Z');
    life.command('promoteStage', { to: 'value-symbiosis' });
    life.command('amend', { promisedOn: '2026-05-20' });
    expect(Object.keys(life.state.tasks).filter((key) => key.startsWith('first-delivery'))).toEqual(['first-delivery:2026-05-18']);
  });

  it('takes a delivery away that no contract promises', () => {
    const { contractual: _, ...free } = delivery;
    const life = begun({}, { ...TERMS, touchpoints: [free] }).until('2026-03-20T02:00:00Z');
    expect(cancelled(life.command('promoteStage', { to: 'stable' }))).toEqual(['first-delivery:2026-04-28']);
  });
});

describe('an early promotion that is taken back', () => {
  it('gives nothing back to somebody who has left: whoever has the role has it', () => {
    const life = begun().until('2026-03-20T02:00:00Z');
    life.command('reassignTask', { task: 'issue-review:2026-04-16', to: 'p-9' });
    life.command('promoteStage', { to: 'stable' });
    life.command('undoPromotion', { gone: ['p-9'] });
    expect(life.state.tasks['issue-review:2026-04-16']).toMatchObject({ state: 'planned' });
    expect(life.state.tasks['issue-review:2026-04-16']?.assignee).toBeUndefined();
  });

  it('gives back what it cancelled, as it was', () => {
    const life = begun().until('2026-03-20T02:00:00Z');
    life.command('reassignTask', { task: 'issue-review:2026-04-16', to: 'p-9' });
    const before = agenda(life.state);
    life.command('promoteStage', { to: 'stable' });
    const events = life.command('undoPromotion', { by: 'p-3' });
    expect(agenda(life.state)).toEqual(before);
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'stageEntered',
        why: 'undone',
        stage: 'onboarding',
        since: SIGNED,
        restored: ['issue-review:2026-04-16', 'weekly-sync:2026-03-30'],
        by: 'p-3',
      }),
    );
  });

  it('opens what has come due meanwhile, in one message', () => {
    const life = begun().until('2026-03-20T02:00:00Z');
    life.command('promoteStage', { to: 'deep-binding' });
    life.until('2026-05-01T02:00:00Z');
    const events = life.command('undoPromotion');
    expect(events.filter(({ type, ...event }) => type === 'reminded' && 'to' in event && event.to === 'p-1')).toHaveLength(1);
    expect(life.state.tasks['issue-review:2026-04-16']).toMatchObject({ state: 'open' });
  });

  it('goes back before the first of two', () => {
    const life = begun().until('2026-03-20T02:00:00Z');
    const never = begun().until('2026-03-27T02:00:00Z');
    life.command('promoteStage', { to: 'stable' });
    life.until('2026-03-24T02:00:00Z').command('promoteStage', { to: 'deep-binding' });
    life.until('2026-03-27T02:00:00Z').command('undoPromotion');
    expect(agenda(life.state)).toEqual(agenda(never.state));
  });

  it('is as if it had never been for an account that is paused', () => {
    const life = begun().until('2026-03-20T02:00:00Z');
    life.command('promoteStage', { to: 'stable' });
    life.command('pause');
    life.until('2026-03-25T02:00:00Z').command('undoPromotion');
    expect(life.state.tasks['issue-review:2026-04-16']).toMatchObject({ state: 'planned' });
    expect(life.state.stage).toBe('onboarding');
  });

  it('gives nothing back that was lost with the account', () => {
    const life = begun().until('2026-03-20T02:00:00Z');
    life.command('promoteStage', { to: 'stable' });
    life.command('markStatus', { to: 'lost' });
    life.command('undoPromotion');
    expect(life.state.tasks).toEqual({});
  });

  it('is refused where nothing was promoted, where time has caught up, and while it is held', () => {
    const life = begun().until('2026-03-20T02:00:00Z');
    expect(refused(life, 'undoPromotion')).toBe('not-promoted');
    life.command('promoteStage', { to: 'stable' });
    life.command('holdStage');
    expect(refused(life, 'undoPromotion')).toBe('stage-held');
    life.command('releaseStage');
    expect(refused(life.until('2026-06-02T02:00:00Z'), 'undoPromotion')).toBe('promotion-over');
  });
});

const DAY = 86_400_000;

test('promoted and taken back is never promoted, whenever and to whatever stage', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 700 * 24 }),
      fc.integer({ min: 0, max: 400 * 24 }),
      fc.constantFrom('stable', 'deep-binding', 'value-symbiosis'),
      fc.integer({ min: -20, max: 150 }),
      (hours, more, to, promised) => {
        const promisedOn = formatInstant(START + promised * DAY).slice(0, 10);
        const start = { promisedOn: promisedOn < SIGNED ? SIGNED : promisedOn };
        const [life, never] = [begun(start), begun(start)];
        const at = START + hours * 3_600_000;
        const undone = at + more * 3_600_000;
        life.until(at);
        if (refused(life, 'promoteStage', { to }) !== 'taken') return;
        life.until(undone);
        const came = refused(life, 'undoPromotion');
        never.until(undone);
        if (came === 'promotion-over') return expect(never.state.stage).toBe(life.state.stage);
        expect(came).toBe('taken');
        expect(agenda(life.state)).toEqual(agenda(never.state));
        expect(life.folded()).toEqual(life.state);
        // They stay equal later.
        expect(agenda(life.until(undone + 100 * DAY).state)).toEqual(agenda(never.until(undone + 100 * DAY).state));
      },
    ),
    { numRuns: 150 },
  );
});
