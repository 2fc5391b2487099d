// Records histories of this release's workflows under test/histories/VERSION, which every later release replays. Run it after `npm run build`. The
// activities do nothing, since a history keeps only their arguments and results.
const { randomUUID } = require('node:crypto');
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { gzipSync } = require('node:zlib');
const { ApplicationFailure } = require('@temporalio/activity');
const { temporal } = require('@temporalio/proto');
const { loadPlaybook } = require('../dist/domain/playbook/load');
const { startTemporalServer } = require('../dist/up/temporal-server');
const { connectClient, connectWorker, prepareNamespace, temporalTarget } = require('../dist/worker/temporal');
const { quietRuntime, startWorker } = require('../dist/worker/worker');
const { version } = require('../package.json');
const { livesBy, ORIGIN, pause } = require('./recorded-lives');

const FOLDER = join(__dirname, '..', 'test', 'histories', version);
const FAILED_PRECONDITION = 9;
const QUEUE = { taskQueue: 'perennial' };
const lives = livesBy(loadPlaybook(join(__dirname, '..', 'playbooks', 'key-account.yaml')));

/** The outcome of an effect; most succeed. */
async function perform(key, entity, { type, cursor }) {
  if (type === 'campaign-page') return { ok: true, value: await pageOf(entity, cursor) };
  if (type === 'open-ticket' && entity === 'account/given-up') throw ApplicationFailure.retryable('ticketing-away', 'ticketing-away');
  if (type === 'notify-customer' && entity === 'handover/unnotified') return { ok: false, code: 'no-contact' };
  // Refuses the person's first two digests.
  if (type === 'digest' && entity === 'person/unreachable' && /\/[23]\/0$/.test(key)) return { ok: false, code: 'mail-refused' };
  return { ok: true, value: 'T-1' };
}

/** Three pages of ten accounts. The last page of `refused` is refused the first time. */
const refused = new Set(['campaign/refused']);
async function pageOf(entity, cursor) {
  await pause(300);
  const done = Number((cursor ?? 'acc-0').slice(4));
  const result = (tally) => JSON.stringify({ done, skipped: 0, failed: 0, ...tally });
  if (done < 30) return result({ done: done + 10, cursor: `acc-${done + 10}`, left: 'more' });
  return refused.delete(entity) ? result({ done: 29, failed: 1, cursor: 'acc-20', left: 'failures' }) : result({ left: 'nothing' });
}

/** What the recorded script can do with an entity. */
const living = (handle) => {
  const ask = () => handle.query('state');
  const tasks = async () => Object.entries((await ask()).state.tasks);
  return {
    handle,
    ask,
    /** Repeats a command that met the end of a chapter, which the server refuses. */
    async command(name, args) {
      const updateId = randomUUID();
      for (;;) {
        try {
          return await handle.executeUpdate(name, { args: [args], updateId });
        } catch (error) {
          if (error.cause?.code !== FAILED_PRECONDITION) throw error;
        }
      }
    },
    /** Waits for a status. */
    async until(status) {
      while ((await ask()).state.status !== status) await pause(100);
    },
    open: async () => (await tasks()).flatMap(([key, { state }]) => (state === 'open' ? [key] : [])),
    /** A meeting that is on somebody's calendar. */
    async meeting() {
      for (;;) {
        const [found] = (await tasks()).find(([, { state, invited }]) => state === 'open' && invited) ?? [];
        if (found) return found;
        await pause(100);
      }
    },
  };
};

async function main() {
  quietRuntime('ERROR');
  const server = await startTemporalServer({ say: (line) => console.error(line) });
  const target = temporalTarget(server.address);
  const { client, connection } = await connectClient(target);
  await prepareNamespace(connection, target.namespace, true);
  const native = await connectWorker(target);
  const activities = {
    journal: async () => undefined,
    perform,
    journalAndPerform: async (entity, from, events, key, effect) =>
      perform(key, entity, effect).then(
        (outcome) => ({ journalled: true, outcome }),
        () => ({ journalled: true }),
      ),
    syncTickets: async () => ({ more: false }),
  };
  const worker = await startWorker({ connection: native, namespace: target.namespace, activities });
  mkdirSync(FOLDER, { recursive: true });
  const { workflow } = client;

  await Promise.all([
    ...lives.map(async ({ id, type, speed, first, deeds }) => {
      const clock = { real: Date.now(), deployment: ORIGIN, speed };
      const handle = await workflow.start(type, { ...QUEUE, workflowId: id, args: [{ clock, first }] });
      await deeds(living(handle));
      // A resolved case closes only after its time for reopening.
      await (type === 'serviceCase' ? pause(3_000) : handle.result().catch(() => undefined));
    }),
    workflow
      .start('ticketSync', { ...QUEUE, workflowId: 'ticket-sync/redmine', args: [{ system: 'redmine', every: 500 }] })
      .then(() => pause(5_000)),
  ]);
  let count = 0;
  for await (const { workflowId, runId } of workflow.list()) {
    const history = await workflow.getHandle(workflowId, runId).fetchHistory();
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
