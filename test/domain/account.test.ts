import { account } from '../../domain/account/account';
import type { Terms } from '../../domain/account/terms';
import { parseInstant } from '../../domain/time/time';
import { AccountLife } from '../support/life';
import { refusal } from '../support/refusal';
import { monthly, quarterly, terms, touchpoint, weekly } from '../support/terms';

const at = (text: string): number => parseInstant(text);
const TEAM = { 'account-manager': 'p-1', backup: 'p-2', 'sales-manager': 'p-3' } as const;

const begun = (rules: Terms, facts: ConstructorParameters<typeof AccountLife>[1]): AccountLife =>
  new AccountLife(rules, { team: TEAM, ...facts });
const standard = terms([weekly, monthly, quarterly]);

describe('an account signed today', () => {
  const life = () => begun(standard, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08' });

  it('is onboarding, with the first occurrence of each touchpoint planned', () => {
    expect(life().state).toMatchObject({
      status: 'active',
      stage: 'onboarding',
      stageSince: '2026-01-08',
      stageUntil: at('2026-04-07T16:00:00Z'),
    });
    expect(life().open()).toEqual(['data-review:2026-02-08 planned', 'usage-review:2026-04-08 planned', 'weekly-sync:2026-01-15 planned']);
  });

  it('dates an occurrence at closing time, with reminders at opening three business days before and on the day', () => {
    expect(life().state.tasks['weekly-sync:2026-01-15']).toMatchObject({
      due: at('2026-01-15T10:00:00Z'),
      remindAt: [at('2026-01-12T01:00:00Z'), at('2026-01-15T01:00:00Z')],
      stage: 'onboarding',
      role: 'account-manager',
    });
  });

  it('rolls a nominal date on a Sunday to Monday and says so', () => {
    const task = life().state.tasks['data-review:2026-02-08'];
    expect(task?.due).toBe(at('2026-02-09T10:00:00Z'));
    expect(task?.because).toContainEqual(['roll', 'following', '2026-02-08', '2026-02-09']);
  });

  it('reminds the account manager when time comes, opens the task and plans the next one', () => {
    const lived = life();
    lived.until('2026-01-15T02:00:00Z');
    expect(lived.reminders()).toEqual([
      '2026-01-12T01:00:00Z p-1 weekly-sync:2026-01-15',
      '2026-01-15T01:00:00Z p-1 weekly-sync:2026-01-15',
    ]);
    expect(lived.open()).toContain('weekly-sync:2026-01-22 planned');
  });

  it('has four weekly syncs and no fifth', () => {
    const lived = life();
    lived.until('2026-04-30T00:00:00Z');
    const planned = lived.events.flatMap((event) =>
      event.type === 'taskPlanned' && event.touchpoint === 'weekly-sync' ? [event.nominal] : [],
    );
    expect(planned).toEqual(['2026-01-15', '2026-01-22', '2026-01-29', '2026-02-05']);
  });

  it('moves through its stages by calendar months', () => {
    const lived = life();
    lived.until('2029-02-01T00:00:00Z');
    const entered = lived.events.flatMap((event) => (event.type === 'stageEntered' ? [`${event.since} ${event.stage}`] : []));
    expect(entered).toEqual(['2026-01-08 onboarding', '2026-04-08 stable', '2027-01-08 deep-binding', '2029-01-08 value-symbiosis']);
  });

  it('asks for quarterly reviews in the stable stage only: the first on its first day, none on the last', () => {
    const lived = life();
    lived.until('2028-01-01T00:00:00Z');
    const planned = lived.events.flatMap((event) =>
      event.type === 'taskPlanned' && event.touchpoint === 'usage-review' ? [event.nominal] : [],
    );
    expect(planned).toEqual(['2026-04-08', '2026-07-08', '2026-10-08']);
  });
});

describe('an account signed on the 31st', () => {
  it('clamps to the end of the month, reckoned from the signing each time', () => {
    const lived = begun(terms([monthly]), { now: '2026-01-31T02:00:00Z', signedOn: '2026-01-31' });
    lived.until('2026-06-10T00:00:00Z');
    const planned = lived.events.flatMap((event) => (event.type === 'taskPlanned' ? [event.nominal] : []));
    expect(planned.slice(0, 5)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30']);
    expect(lived.state.stageSince).toBe('2026-04-30');
  });
});

describe('an account signed years ago and imported today (A3)', () => {
  const life = begun(standard, { now: '2026-11-22T02:00:00Z', signedOn: '2022-03-15' });
  it('is in its right stage since the day it would have entered it', () => {
    expect(life.state).toMatchObject({ stage: 'value-symbiosis', stageSince: '2025-03-15' });
  });
  it('has no past touchpoint, only the next of each', () => {
    expect(life.open()).toEqual(['data-review:2026-12-15 planned']);
  });
  it('still raises a renewal whose day has passed while the contract runs', () => {
    const renewal = touchpoint('renewal', { anchor: 'contract-end', after: '-P90D' });
    const late = begun(terms([renewal]), { now: '2026-11-23T02:00:00Z', signedOn: '2022-03-15', contractEndsOn: '2026-12-31' });
    expect(late.state.tasks['renewal:2026-10-02']).toMatchObject({ due: at('2026-11-23T10:00:00Z') });
    const ended = begun(terms([renewal]), { now: '2026-11-23T02:00:00Z', signedOn: '2022-03-15', contractEndsOn: '2026-11-01' });
    expect(ended.open()).toEqual([]);
  });
});

describe('a task', () => {
  const life = () => {
    const lived = begun(
      terms([
        monthly,
        touchpoint('first-delivery', { anchor: 'promised-delivery', after: '-P2D' }, { roll: 'preceding', ticket: true }),
        touchpoint('user-training', { anchor: 'done:first-delivery', businessDays: 3 }),
      ]),
      {
        now: '2026-01-08T02:00:00Z',
        signedOn: '2026-01-08',
        promisedOn: '2026-02-03',
      },
    );
    lived.until('2026-02-03T00:00:00Z');
    return lived;
  };
  const delivery = 'first-delivery:2026-02-01';

  it('rolls back where its touchpoint says so', () => {
    expect(life().state.tasks[delivery]?.due).toBe(at('2026-01-30T10:00:00Z'));
  });
  it('asks for its ticket once, when it opens', () => {
    expect(life().events.filter(({ type }) => type === 'ticketRequested')).toHaveLength(1);
  });
  it('is done once; what waited for it is dated from the day on which it was done', () => {
    const lived = life();
    lived.commandAt('completeTask', { task: delivery, by: 'p-1', at: at('2026-02-02T03:00:00Z') }, '2026-02-03T03:00:00Z');
    expect(lived.open()).toContain('user-training:2026-02-05 planned');
    expect(refusal(() => lived.commandAt('completeTask', { task: delivery }, '2026-02-03T04:00:00Z'))).toContain('is done already');
  });
  it('is reopened, and what waited for it is withdrawn', () => {
    const lived = life();
    lived.commandAt('completeTask', { task: delivery }, '2026-02-03T03:00:00Z');
    lived.commandAt('reopenTask', { task: delivery }, '2026-02-03T04:00:00Z');
    expect(lived.state.tasks[delivery]?.state).toBe('open');
    expect(lived.open().some((line) => line.startsWith('user-training'))).toBe(false);
    lived.commandAt('completeTask', { task: delivery }, '2026-02-04T04:00:00Z');
    expect(lived.open()).toContain('user-training:2026-02-09 planned');
  });
  it('is reopened at the same day as before, and what waits for it comes back', () => {
    const lived = life();
    lived.commandAt('completeTask', { task: delivery }, '2026-02-03T03:00:00Z');
    lived.commandAt('reopenTask', { task: delivery }, '2026-02-03T04:00:00Z');
    lived.commandAt('completeTask', { task: delivery }, '2026-02-03T05:00:00Z');
    expect(lived.open()).toContain('user-training:2026-02-06 planned');
  });
  it.each([
    ['to whom it was given', [], 'p-9'],
    ['to whoever has the role, if they have left', ['p-8', 'p-9'], undefined],
  ])('comes back %s', (_, gone, assignee) => {
    const lived = life();
    lived.commandAt('reassignTask', { task: delivery, to: 'p-9' }, '2026-02-03T02:00:00Z');
    lived.commandAt('completeTask', { task: delivery }, '2026-02-03T03:00:00Z');
    lived.commandAt('reopenTask', { task: delivery, gone }, '2026-02-03T04:00:00Z');
    expect(lived.state.tasks[delivery]?.assignee).toBe(assignee);
  });
  it('sleeps when it is snoozed, and reminds again then', () => {
    const lived = life();
    lived.commandAt('snoozeTask', { task: 'data-review:2026-02-08', until: at('2026-02-10T02:00:00Z') }, '2026-02-03T00:30:00Z');
    lived.until('2026-02-20T00:00:00Z');
    expect(lived.reminders().filter((line) => line.includes('data-review:2026-02-08'))).toEqual([
      '2026-02-10T02:00:00Z p-1 data-review:2026-02-08',
    ]);
  });
  it('goes to whom it is given', () => {
    const lived = life();
    lived.commandAt('reassignTask', { task: 'data-review:2026-02-08', to: 'p-2' }, '2026-02-03T00:30:00Z');
    lived.until('2026-02-05T00:00:00Z');
    expect(lived.reminders().at(-1)).toBe('2026-02-04T01:00:00Z p-2 data-review:2026-02-08');
  });
  it.each([
    [
      'an unknown task',
      () => life().commandAt('completeTask', { task: 'nothing:2026-01-01' }, '2026-02-03T00:30:00Z'),
      'no task nothing:2026-01-01',
    ],
    ['a snooze into the past', () => life().commandAt('snoozeTask', { task: delivery, until: 0 }, '2026-02-03T00:30:00Z'), 'is past'],
    [
      'a word about the future',
      () => life().commandAt('completeTask', { task: delivery, at: at('2026-02-04T00:00:00Z') }, '2026-02-03T00:30:00Z'),
      'in the future',
    ],
    ['a reopening of what is open', () => life().commandAt('reopenTask', { task: delivery }, '2026-02-03T00:30:00Z'), 'nothing to reopen'],
  ])('refuses %s', (_, refused, message) => {
    expect(refusal(refused)).toContain(message);
  });
});

describe('a stage that a manager moves (A4)', () => {
  const life = () => begun(standard, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08' });
  it('is promoted early: what belongs to the former stage goes, anchors stay', () => {
    const lived = life();
    lived.commandAt('promoteStage', { to: 'stable', by: 'p-3', note: 'n-1' }, '2026-01-09T02:00:00Z');
    expect(lived.state).toMatchObject({ stage: 'stable', stageSince: '2026-01-09', stageUntil: at('2027-01-07T16:00:00Z') });
    expect(lived.open()).toEqual(['data-review:2026-02-08 planned', 'usage-review:2026-04-08 planned']);
  });
  it('is held: time does not move it, and what only later stages ask for is not planned', () => {
    const lived = life();
    lived.commandAt('holdStage', {}, '2026-02-01T02:00:00Z');
    lived.until('2026-06-01T00:00:00Z');
    expect(lived.state.stage).toBe('onboarding');
    expect(
      lived.events.some((event) => event.type === 'taskPlanned' && event.touchpoint === 'usage-review' && event.nominal > '2026-04-08'),
    ).toBe(false);
    lived.commandAt('releaseStage', {}, '2026-06-01T02:00:00Z');
    expect(lived.state).toMatchObject({ stage: 'stable', stageSince: '2026-06-01' });
    expect(lived.open()).toContain('usage-review:2026-07-08 planned');
  });
  it('is not moved back, nor to a stage that is not there', () => {
    expect(refusal(() => life().commandAt('promoteStage', { to: 'onboarding' }, '2026-01-09T02:00:00Z'))).toContain('does not lie after');
    expect(refusal(() => life().commandAt('promoteStage', { to: 'golden-age' }, '2026-01-09T02:00:00Z'))).toContain(
      'has no stage "golden-age"',
    );
  });
});

describe('a paused account (A5)', () => {
  const paused = (catchUp: 'once' | 'skip' | 'all') => {
    const lived = begun(terms([touchpoint('data-review', { anchor: 'signing', every: 'P1M' }, { catchUp })]), {
      now: '2026-01-08T02:00:00Z',
      signedOn: '2026-01-08',
    });
    lived.commandAt('pause', {}, '2026-02-01T02:00:00Z');
    lived.until('2026-05-20T02:00:00Z');
    return lived;
  };
  it('sends nothing', () => {
    expect(paused('all').reminders()).toEqual([]);
  });
  it.each([
    ['all', ['opened', 'opened', 'opened', 'opened'], ['2026-02-08', '2026-03-08', '2026-04-08', '2026-05-08']],
    ['once', ['skipped', 'skipped', 'skipped', 'opened'], ['2026-05-08']],
    ['skip', ['skipped', 'skipped', 'skipped', 'skipped'], []],
  ] as const)('lists on resume what fell due, and catches up by "%s"', (catchUp, fate, reminded) => {
    const lived = paused(catchUp);
    const [resumed] = lived.commandAt('resume', {}, '2026-05-20T02:00:00Z').of('accountResumed');
    expect(resumed?.missed.map(({ nominal, catchUp: what }) => [nominal, what])).toEqual(
      ['2026-02-08', '2026-03-08', '2026-04-08', '2026-05-08'].map((nominal, index) => [nominal, fate[index]]),
    );
    lived.until('2026-05-20T02:00:00Z');
    expect(lived.reminders().map((line) => line.slice(-10))).toEqual(reminded);
    expect(lived.open()).toContain('data-review:2026-06-08 planned');
  });
  it('is not paused as of tomorrow, but as of yesterday', () => {
    const lived = begun(standard, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08' });
    expect(refusal(() => lived.commandAt('pause', { at: at('2026-01-12T02:00:00Z') }, '2026-01-11T02:00:00Z'))).toContain('in the future');
    lived.commandAt('pause', { at: at('2026-01-10T02:00:00Z') }, '2026-01-11T02:00:00Z');
    expect(lived.state.quietSince).toBe(at('2026-01-10T02:00:00Z'));
  });
  it('moves through its stages all the same', () => {
    expect(paused('once').state.stage).toBe('stable');
  });
});

describe('an account that is lost', () => {
  const play = touchpoint('win-back-visit', { anchor: 'won-back', after: 'P7D' });
  it('has nothing due; leaving that runs the win-back play and floods nobody', () => {
    const lived = begun(terms([monthly, play]), { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08' });
    lived.commandAt('markStatus', { to: 'lost' }, '2026-02-01T02:00:00Z');
    expect(lived.open()).toEqual([]);
    lived.commandAt('markStatus', { to: 'won-back' }, '2026-06-01T02:00:00Z');
    expect(lived.open()).toEqual(['data-review:2026-06-08 planned', 'win-back-visit:2026-06-08 planned']);
    expect(refusal(() => lived.commandAt('markStatus', { to: 'won-back' }, '2026-06-02T02:00:00Z'))).toContain("can't become won-back");
  });
});

describe('a prospect', () => {
  it('has no agenda until it is signed', () => {
    const lived = begun(standard, { now: '2026-01-08T02:00:00Z' });
    expect(lived.state.status).toBe('prospect');
    expect(account.due(lived.state)).toBeUndefined();
    lived.commandAt('sign', { signedOn: '2026-01-20' }, '2026-01-20T02:00:00Z');
    expect(lived.open()).toContain('weekly-sync:2026-01-27 planned');
  });
  it('is refused a signing that lies in the future', () => {
    expect(refusal(() => begun(standard, { now: '2026-01-08T02:00:00Z', signedOn: '2026-02-08' }))).toContain('lies in the future');
  });
});

describe('new terms', () => {
  it('move what is planned, leave what they say nothing of, and plan what is new', () => {
    const lived = begun(standard, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08' });
    const holidays = { ...standard.calendar, holidays: ['2026-01-15'] };
    lived.commandAt(
      'adoptTerms',
      {
        terms: {
          ...standard,
          id: 'tm-2',
          calendar: holidays,
          touchpoints: [weekly, quarterly, touchpoint('visit', { anchor: 'signing', every: 'P2M' })],
        },
      },
      '2026-01-09T02:00:00Z',
    );
    expect(lived.state.tasks['weekly-sync:2026-01-15']?.due).toBe(at('2026-01-16T10:00:00Z'));
    expect(lived.open()).toEqual([
      'data-review:2026-02-08 planned',
      'usage-review:2026-04-08 planned',
      'visit:2026-03-08 planned',
      'weekly-sync:2026-01-15 planned',
    ]);
    lived.commandAt('completeTask', { task: 'data-review:2026-02-08' }, '2026-02-08T02:00:00Z');
    expect(lived.open().filter((task) => task.startsWith('data-review'))).toEqual([]);
  });
});

describe('a contract whose end moves', () => {
  it('moves its renewal', () => {
    const lived = begun(terms([touchpoint('renewal', { anchor: 'contract-end', after: '-P90D' })]), {
      now: '2026-01-08T02:00:00Z',
      signedOn: '2026-01-08',
      contractEndsOn: '2026-06-30',
    });
    expect(lived.open()).toEqual(['renewal:2026-04-01 planned']);
    lived.commandAt('amend', { contractEndsOn: '2027-01-31' }, '2026-01-09T02:00:00Z');
    expect(lived.open()).toEqual([]);
    lived.until('2026-11-20T00:00:00Z');
    expect(lived.open()).toEqual(['renewal:2026-11-02 open']);
  });
});

describe('time that comes late', () => {
  it('gives one message to a person for everything that was missed, and loses no reminder', () => {
    const lived = begun(standard, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08' });
    const reminded = lived.sleepUntil('2026-02-01T00:00:00Z').of('reminded');
    expect(reminded).toHaveLength(1);
    expect(reminded[0]?.tasks.map(({ task, remindAt }) => [task, remindAt.length])).toEqual([
      ['weekly-sync:2026-01-15', 2],
      ['weekly-sync:2026-01-22', 2],
      ['weekly-sync:2026-01-29', 2],
    ]);
    expect(account.due(lived.state)).toBeGreaterThan(at('2026-02-01T00:00:00Z'));
  });
});

describe('an account that is closed', () => {
  it('cancels what is left, and is over', () => {
    const lived = begun(standard, { now: '2026-01-08T02:00:00Z', signedOn: '2026-01-08' });
    lived.commandAt('close', {}, '2026-01-09T02:00:00Z');
    expect(account.isOver(lived.state)).toBe(true);
    expect(account.due(lived.state)).toBeUndefined();
    expect(lived.open()).toEqual([]);
    expect(refusal(() => lived.commandAt('pause', {}, '2026-01-10T02:00:00Z'))).toContain('closed');
  });
});
