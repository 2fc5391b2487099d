// Chapters that end on request, on a real server: newer rules, other zone rules, refusals.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApplicationFailure } from '@temporalio/activity';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { account } from '../../domain/account/account';
import type { AccountCommands, AccountEvent, AccountState } from '../../domain/account/types';
import { fold } from '../../domain/decider/decider';
import { parseInstant } from '../../domain/time/time';
import { startWorker } from '../../worker/worker';
import type { Snapshot } from '../../workflows/entity';
import type { PageTurn } from '../../workflows/page-turn';
import { ask as asked } from '../support/ask';
import { eventually } from '../support/eventually';
import { portsOf } from '../support/ports';
import { startTemporal, type TestTemporal } from '../support/temporal';
import { monthly, terms, weekly } from '../support/terms';
import { journalsInMemory } from './journals';

const QUEUE = 'test-page-turn';
const TERMS = terms([weekly, monthly]);
const HOUR = 3_600_000;

const { journals, journal } = journalsInMemory<AccountEvent>();
const activities = portsOf({ journal, perform: () => Promise.resolve({ ok: true }) });

let temporal: TestTemporal;
let folder: string;
let newerBundle: string;
let worker: Awaited<ReturnType<typeof startWorker>>;
const workerOf = (bundle?: string) =>
  startWorker({ connection: temporal.native, namespace: temporal.namespace, taskQueue: QUEUE, activities, ...(bundle && { bundle }) });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'perennial-newer-'));
  newerBundle = join(folder, 'workflow-bundle.js');
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(__dirname, 'newer-release.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  writeFileSync(newerBundle, code);
  temporal = await startTemporal();
  worker = await workerOf();
});
afterAll(async () => {
  await worker.stop();
  await temporal.stop();
  rmSync(folder, { recursive: true });
});

async function start(id: string) {
  const first: AccountCommands['start'] = {
    ...{ zone: 'Asia/Shanghai', level: 'gold', team: { 'account-manager': 'p-1' }, rules: account.rules, terms: TERMS },
    signedOn: '2026-01-08',
  };
  const clock = { real: Date.now(), deployment: parseInstant('2026-01-08T02:00:00Z'), speed: 1 };
  const handle = await temporal.client.workflow.start('account', {
    workflowId: `account/${id}`,
    taskQueue: QUEUE,
    args: [{ clock, first }],
  });
  const ask = () => asked<Snapshot<AccountState>>(handle, 'state');
  const runId = async () => (await handle.describe()).runId;
  return {
    handle,
    ask,
    runId,
    events: () => journals.get(`account/${id}`) ?? [],
    written: () => eventually('all is journalled', async () => (await ask()).unwritten === 0),
    turn: (turn?: PageTurn) =>
      turn === undefined
        ? handle.executeUpdate<boolean, []>('turnPage')
        : handle.executeUpdate<boolean, [PageTurn]>('turnPage', { args: [turn] }),
    /** Ends the chapter with `turning` and waits for the next run. */
    async turned(turning: () => Promise<unknown>): Promise<void> {
      const before = await runId();
      await turning();
      await eventually('another run', async () => (await runId()) !== before);
    },
  };
}
type Life = Awaited<ReturnType<typeof start>>;

const refusal = async (asked: Promise<unknown>): Promise<string | undefined> => {
  const error = await asked.catch((thrown: unknown) => thrown);
  return error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure
    ? (error.cause.type ?? undefined)
    : undefined;
};

/** The journal is complete and without a gap. */
async function isWhole(life: Life): Promise<void> {
  await life.written();
  const { state, sequence } = await life.ask();
  expect(life.events()).toHaveLength(sequence);
  expect(fold(account.evolve, account.initial, life.events())).toEqual(state);
}

describe('a page that is turned', () => {
  it('is the same account in another run', async () => {
    const life = await start('turned');
    await life.turned(async () => expect(await life.turn()).toBe(true));
    expect(await life.turn({ rules: account.rules })).toBe(false);
    await life.handle.executeUpdate('pause', { args: [{}] });
    expect((await life.ask()).state.status).toBe('paused');
    await isWhole(life);
  });

  it('is turned by new terms too', async () => {
    const life = await start('adopting');
    await life.turned(() => life.handle.executeUpdate('adoptTerms', { args: [{ terms: { ...TERMS, id: 'tm-2' } }] }));
    expect((await life.ask()).state.terms?.id).toBe('tm-2');
    await isWhole(life);
  });

  it('is not turned by what makes no sense, which leaves no trace', async () => {
    const life = await start('refusing');
    await life.written();
    const { state, sequence } = await life.ask();
    for (const nonsense of [{ rules: 'two' }, { rules: 1.5 }, { zoneRules: 'later' }, { zoneRules: { version: 7 } }, 'now', null])
      expect(await refusal(life.turn(nonsense as unknown as PageTurn))).toBe('bad-page-turn');
    const zoneRules = { version: '2026a', sequence: sequence - 1, journaled: state };
    expect(await refusal(life.turn({ zoneRules }))).toBe('journal-behind');
    expect(await refusal(life.turn({ zoneRules: { ...zoneRules, sequence, journaled: { ...state, zone: 'Europe/Berlin' } } }))).toBe(
      'journal-differs',
    );
    for (const journaled of [undefined, {}, { ...state, rules: 7 }])
      expect(await refusal(life.turn({ zoneRules: { ...zoneRules, sequence, journaled } }))).toBe('journal-differs');
    await isWhole(life);
  });
});

describe('other zone rules', () => {
  it('are adopted from what the journal knows, and what they moved is on record', async () => {
    const life = await start('zoned');
    await life.written();
    const { state, sequence } = await life.ask();
    const [moved = ''] = Object.keys(state.tasks);
    // As the older zone rules had it; the run has computed it again with this worker's.
    const tasks = Object.fromEntries(
      Object.entries(state.tasks).map(([key, task]) => [key, key === moved ? { ...task, due: task.due + HOUR } : task]),
    );
    const zoneRules = { version: '2026a', sequence, journaled: { ...state, tasks } };
    await life.turned(async () => expect(await life.turn({ rules: account.rules, zoneRules })).toBe(true));
    const after = await life.ask();
    expect(after.state).toEqual({ ...state, zoneRules: '2026a' });
    await life.written();
    expect(life.events().slice(sequence)).toMatchObject([
      { type: 'rulesRaised', zoneRules: '2026a' },
      { type: 'taskMoved', touchpoint: moved.split(':')[0], due: state.tasks[moved]?.due },
    ]);
    expect(await life.turn({ rules: account.rules, zoneRules })).toBe(false);
  });
});

describe('a newer release', () => {
  it('goes on with what older workers began, raises the rules with the next chapter, and an older worker says that it cannot', async () => {
    const life = await start('upgraded');
    await life.handle.executeUpdate('pause', { args: [{}] });
    await life.written();

    await worker.stop();
    worker = await workerOf(newerBundle);
    // In the older run: replayed from its beginning, then continued.
    await life.handle.executeUpdate('resume', { args: [{}] });
    await isWhole(life);
    expect((await life.ask()).state.rules).toBe(account.rules);

    await life.turned(async () => expect(await life.turn({ rules: account.rules + 1 })).toBe(true));
    expect((await life.ask()).state.rules).toBe(account.rules + 1);
    await life.handle.executeUpdate('pause', { args: [{}] });
    await isWhole(life);
    expect(life.events().filter(({ type }) => type === 'rulesRaised')).toHaveLength(1);

    await worker.stop();
    worker = await workerOf();
    const failures = async (): Promise<string[]> =>
      ((await life.handle.fetchHistory()).events ?? []).flatMap(({ workflowTaskFailedEventAttributes: failed }) =>
        failed?.failure?.message ? [failed.failure.message] : [],
      );
    // Wakes the workflow, which then waits for a worker of the newer release.
    const waiting = life.handle.startUpdate('resume', { args: [{}], waitForStage: 'ACCEPTED' }).catch((error: unknown) => error);
    await eventually('the refusal', async () => (await failures()).some((message) => message.includes('rules-too-new')));
    await worker.stop();
    worker = await workerOf(newerBundle);
    await waiting;
    await eventually('gone on', async () => (await life.ask()).state.status === 'active');
    await isWhole(life);
  });
});
