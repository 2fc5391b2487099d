// The lives to record: each has a first command and a script.
const { account } = require('../dist/domain/account/account');
const { handover } = require('../dist/domain/handover/handover');
const { anyKind, KINDS } = require('../dist/domain/kinds');
const { person } = require('../dist/domain/person/person');
const { campaign } = require('../dist/domain/campaign/campaign');
const { compileTerms } = require('../dist/domain/playbook/compile');
const { compileHandover } = require('../dist/domain/playbook/compile-handover');
const { compilePerson } = require('../dist/domain/playbook/compile-person');
const { compileService } = require('../dist/domain/playbook/compile-service');
const { serviceCase } = require('../dist/domain/service-case/service-case');
const { parseInstant } = require('../dist/domain/time/time');

const ORIGIN = parseInstant('2026-01-08T02:00:00Z');
const DAYS = 86_400; // as a clock's speed: a day in a second
const HOURS = 3_600; // an hour in a second
const CHINA = { calendarId: 'china', fromYear: 2025 };
const TEAM = { 'account-manager': 'p-1', backup: 'p-5', technical: 'p-2', 'sales-manager': 'p-3', 'executive-sponsor': 'p-4' };

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** By kind: id, speed of the clock, first command, script. `life` sends queries and commands; see `record-histories.js`. */
const LIVES = {
  account: (playbook) => accounts(compileTerms(playbook, CHINA), compileTerms({ ...playbook, ladder: LADDER }, CHINA)),
  campaign: () => campaigns(),
  case: (playbook) => cases(compileService(playbook, CHINA)),
  handover: (playbook) => handovers(compileHandover(playbook)),
  person: (playbook) => people(playbook),
};

/** The lives of all kinds, each with its workflow type. Throws for a kind without one. */
const livesBy = (playbook) =>
  KINDS.flatMap((kind) => {
    if (!LIVES[kind]) throw new Error(`No life of the kind ${kind} is recorded: add some to recorded-lives.js.`);
    return LIVES[kind](playbook).map((life) => ({ ...life, type: anyKind(kind).workflow }));
  });

/** An offboarding that is stopped and resumed, one with refusals, and one that an operator cancels. */
const campaigns = () =>
  [
    [
      'stopped',
      async (life) =>
        pause(400)
          .then(() => life.command('stop', { by: 'p-3' }))
          .then(() => pause(1_000))
          .then(() => life.command('resume', { by: 'p-3' })),
    ],
    ['refused', async (life) => life.until('stopped').then(() => life.command('resume', {}))],
    ['cancelled', async (life) => pause(400).then(() => life.handle.cancel())],
  ].map(([name, deeds]) => ({
    id: `campaign/${name}`,
    speed: 1,
    first: { rules: campaign.rules, campaign: name, work: 'offboarding', asked: {}, terms: { page: 10, atOnce: 5 } },
    deeds,
  }));

const LADDER = [
  { after: 'P1D', notify: ['sales-manager'], by: 'at-once' },
  { after: 'P3D', notify: ['executive-sponsor'], by: 'at-once' },
];

/** Accounts with the standard terms, and with a ladder that notifies at once. */
const accounts = (terms, escalating) =>
  [
    ['imported', DAYS, { signedOn: '2019-05-31' }, async (life) => pause(8_000).then(() => life.command('close', {}))],
    [
      'platinum-first-year',
      60 * DAYS,
      { signedOn: '2026-01-08', promisedOn: '2026-02-20', contractEndsOn: '2027-01-07', segment: 'core-value' },
      async (life) => {
        for (let look = 0; look < 30; look += 1) {
          await pause(250);
          for (const task of await life.open()) await life.command('completeTask', { task, by: 'p-1', note: 'n-1' });
        }
        await life.command('close', {});
      },
    ],
    [
      'paused',
      10 * DAYS,
      { signedOn: '2026-01-08' },
      async (life) => {
        await pause(500);
        await life.command('pause', { note: 'n-1' });
        await pause(5_000);
        await life.command('resume', {});
        await pause(500);
        await life.command('close', {});
      },
    ],
    [
      'won-back',
      10 * DAYS,
      { signedOn: '2024-01-08' },
      async (life) => {
        await life.command('markStatus', { to: 'lost', note: 'n-2' });
        await pause(3_000);
        await life.command('markStatus', { to: 'won-back' });
        await pause(3_000);
        await life.command('close', {});
      },
    ],
    [
      'moved',
      DAYS,
      { signedOn: '2026-01-08' },
      async (life) => {
        await life.command('promoteStage', { to: 'stable', by: 'p-3', note: 'n-3' });
        await pause(500);
        await life.command('holdStage', { by: 'p-3', note: 'n-4' });
        await life.command('releaseStage', {});
        await life.command('adoptTerms', {
          terms: { ...terms, id: 'tm-later', calendar: { ...terms.calendar, holidays: ['2026-04-08'] } },
        });
        await life.command('amend', { level: 'silver', contractEndsOn: '2026-12-31' });
        await life.command('assess', { phase: 'growth', demand: 'stable' });
        await life.command('close', {});
      },
    ],
    [
      'given-up',
      4 * DAYS,
      { signedOn: '2026-01-08', promisedOn: '2026-01-20' },
      async (life) => {
        let pending = [];
        while (pending.length === 0) {
          await pause(200);
          pending = (await life.ask()).pending.filter(({ type }) => type === 'open-ticket');
        }
        await life.handle.executeUpdate('retryEffect', { args: [{ key: pending[0].key }] });
        await life.handle.executeUpdate('giveUpEffect', { args: [{ key: pending[0].key }] });
        await life.command('close', {});
      },
    ],
    ['cancelled', DAYS, { signedOn: '2026-01-08' }, async (life) => pause(5_000).then(() => life.handle.cancel())],
    [
      'prospect',
      1,
      {},
      async (life) => {
        await life.command('sign', { signedOn: '2026-01-08' });
        const [task] = Object.keys((await life.ask()).state.tasks);
        await life.command('reassignTask', { task, to: 'p-9' });
        await life.command('snoozeTask', { task, until: ORIGIN + 30 * 86_400_000 });
        await life.command('skipTask', { task, reason: 'noted', note: 'n-5' });
        await life.command('reopenTask', { task });
        await life.command('close', {});
      },
    ],
    [
      'escalating',
      2 * DAYS,
      { signedOn: '2026-01-08', terms: escalating },
      async (life) => {
        await pause(8_000); // nobody does anything
        await life.command('close', {});
      },
    ],
    [
      'meetings',
      DAYS / 2,
      { signedOn: '2026-01-08' },
      async (life) => {
        const task = await life.meeting();
        const { due } = (await life.ask()).state.tasks[task];
        await life.command('moveTask', { task, due: due + 5 * 86_400_000 });
        await life.command('reassignTask', { task, to: 'p-9' });
        await life.command('pause', {});
        await life.command('resume', {});
        await life.command('skipTask', { task, reason: 'noted' });
        await life.command('close', {});
      },
    ],
    [
      'handed-over',
      1,
      { signedOn: '2025-01-08' },
      async (life) => {
        const ours = { kind: 'ours', reason: 'left', from: 'p-1' };
        await life.command('openHandover', {
          ...ours,
          roles: ['account-manager'],
          to: 'p-6',
          handover: 'H-1',
          offboarding: 'OB-1',
          by: 'p-3',
        });
        await life.command('openHandover', { ...ours, roles: ['account-manager'], from: 'p-6', to: 'p-7', handover: 'H-2' });
        await life.command('openHandover', { kind: 'theirs', from: 'c-1', to: 'c-2', handover: 'H-3', reason: 'noted', note: 'n-1' });
        await life.command('endHandover', { handover: 'H-1', to: 'p-7' });
        await life.command('openHandover', { ...ours, roles: ['technical'], from: 'p-2', to: 'p-8', handover: 'H-4' });
        await life.command('openHandover', { ...ours, roles: ['technical'], from: 'p-8', to: 'p-2', handover: 'H-5' });
        await life.command('openHandover', { ...ours, roles: ['backup'], from: 'p-5', to: 'p-8', handover: 'H-6' });
        await life.command('close', {});
      },
    ],
  ].map(([name, speed, given, deeds]) => ({
    id: `account/${name}`,
    speed,
    first: { zone: 'Asia/Shanghai', level: 'platinum', team: TEAM, rules: account.rules, terms, ...given },
    deeds,
  }));

const cases = (service) =>
  [
    [
      'met',
      HOURS / 4,
      { severity: 'high', kind: 'problem' },
      async (life) => {
        await pause(3_200); // until it has warned twice
        await life.command('take', { by: 'p-2' });
        await life.command('diagnose', { visit: true });
        await life.command('arrive', {});
        await life.command('resolve', { note: 'n-2' });
      },
    ],
    [
      'breached',
      6 * HOURS,
      { severity: 'critical', kind: 'complaint' },
      async (life) => {
        await pause(1_500);
        await life.command('wait', {});
        await pause(500);
        await life.command('resume', { via: 'ticket' });
        await life.command('amend', { level: 'silver' });
        await life.command('adoptTerms', { terms: { ...service, id: 'later', thresholds: [80, 100] } });
        await pause(4_000);
        await life.command('resolve', {});
        await life.command('reopen', { via: 'ticket' });
        await life.command('resolve', { at: ORIGIN + 3_600_000, via: 'ticket' });
      },
    ],
    ['closed', 10 * DAYS, { severity: 'low', kind: 'feedback' }, (life) => life.command('resolve', {})],
    ['cancelled', HOURS, { severity: 'low', kind: 'problem' }, async (life) => pause(1_000).then(() => life.handle.cancel())],
  ].map(([name, speed, given, deeds]) => ({
    id: `case/${name}`,
    speed,
    first: {
      ...{ case: `C-${name}`, account: 'acme', level: 'platinum', stage: 'stable', team: TEAM },
      ...{ rules: serviceCase.rules, terms: service, ...given },
    },
    deeds,
  }));

/** Their 24 hours take four seconds. */
const handovers = (terms) => {
  const ours = { kind: 'ours', roles: ['account-manager'], from: 'p-1', to: 'p-6', standIn: 'p-5' };
  const theirs = { kind: 'theirs', from: 'c-1', to: 'c-2' };
  const to = (successor) => ({ to: successor, team: { ...TEAM, 'account-manager': successor } });
  return [
    ['accepted', ours, (life) => pause(2_500).then(() => life.command('accept', { by: 'p-6' }))],
    [
      'redirected',
      ours,
      async (life) => {
        await life.command('refuse', { by: 'p-6', note: 'n-1' });
        await pause(2_500);
        await life.command('redirect', to('p-7'));
        await life.command('changeTeam', { team: { ...to('p-7').team, technical: 'p-8' } });
        await pause(2_500); // too late
        await life.command('accept', {});
      },
    ],
    [
      'unnotified',
      ours,
      async (life) => {
        await pause(1_000);
        await life.command('complete', { step: 'notified', by: 'p-6', note: 'n-2' });
        await life.command('accept', { by: 'p-6' });
      },
    ],
    ['changed-back', ours, (life) => pause(500).then(() => life.command('redirect', to('p-1')))],
    ['ended', ours, (life) => pause(500).then(() => life.command('withdraw', {}))],
    ['cancelled', ours, (life) => pause(500).then(() => life.handle.cancel())],
    ['theirs', theirs, () => pause(500)],
  ].map(([name, succession, deeds]) => ({
    id: `handover/${name}`,
    speed: 6 * HOURS,
    first: {
      ...{ rules: handover.rules, terms, handover: `H-${name}`, account: 'acme', succession, reason: 'left' },
      ...{ team: succession === ours ? to('p-6').team : TEAM, visit: 'progress-visit:2026-01-13', at: ORIGIN, by: 'p-3' },
    },
    deeds,
  }));
};

/** Two weeks of digests. */
const people = (playbook) => {
  const terms = compilePerson(playbook, { zone: 'Asia/Shanghai', calendar: 'china' }, CHINA.fromYear);
  const elsewhere = compilePerson(playbook, { zone: 'Europe/Berlin', calendar: 'germany' }, CHINA.fromYear);
  return [
    [
      'digests',
      async (life) => {
        await pause(8_000);
        await life.command('adoptTerms', { terms: elsewhere });
        await pause(4_000);
        await life.command('offboard', {});
      },
    ],
    ['unreachable', (life) => pause(5_000).then(() => life.command('offboard', {}))],
    ['cancelled', (life) => pause(2_000).then(() => life.handle.cancel())],
  ].map(([name, deeds]) => ({
    id: `person/${name}`,
    speed: DAYS,
    first: { rules: person.rules, person: `p-${name}`, terms },
    deeds,
  }));
};

module.exports = { livesBy, ORIGIN, pause };
