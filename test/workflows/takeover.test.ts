// A worker that takes over from another one has only the history: its decisions must equal a replay's.
import { Worker } from '@temporalio/worker';
import { account } from '../../domain/account/account';
import type { AccountCommands, AccountState } from '../../domain/account/types';
import { parseInstant } from '../../domain/time/time';
import { startWorker } from '../../worker/worker';
import type { Snapshot } from '../../workflows/entity';
import { ask } from '../support/ask';
import { eventually } from '../support/eventually';
import { portsOf } from '../support/ports';
import { startTemporal, type TestTemporal } from '../support/temporal';
import { terms, touchpoint, weekly } from '../support/terms';

const TERMS = terms([weekly, touchpoint('second', { anchor: 'signing', every: 'P1W' })]);
const QUEUE = 'test-takeover';
const DAY_A_SECOND = 86_400;

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await startTemporal();
});
afterAll(() => temporal.stop());

/** A worker with slow activities, so that their results come in a known order. */
async function workerWith(journalTakes: number, performTakes: number) {
  const performed: string[] = [];
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const activities = portsOf({
    journal: () => pause(journalTakes),
    async perform(key) {
      await pause(performTakes);
      performed.push(key);
      return { ok: true };
    },
  });
  const { stop } = await startWorker({ connection: temporal.native, namespace: temporal.namespace, taskQueue: QUEUE, activities });
  return { performed, stop };
}

describe('a command that finds no worker, after activities whose answers asked for nothing more', () => {
  it.each([
    ['the journal answered last', 400, 0],
    ['the mail answered last', 0, 400],
  ])('is carried out by the next worker as it replays: %s', async (_, journalTakes, performTakes) => {
    const id = `account/takeover-${journalTakes}`;
    const clock = { real: Date.now(), deployment: parseInstant('2026-01-08T02:00:00Z'), speed: DAY_A_SECOND };
    const first: AccountCommands['start'] = {
      zone: 'Asia/Shanghai',
      level: 'gold',
      team: { 'account-manager': 'p-1' },
      rules: account.rules,
      terms: TERMS,
      signedOn: '2026-01-08',
    };
    const before = await workerWith(journalTakes, performTakes);
    const handle = await temporal.client.workflow.start('account', { workflowId: id, taskQueue: QUEUE, args: [{ clock, first }] });
    // Reminders are on the fourth and on the seventh day, with time between them.
    await eventually('a reminder sent and journalled', async () => {
      const { pending, unwritten } = await ask<Snapshot<AccountState>>(handle, 'state');
      return before.performed.length > 0 && pending.length === 0 && unwritten === 0;
    });
    await before.stop();
    const paused = handle.executeUpdate<number, [object]>('pause', { args: [{}] });
    const after = await workerWith(0, 0);
    await paused;
    await eventually('the pause journalled', async () => (await ask<Snapshot<AccountState>>(handle, 'state')).unwritten === 0);
    await after.stop();
    const history = await handle.fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: { codePath: `${__dirname}/../../dist/workflow-bundle.js` } }, history, id);
  });
});
