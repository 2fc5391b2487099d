import fc from 'fast-check';
import { account } from '../../domain/account/account';
import type { Terms } from '../../domain/account/terms';
import { DomainError, fold } from '../../domain/decider/decider';
import { handover } from '../../domain/handover/handover';
import { taskKey } from '../../domain/ids';
import { compileTerms } from '../../domain/playbook/compile';
import { compileHandover } from '../../domain/playbook/compile-handover';
import { formatInstant } from '../../domain/time/time';
import { refusalCode } from '../support/refusal';
import { ROLES } from '../support/roles';
import { SECOND_PLAYBOOK } from '../support/second-playbook';
import { monthly } from '../support/terms';
import { House, TEAM, TERMS } from './handover-house';

describe('an account manager leaves', () => {
  test('the roles and what is open go to the successor, and the backup attends to it until the successor has accepted', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    expect(house.state.team).toEqual({ ...TEAM, 'account-manager': 'p-9' });
    expect(house.work()).toEqual([
      'data-review:2026-02-05 p-9 by p-2',
      'progress-visit:2026-01-08:H-1 p-9 by p-9',
      'usage-check:2026-01-12 p-3 by p-3',
    ]);
    house.at('2026-01-05T06:00:00Z').ask('H-1', 'accept', { by: 'p-9' });
    expect(house.work()).toContain('data-review:2026-02-05 p-9 by p-9');
    expect(house.state.handovers).toEqual({});
    expect(house.of('H-1')).toMatchObject({ status: 'done' });
  });

  test('the visit is planned at once, within five business days, at its hour, and the clock knows it', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    expect(formatInstant(house.state.tasks['progress-visit:2026-01-08:H-1']?.due ?? 0)).toBe('2026-01-08T02:00:00Z');
    expect(house.of('H-1').visit).toBe('progress-visit:2026-01-08:H-1');
    expect(house.steps('H-1')).toEqual(['moved done', 'briefed done', 'notified done', 'accepted open', 'visit done']);
  });

  test('reminders that come meanwhile go to who stands in', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.at('2026-02-06T00:00:00Z');
    const to = house.events.flatMap((event) =>
      event.type === 'reminded' && event.tasks.some(({ task }) => task.startsWith('data')) ? [event.to] : [],
    );
    expect(new Set(to)).toEqual(new Set(['p-2']));
  });

  test('the successor is briefed and the customer told, once', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.ask('H-1', 'accept', {});
    expect(house.mails.map(({ effect }) => effect.type)).toEqual(['brief', 'notify-customer']);
    expect(house.mailed('H-1', 'brief')).toMatchObject([
      { to: 'p-9', handover: { succession: { from: 'p-1', to: 'p-9', standIn: 'p-2' } } },
    ]);
  });

  test('a task that was given to them in person goes along', () => {
    const house = new House();
    house.command('reassignTask', { task: 'usage-check:2026-01-12', to: 'p-1' });
    house.command('reassignTask', { task: 'data-review:2026-02-05', to: 'p-1' });
    house.change('p-9', 'H-1');
    expect(house.work()).toEqual([
      'data-review:2026-02-05 p-9 by p-2',
      'progress-visit:2026-01-08:H-1 p-9 by p-9',
      'usage-check:2026-01-12 p-9 by p-9',
    ]);
  });

  test('who keeps another role keeps what was given to them', () => {
    const house = new House(undefined, undefined, { team: { ...TEAM, technical: 'p-1' } });
    house.command('reassignTask', { task: 'usage-check:2026-01-12', to: 'p-1' });
    house.change('p-9', 'H-1');
    expect(house.work()).toContain('usage-check:2026-01-12 p-1 by p-1');
  });

  test('cases are told of the team, and whose they were', () => {
    const house = new House();
    house.command('openCase', { case: 'C-1', severity: 'high', kind: 'problem' });
    const [opened] = house.change('p-9', 'H-1');
    expect(opened).toMatchObject({ type: 'handoverOpened', succession: { roles: ['account-manager'], standIn: 'p-2' } });
    house.change('p-8', 'H-2');
    expect(house.events.at(-1)).toMatchObject({ type: 'handoverReassigned', handover: 'H-1', from: 'p-9', to: 'p-8' });
  });
});

describe('the clock of 24 hours', () => {
  const story = (house: House) =>
    house.warned('H-1').map(({ thresholds, to, at }) => `${formatInstant(at)} ${thresholds.join()} ${to.join()}`);

  test('is wall time: it runs through a weekend, and is escalated', () => {
    const house = new House('2026-01-09T10:00:00Z');
    house.change('p-9', 'H-1');
    house.at('2026-01-12T01:00:00Z');
    expect(story(house)).toEqual([
      '2026-01-09T22:00:00Z 50 p-9,p-2',
      '2026-01-10T04:00:00Z 75 p-9,p-4',
      '2026-01-10T10:00:00Z 100 p-9,p-4,p-5',
    ]);
  });

  test('runs while the account is paused; then no visit is asked for', () => {
    const house = new House();
    house.command('pause', {});
    house.change('p-9', 'H-1');
    house.at('2026-01-07T00:00:00Z');
    expect(story(house)).toHaveLength(3);
    expect(house.steps('H-1')).toEqual(['moved done', 'briefed done', 'notified done', 'accepted open']);
    house.ask('H-1', 'accept', {});
    expect(house.of('H-1').status).toBe('done');
  });

  test('says once what it slept through', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    const late = handover.tick(house.of('H-1'), house.now + 20 * 3_600_000, {
      id: '',
      playbook: '',
      roles: ROLES,
      within: 1,
      thresholds: [50, 75, 100],
      notify: { 50: ['successor'], 75: ['successor', 'sales-manager'] },
    });
    expect(late).toMatchObject([{ type: 'handoverWarned', thresholds: [50, 75], to: ['p-9', 'p-4'] }]);
  });

  test('falls silent when all is done', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.ask('H-1', 'accept', {});
    house.at('2026-01-08T00:00:00Z');
    expect(story(house)).toEqual([]);
  });

  test('who is successor and sales manager is told once', () => {
    const house = new House();
    house.change('p-4', 'H-1');
    house.at('2026-01-06T12:00:00Z');
    expect(house.warned('H-1').map(({ to }) => to)).toEqual([['p-4', 'p-2'], ['p-4'], ['p-4', 'p-5']]);
  });
});

/** The visits of an account and their states. */
const visits = ({ state }: House): string[] =>
  [...Object.values(state.tasks), ...state.closed]
    .filter(({ touchpoint }) => touchpoint === 'progress-visit')
    .map((task) => `${taskKey(task)} ${task.state}`)
    .sort();

describe('a second handover of the same account', () => {
  const anHour = 3_600_000;
  const two = (later: string): House => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.at(later).change('p-8', 'H-2', ['technical']);
    return house;
  };

  test('a day later leaves the visit of the first one alone', () => {
    const house = two('2026-01-06T02:00:00Z');
    expect(visits(house)).toEqual(['progress-visit:2026-01-08:H-1 open', 'progress-visit:2026-01-09:H-2 planned']);
    expect(house.of('H-2').visit).toBe('progress-visit:2026-01-09:H-2');
    house.at('2026-01-08T01:00:00Z').command('completeTask', { task: 'progress-visit:2026-01-08:H-1' });
    expect(visits(house)).toEqual(['progress-visit:2026-01-08:H-1 done', 'progress-visit:2026-01-09:H-2 open']);
  });

  test('on the same day has a visit of its own', () => {
    const house = two('2026-01-05T03:00:00Z');
    expect(visits(house).map((one) => one.split(' ')[0])).toEqual(['progress-visit:2026-01-08:H-1', 'progress-visit:2026-01-08:H-2']);
  });

  test.each([
    ['a changed level', (house: House) => house.command('amend', { level: 'platinum' })],
    ['a team amended from outside', (house: House) => house.command('amend', { team: { backup: 'p-6' } })],
    ['new terms', (house: House) => house.command('adoptTerms', { terms: { ...TERMS, id: 'tm-2' } })],
    [
      'terms that say nothing of visits',
      (house: House) => house.command('adoptTerms', { terms: { ...TERMS, id: 'tm-3', touchpoints: [monthly] } }),
    ],
    ['a stage entered early', (house: House) => house.command('promoteStage', { to: 'stable' })],
    ['the successor reassigned', (house: House) => house.change('p-7', 'H-3')],
  ])('%s leaves both visits', (_, happens) => {
    const house = two('2026-01-06T02:00:00Z');
    happens(house);
    expect(visits(house).map((one) => one.split(' ')[0])).toEqual(['progress-visit:2026-01-08:H-1', 'progress-visit:2026-01-09:H-2']);
    expect(visits(house).join()).not.toContain('cancelled');
  });

  test('taken back cancels its own visit, and no other', () => {
    const house = two('2026-01-06T02:00:00Z');
    house.change('p-3', 'H-3', ['technical']);
    expect(visits(house)).toEqual(['progress-visit:2026-01-08:H-1 open', 'progress-visit:2026-01-09:H-2 cancelled']);
    house.at(house.now + anHour).change('p-8', 'H-4', ['technical']);
    expect(visits(house)).toContain('progress-visit:2026-01-09:H-4 planned');
    house.change('p-1', 'H-5');
    expect(visits(house)).toContain('progress-visit:2026-01-08:H-1 cancelled');
    expect(visits(house)).toContain('progress-visit:2026-01-09:H-4 planned');
  });

  test.each(['account-manager', 'technical'])('whose role %s a file gives to somebody else refuses that, and stays as it is', (role) => {
    const house = two('2026-01-06T02:00:00Z');
    const before = visits(house);
    expect(refusalCode(() => house.command('amend', { team: { [role]: 'p-6' } }))).toBe('handover-under-way');
    expect([house.of('H-1').status, house.of('H-2').status]).toEqual(['running', 'running']);
    expect(visits(house)).toEqual(before);
  });

  test('accepted keeps its visit through whatever is replanned later', () => {
    const house = two('2026-01-06T02:00:00Z');
    for (const id of ['H-1', 'H-2']) house.ask(id, 'accept', {});
    expect(house.state.handovers).toEqual({});
    house.command('amend', { level: 'silver' });
    expect(visits(house).join()).not.toContain('cancelled');
  });

  test('of a paused account is caught up with: each has its visit when the account goes on', () => {
    const house = new House();
    house.command('pause', {});
    house.change('p-9', 'H-1');
    house.at('2026-01-06T02:00:00Z').change('p-8', 'H-2', ['technical']);
    house.at('2026-01-12T02:00:00Z').command('resume', {});
    house.at('2026-01-12T03:00:00Z');
    expect(visits(house)).toEqual(['progress-visit:2026-01-08:H-1 open', 'progress-visit:2026-01-09:H-2 open']);
    house.command('amend', { level: 'silver' });
    expect(visits(house)).toHaveLength(2);
  });

  test('a visit that was done and is reopened stays', () => {
    const house = two('2026-01-06T02:00:00Z');
    house.command('completeTask', { task: 'progress-visit:2026-01-08:H-1' });
    house.command('reopenTask', { task: 'progress-visit:2026-01-08:H-1' });
    expect(visits(house)).toContain('progress-visit:2026-01-08:H-1 open');
  });
});

describe('things go otherwise', () => {
  test('the successor refuses: the sales manager is asked, the backup goes on, another one is named', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.ask('H-1', 'refuse', { by: 'p-9', note: 'n-1' });
    expect(house.of('H-1').status).toBe('refused');
    expect(house.mailed('H-1', 'ask-successor')).toMatchObject([{ to: 'p-4' }]);
    expect(house.work()).toContain('data-review:2026-02-05 p-9 by p-2');
    expect(refusalCode(() => house.ask('H-1', 'accept', {}))).toBe('handover-refused');
    house.change('p-8', 'H-2');
    expect(house.handovers.has('H-2')).toBe(false);
    expect(house.of('H-1')).toMatchObject({ status: 'running', succession: { from: 'p-1', to: 'p-8', standIn: 'p-2' } });
    expect(house.mailed('H-1', 'brief')).toMatchObject([{ to: 'p-9' }, { to: 'p-8' }]);
    house.ask('H-1', 'accept', {});
    expect(house.of('H-1').status).toBe('done');
    expect(house.state.team['account-manager']).toBe('p-8');
  });

  test('the successor leaves during the handover: theirs is reassigned, the clock is the first one', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.at('2026-01-05T10:00:00Z');
    house.change('p-8', 'H-2', ['account-manager'], 'p-9');
    expect(formatInstant(house.of('H-1').due)).toBe('2026-01-06T02:00:00Z');
    expect(house.steps('H-1')).toEqual(['moved done', 'briefed done', 'notified done', 'accepted open', 'visit done']);
    expect(house.mailed('H-1', 'notify-customer')).toHaveLength(2);
  });

  test('who stood in leaves: the successor of the backup stands in, unless they succeed already', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.change('p-7', 'H-2', ['backup']);
    expect(house.work()).toContain('data-review:2026-02-05 p-9 by p-7');
    const other = new House();
    other.change('p-9', 'H-1');
    other.change('p-9', 'H-2', ['backup']);
    expect(other.work()).toContain('data-review:2026-02-05 p-9 by p-9');
  });

  test('it is taken back: all is as it was, and the customer hears so', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.change('p-1', 'H-2');
    expect(house.of('H-1').status).toBe('withdrawn');
    expect(house.state.team).toEqual(TEAM);
    expect(house.state.handovers).toEqual({});
    expect(house.work()).toContain('data-review:2026-02-05 p-1 by p-1');
    expect(house.mailed('H-1', 'notify-customer').map((effect) => 'isBack' in effect)).toEqual([false, true]);
  });

  test('two roles change at once, each by a clock of its own and with a visit of its own', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.change('p-8', 'H-2', ['technical']);
    expect(house.state.team).toMatchObject({ 'account-manager': 'p-9', technical: 'p-8' });
    expect(house.of('H-2')).toMatchObject({ status: 'running', succession: { standIn: 'p-2' } });
    expect(visits(house)).toEqual(['progress-visit:2026-01-08:H-1 planned', 'progress-visit:2026-01-08:H-2 planned']);
  });

  test('the same change again is refused, and so is half of what passes together', () => {
    const house = new House(undefined, undefined, { team: { ...TEAM, technical: 'p-1' } });
    house.change('p-9', 'H-1', ['account-manager', 'technical']);
    expect(refusalCode(() => house.change('p-9', 'H-2', ['account-manager'], 'p-1'))).toBe('not-theirs');
    expect(refusalCode(() => house.change('p-8', 'H-2', ['account-manager'], 'p-9'))).toBe('handover-under-way');
  });

  test.each([
    ['to the one who has it', () => new House().change('p-1', 'H-1'), 'same-person'],
    ['of a role that is another one’s', () => new House().change('p-9', 'H-1', ['account-manager'], 'p-2'), 'not-theirs'],
    ['of no role', () => new House().change('p-9', 'H-1', [], 'p-1'), 'not-theirs'],
    ['of a contact to itself', () => new House().changeTheirs('c-1', 'c-1', 'H-1'), 'same-person'],
  ])('a change %s is refused', (_, act, expected) => expect(refusalCode(act)).toBe(expected));

  test('a file that names another successor is refused, one that names the same, or another role, is not', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    expect(refusalCode(() => house.command('amend', { team: { 'account-manager': 'p-6' } }))).toBe('handover-under-way');
    house.command('amend', { team: { 'account-manager': 'p-9', backup: 'p-6' } });
    expect(house.of('H-1').status).toBe('running');
  });

  test('of several roles is not taken back by a file that gives one of them to somebody else', () => {
    const house = new House();
    house.command('amend', { team: { technical: 'p-1' } });
    house.change('p-9', 'H-1', ['account-manager', 'technical']);
    expect(refusalCode(() => house.command('amend', { team: { technical: 'p-6' } }))).toBe('handover-under-way');
    expect(house.of('H-1').status).toBe('running');
  });

  test('an operator cancels it: nobody stands in any more', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.cancel('H-1');
    expect(house.state.handovers).toEqual({});
    expect(house.work()).toContain('data-review:2026-02-05 p-9 by p-9');
  });

  test('an operator cancels the account: its handovers end', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.cancelAll();
    expect(house.of('H-1').status).toBe('withdrawn');
  });

  test('the account is closed: its handovers end', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.command('close', {});
    expect(house.of('H-1').status).toBe('withdrawn');
  });

  test('the customer has nobody to write to: the step waits for a person, and the clock goes on', () => {
    const house = new House(undefined, (effect) => (effect.type === 'notify-customer' ? { ok: false, code: 'no-contact' } : { ok: true }));
    house.change('p-9', 'H-1');
    house.ask('H-1', 'accept', {});
    expect(house.steps('H-1')).toContain('notified no-contact');
    expect(house.of('H-1').status).toBe('running');
    house.at('2026-01-06T02:00:00Z');
    expect(house.warned('H-1')).toHaveLength(3);
    expect(refusalCode(() => house.ask('H-1', 'complete', { step: 'introduced' }))).toBe('no-such-step');
    house.ask('H-1', 'complete', { step: 'notified', by: 'p-9' });
    expect(house.of('H-1').status).toBe('done');
    expect(refusalCode(() => house.ask('H-1', 'complete', { step: 'notified' }))).toBe('handover-done');
  });

  test('what was said to one who is successor no more does no step', () => {
    const house = new House(undefined, () => undefined);
    house.change('p-9', 'H-1');
    const [brief] = house.mailed('H-1', 'brief');
    house.change('p-8', 'H-2');
    expect(brief && handover.settle(house.of('H-1'), brief, { ok: true }, house.now)).toEqual([]);
  });
});

describe('a handover that ended a moment ago, of which the account has not heard', () => {
  /** The account's command to an ended handover. */
  const late = (house: House, from: string, to: string, team: House['state']['team']) => {
    const succession = { kind: 'ours', roles: ['account-manager'], from: 'p-1', to: from, standIn: 'p-2' };
    const effect = {
      lane: 'handover/H-1',
      type: 'send',
      to: 'handover/H-1',
      command: 'redirect',
      args: { succession, from, to, team },
    } as const;
    return account.settle(house.state, effect, { ok: false, code: 'entity-not-running' }, house.now);
  };

  test('is followed by another one, with a clock of its own', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.change('p-8', 'H-2');
    expect(late(house, 'p-9', 'p-8', house.state.team)).toMatchObject([
      { type: 'handoverEnded', handover: 'H-1' },
      {
        type: 'handoverOpened',
        handover: 'H-1.2',
        succession: { from: 'p-9', to: 'p-8', standIn: 'p-2' },
        // The visit that the customer was told of.
        visit: 'progress-visit:2026-01-08:H-1',
      },
    ]);
  });

  test('reassigned twice meanwhile it is followed by one, to the last successor', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    const team = house.state.team;
    house.change('p-8', 'H-2');
    expect(late(house, 'p-9', 'p-7', team)).toEqual([]);
    expect(late(house, 'p-9', 'p-8', team)).toMatchObject([{ type: 'handoverEnded' }, { handover: 'H-1.2', succession: { to: 'p-8' } }]);
  });

  test('what it says of a successor who is none any more changes nothing', () => {
    const house = new House();
    house.change('p-9', 'H-1');
    house.change('p-8', 'H-2');
    expect(house.command('endHandover', { handover: 'H-1', to: 'p-9' })).toEqual([]);
    expect(Object.keys(house.state.handovers)).toEqual(['H-1']);
  });
});

describe("the customer's contact changes", () => {
  test('the account manager owns it; nobody need accept; done when all are told', () => {
    const house = new House();
    house.changeTheirs('c-1', 'c-2', 'H-1');
    expect(house.mails.map(({ effect }) => effect.type)).toEqual([
      'introduce-to-team',
      'introduce-to-team',
      'introduce-to-team',
      'introduce',
    ]);
    expect(house.of('H-1').status).toBe('done');
    expect(house.state.handovers).toEqual({});
    expect(house.state.team).toEqual(TEAM);
  });

  test('the contact changes back, and on to a third', () => {
    const house = new House(undefined, (effect) => (effect.type === 'introduce' ? { ok: false, code: 'no-address' } : { ok: true }));
    house.changeTheirs('c-1', 'c-2', 'H-1');
    expect(refusalCode(() => house.ask('H-1', 'accept', {}))).toBe('nothing-to-accept');
    house.changeTheirs('c-2', 'c-1', 'H-2');
    expect(house.of('H-1').status).toBe('withdrawn');
    house.changeTheirs('c-1', 'c-3', 'H-3');
    house.changeTheirs('c-3', 'c-4', 'H-4');
    expect(house.of('H-3')).toMatchObject({ status: 'running', succession: { from: 'c-1', to: 'c-4' } });
  });

  test.each([
    ['while the handover is under way', () => undefined],
    ['once it is done', () => ({ ok: true }) as const],
  ])('whoever was succeeded is succeeded once, %s', (_, post) => {
    const house = new House(undefined, post);
    house.changeTheirs('c-1', 'c-2', 'H-1');
    const before = house.state;
    expect(refusalCode(() => house.changeTheirs('c-1', 'c-3', 'H-2'))).toBe('not-theirs');
    expect(house.state).toBe(before);
    house.changeTheirs('c-2', 'c-3', 'H-3');
    expect(refusalCode(() => house.changeTheirs('c-2', 'c-4', 'H-4'))).toBe('not-theirs');
    // A contact who has come back can be succeeded again.
    house.changeTheirs('c-3', 'c-1', 'H-5');
    house.changeTheirs('c-1', 'c-4', 'H-6');
    expect(house.state.succeeded).toEqual(['c-2', 'c-3', 'c-1']);
  });

  test('reassigned to another contact it completes with that one’s mails, and warns of nothing', () => {
    let arrives = false;
    const house = new House(undefined, () => (arrives ? { ok: true } : undefined));
    house.command('openCase', { case: 'C-1', severity: 'high', kind: 'problem' });
    house.changeTheirs('c-1', 'c-2', 'H-1');
    arrives = true;
    house.at('2026-01-05T04:00:00Z').changeTheirs('c-2', 'c-3', 'H-2');
    expect(house.of('H-1')).toMatchObject({ status: 'done', succession: { from: 'c-1', to: 'c-3' } });
    expect(formatInstant(house.of('H-1').steps.recorded?.at ?? 0)).toBe('2026-01-05T04:00:00Z');
    expect(house.state.handovers).toEqual({});
    house.at('2026-01-08T00:00:00Z');
    expect(house.warned('H-1')).toEqual([]);
  });

  test('cases hear nothing of it: they are worked on by ours', () => {
    const house = new House(undefined, () => undefined);
    house.command('openCase', { case: 'C-1', severity: 'high', kind: 'problem' });
    house.changeTheirs('c-1', 'c-2', 'H-1');
    const [reassigned] = house.changeTheirs('c-2', 'c-3', 'H-2');
    expect(reassigned && account.react(house.state, reassigned)).toMatchObject([{ to: 'handover/H-1', command: 'redirect' }]);
  });
});

const SECOND_TERMS = compileTerms(SECOND_PLAYBOOK, { calendarId: 'england', fromYear: 2025 });

interface Lived {
  readonly name: string;
  readonly house: () => House;
  readonly terms: Terms;
  /** Three roles that change hands. */
  readonly roles: readonly string[];
  readonly standsIn: string;
  readonly visit: string;
}

const WORLDS: readonly Lived[] = [
  {
    name: 'small terms with the codes of the standard playbook',
    house: () => new House(),
    terms: TERMS,
    roles: ['account-manager', 'backup', 'technical'],
    standsIn: 'backup',
    visit: 'progress-visit',
  },
  {
    name: 'the second playbook',
    house: () =>
      new House(
        undefined,
        undefined,
        {
          ...{ level: 'by-post', zone: 'Europe/London' },
          team: { 'client-partner': 'p-1', 'deputy-partner': 'p-2', 'site-engineer': 'p-3', 'regional-director': 'p-4' },
        },
        { terms: SECOND_TERMS, handover: compileHandover(SECOND_PLAYBOOK) },
      ),
    terms: SECOND_TERMS,
    roles: ['client-partner', 'deputy-partner', 'site-engineer'],
    standsIn: 'deputy-partner',
    visit: 'new-faces',
  },
];

describe.each(WORLDS)('whatever happens in whatever order, by $name', (world) => {
  type Move = {
    readonly do: 'change' | 'theirs' | 'accept' | 'refuse' | 'amend' | 'adopt' | 'pause' | 'resume' | 'reassign';
    readonly who: number;
    readonly after: number;
  };
  const moves = fc.array(
    fc.record({
      do: fc.constantFrom('change', 'theirs', 'accept', 'refuse', 'amend', 'adopt', 'pause', 'resume', 'reassign'),
      who: fc.integer({ min: 1, max: 6 }),
      after: fc.integer({ min: 0, max: 30 }),
    }),
    { maxLength: 14 },
  );

  const act = (house: House, { do: what, who }: Move, index: number): void => {
    const person = `p-${who}`;
    const running = [...house.handovers].filter(([, state]) => !handover.isOver(state)).map(([id]) => id);
    const id = running[who % Math.max(1, running.length)] ?? 'H-0';
    switch (what) {
      case 'change':
        return void house.change(person, `H-${index}`, [world.roles[who % 3] ?? '']);
      case 'theirs':
        return void house.changeTheirs(`c-${who % 3}`, `c-${(who + 1) % 3}`, `H-${index}`);
      case 'accept':
      case 'refuse':
        return house.ask(id, what, {});
      case 'amend':
        return void house.command('amend', { team: { [world.standsIn]: person } });
      case 'adopt':
        return void house.command('adoptTerms', {
          terms: { ...world.terms, id: `tm-${index}`, touchpoints: who % 2 ? world.terms.touchpoints : [monthly] },
        });
      case 'reassign':
        return void house.command('reassignTask', { task: Object.keys(house.state.tasks)[0] ?? '', to: person });
      case 'pause':
      case 'resume':
        return void house.command(what, {});
    }
  };

  test('the state is its events folded; each threshold is told once; who stands in stands for somebody else; ended ones are not kept; a visit goes only with its own handover', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const house = world.house();
        all.forEach((move, index) => {
          house.at(house.now + move.after * 3_600_000);
          try {
            act(house, move, index);
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
        });
        expect(house.folded()).toEqual(house.state);
        for (const [id, state] of house.handovers) {
          const events = house.notified.filter((one) => one.handover === id).map(({ event }) => event);
          expect(fold(handover.evolve, handover.initial, events)).toEqual(state);
          const thresholds = house.warned(id).flatMap((warned) => warned.thresholds);
          expect(thresholds).toEqual([...new Set(thresholds)]);
          const due = handover.due(state);
          if (due !== undefined) expect(due).toBeGreaterThan(house.now);
          if (handover.isOver(state)) expect(Object.keys(house.state.handovers)).not.toContain(id);
        }
        for (const succession of Object.values(house.state.handovers))
          if (succession.kind === 'ours') {
            expect(succession.standIn).not.toBe(succession.to);
            expect(succession.roles.map((role) => house.state.team[role])).toEqual(succession.roles.map(() => succession.to));
          }
        const takenBack = house.events.flatMap((event) =>
          (event.type === 'handoverReassigned' && event.isBack) || (event.type === 'handoverEnded' && event.withdrawn)
            ? [event.handover]
            : [],
        );
        for (const event of house.events)
          if (event.type === 'taskCancelled' && event.task.startsWith(world.visit)) expect(takenBack).toContain(event.task.split(':')[2]);
        for (const { instance } of Object.values(house.state.tasks))
          if (instance !== undefined) expect(takenBack).not.toContain(instance.slice('handover:'.length));
      }),
      { numRuns: 300 },
    );
  });
});
