// Records histories of this release's workflows under test/histories/VERSION, for every later release to replay.
// Run after `npm run build`; the activities do nothing, for a history keeps only what was asked of them.
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { gzipSync } = require('node:zlib');
const { ApplicationFailure } = require('@temporalio/activity');
const { temporal } = require('@temporalio/proto');
const { account } = require('../dist/domain/account/account');
const { compileService } = require('../dist/domain/playbook/compile-service');
const { serviceCase } = require('../dist/domain/service-case/service-case');
const { compileTerms } = require('../dist/domain/playbook/compile');
const { loadPlaybook } = require('../dist/domain/playbook/load');
const { parseInstant } = require('../dist/domain/time');
const { startTemporalServer } = require('../dist/up/temporal-server');
const { connectClient, connectWorker, prepareNamespace, temporalTarget } = require('../dist/worker/temporal');
const { quietRuntime, startWorker } = require('../dist/worker/worker');
const { version } = require('../package.json');

const FOLDER = join(__dirname, '..', 'test', 'histories', version);
const ORIGIN = parseInstant('2026-01-08T02:00:00Z');
const DAYS = 86_400; // as a clock's speed: a day in a second
const playbook = loadPlaybook(join(__dirname, '..', 'playbooks', 'key-account.yaml'));
const terms = compileTerms(playbook, { calendarId: 'china', fromYear: 2025 });
const TEAM = { 'account-manager': 'p-1', technical: 'p-2', 'sales-manager': 'p-3', 'executive-sponsor': 'p-4' };

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Name, speed, what the first command says beside the usual, and what is done with it. */
const LIVES = [
  ['imported', DAYS, { signedOn: '2019-05-31' }, async (life) => pause(8_000).then(() => life.tell('close', {}))],
  [
    'platinum-first-year',
    60 * DAYS,
    { signedOn: '2026-01-08', promisedOn: '2026-02-20', contractEndsOn: '2027-01-07', segment: 'core-value' },
    async (life) => {
      for (let look = 0; look < 30; look += 1) {
        await pause(250);
        for (const task of await life.open()) await life.tell('completeTask', { task, by: 'p-1', note: 'n-1' });
      }
      await life.tell('close', {});
    },
  ],
  [
    'paused',
    10 * DAYS,
    { signedOn: '2026-01-08' },
    async (life) => {
      await pause(500);
      await life.tell('pause', { note: 'n-1' });
      await pause(5_000);
      await life.tell('resume', {});
      await pause(500);
      await life.tell('close', {});
    },
  ],
  [
    'won-back',
    10 * DAYS,
    { signedOn: '2024-01-08' },
    async (life) => {
      await life.tell('markStatus', { to: 'lost', note: 'n-2' });
      await pause(3_000);
      await life.tell('markStatus', { to: 'won-back' });
      await pause(3_000);
      await life.tell('close', {});
    },
  ],
  [
    'moved',
    DAYS,
    { signedOn: '2026-01-08' },
    async (life) => {
      await life.tell('promoteStage', { to: 'stable', by: 'p-3', note: 'n-3' });
      await pause(500);
      await life.tell('holdStage', { by: 'p-3', note: 'n-4' });
      await life.tell('releaseStage', {});
      await life.tell('adoptTerms', { terms: { ...terms, id: 'tm-later', calendar: { ...terms.calendar, holidays: ['2026-04-08'] } } });
      await life.tell('amend', { level: 'silver', contractEndsOn: '2026-12-31' });
      await life.tell('assess', { phase: 'growth', demand: 'stable' });
      await life.tell('close', {});
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
      await life.tell('close', {});
    },
  ],
  ['cancelled', DAYS, { signedOn: '2026-01-08' }, async (life) => pause(5_000).then(() => life.handle.cancel())],
  [
    'prospect',
    1,
    {},
    async (life) => {
      await life.tell('sign', { signedOn: '2026-01-08' });
      const [task] = Object.keys((await life.ask()).state.tasks);
      await life.tell('reassignTask', { task, to: 'p-9' });
      await life.tell('snoozeTask', { task, until: ORIGIN + 30 * 86_400_000 });
      await life.tell('skipTask', { task, reason: 'noted', note: 'n-5' });
      await life.tell('reopenTask', { task });
      await life.tell('close', {});
    },
  ],
];

const service = compileService(playbook, { calendarId: 'china', fromYear: 2025 });
const HOURS = 3_600; // an hour in a second

/** The same of cases. */
const CASES = [
  [
    'met',
    HOURS / 4,
    { severity: 'high', kind: 'problem' },
    async (life) => {
      await pause(3_200); // until it has warned twice
      await life.tell('take', { by: 'p-2' });
      await life.tell('diagnose', { visit: true });
      await life.tell('arrive', {});
      await life.tell('resolve', { note: 'n-2' });
    },
  ],
  [
    'breached',
    6 * HOURS,
    { severity: 'critical', kind: 'complaint' },
    async (life) => {
      await pause(1_500);
      await life.tell('wait', {});
      await pause(500);
      await life.tell('resume', { via: 'ticket' });
      await life.tell('follow', { level: 'silver' });
      await life.tell('adoptTerms', { terms: { ...service, id: 'later', thresholds: [80, 100] } });
      await pause(4_000);
      await life.tell('resolve', {});
      await life.tell('reopen', { via: 'ticket' });
      await life.tell('resolve', { at: ORIGIN + 3_600_000, via: 'ticket' });
    },
  ],
  ['closed', 10 * DAYS, { severity: 'low', kind: 'feedback' }, (life) => life.tell('resolve', {})],
  ['cancelled', HOURS, { severity: 'low', kind: 'problem' }, async (life) => pause(1_000).then(() => life.handle.cancel())],
];

async function main() {
  quietRuntime('ERROR');
  const server = await startTemporalServer({ say: (line) => console.error(line) });
  const target = temporalTarget(server.address);
  const { client, connection } = await connectClient(target);
  await prepareNamespace(connection, target.namespace, true);
  const native = await connectWorker(target);
  const activities = {
    journal: async () => undefined,
    perform: async (_key, _entity, effect) => {
      if (effect.type === 'open-ticket' && _entity.endsWith('given-up'))
        throw ApplicationFailure.retryable('ticketing-away', 'ticketing-away');
      return { ok: true, value: 'T-1' };
    },
    syncTickets: async () => ({ more: false }),
  };
  const worker = await startWorker({ connection: native, namespace: target.namespace, activities });
  mkdirSync(FOLDER, { recursive: true });
  const lived = async (type, id, speed, first, deeds) => {
    const clock = { real: Date.now(), deployment: ORIGIN, speed };
    const handle = await client.workflow.start(type, { workflowId: id, taskQueue: 'perennial', args: [{ clock, first }] });
    const ask = () => handle.query('state');
    await deeds({
      handle,
      ask,
      tell: (command, args) => handle.executeUpdate(command, { args: [args] }),
      open: async () => Object.entries((await ask()).state.tasks).flatMap(([key, { state }]) => (state === 'open' ? [key] : [])),
    });
    return handle;
  };
  await Promise.all([
    ...LIVES.map(async ([name, speed, said, deeds]) => {
      const first = { zone: 'Asia/Shanghai', level: 'platinum', team: TEAM, rules: account.rules, terms, ...said };
      await lived('account', `account/${name}`, speed, first, deeds);
      await client.workflow
        .getHandle(`account/${name}`)
        .result()
        .catch(() => undefined);
    }),
    ...CASES.map(async ([name, speed, said, deeds]) => {
      const from = { case: `C-${name}`, account: 'acme', level: 'platinum', stage: 'stable', team: TEAM };
      const first = { ...from, rules: serviceCase.rules, terms: service, ...said };
      await lived('serviceCase', `case/${name}`, speed, first, deeds);
      await pause(3_000);
    }),
    client.workflow
      .start('ticketSync', { workflowId: 'ticket-sync/redmine', taskQueue: 'perennial', args: [{ system: 'redmine', every: 500 }] })
      .then(() => pause(5_000)),
  ]);
  let count = 0;
  for await (const { workflowId, runId } of client.workflow.list()) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    count += 1;
    writeFileSync(
      join(FOLDER, `${workflowId.replace('/', '.')}-${history.events.length}.pb.gz`),
      gzipSync(temporal.api.history.v1.History.encode(history).finish()),
    );
  }
  console.error(`${count} histories in test/histories/${version}`);
  await worker.stop();
  await native.close();
  await connection.close();
  await server.stop();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
