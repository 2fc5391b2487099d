// The workflow host on a real server: commands, refusals, failing effects, cancellation, chapters, replays.
import { ApplicationFailure } from '@temporalio/activity';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { account } from '../../domain/account/account';
import type { AccountCommands, AccountEffect, AccountEvent, AccountState } from '../../domain/account/types';
import { type EventBase, fold, type Outcome } from '../../domain/decider/decider';
import type { DeploymentClock } from '../../domain/time/deployment-clock';
import { parseInstant } from '../../domain/time/time';
import { startWorker } from '../../worker/worker';
import type { Snapshot } from '../../workflows/entity';
import { ask as asked } from '../support/ask';
import { eventually } from '../support/eventually';
import { portsOf } from '../support/ports';
import { startTemporal, type TestTemporal } from '../support/temporal';
import { monthly, quarterly, terms, touchpoint, weekly } from '../support/terms';
import { journalsInMemory } from './journals';

const TERMS = terms([
  weekly,
  monthly,
  quarterly,
  touchpoint('first-delivery', { anchor: 'promised-delivery', after: '-P2D' }, { roll: 'preceding', ticket: true }),
]);
const ORIGIN = parseInstant('2026-01-08T02:00:00Z');
const HOUR = 3_600_000;

let temporal: TestTemporal;
let stopWorker: () => Promise<void>;
const QUEUE = 'test-entity';

/** What the activities of these tests got; the store has tests of its own. */
const { journals, journal } = journalsInMemory<EventBase>();
const performed: { key: string; effect: AccountEffect }[] = [];
let answer: (key: string, effect: AccountEffect) => Outcome | Promise<Outcome>;

/** Whether the journal takes nothing that comes with an effect. */
let refusesCarried = false;

const ports = portsOf({
  journal,
  async perform(key: string, _entity: string, effect: AccountEffect): Promise<Outcome> {
    performed.push({ key, effect });
    return await answer(key, effect);
  },
});
const activities: typeof ports = {
  ...ports,
  journalAndPerform: (...asked) => (refusesCarried ? Promise.resolve({ journalled: false }) : ports.journalAndPerform(...asked)),
};

beforeAll(async () => {
  temporal = await startTemporal();
  const worker = await startWorker({ connection: temporal.native, namespace: temporal.namespace, taskQueue: QUEUE, activities });
  stopWorker = worker.stop;
});
afterAll(async () => {
  await stopWorker();
  await temporal.stop();
});
beforeEach(() => {
  performed.length = 0;
  refusesCarried = false;
  answer = () => ({ ok: true });
});

const clockAt = (speed: number): DeploymentClock => ({ real: Date.now(), deployment: ORIGIN, speed });

const start = async (id: string, speed: number, more: Partial<AccountCommands['start']> = {}) => {
  const first: AccountCommands['start'] = {
    zone: 'Asia/Shanghai',
    level: 'gold',
    team: { 'account-manager': 'p-1', 'sales-manager': 'p-3' },
    rules: account.rules,
    terms: TERMS,
    signedOn: '2026-01-08',
    ...more,
  };
  return temporal.client.workflow.start('account', {
    workflowId: `account/${id}`,
    taskQueue: QUEUE,
    args: [{ clock: clockAt(speed), first }],
  });
};
type Handle = Awaited<ReturnType<typeof start>>;

const command = (handle: Handle, name: keyof AccountCommands, args: object, updateId?: string): Promise<number> =>
  handle.executeUpdate<number, [object]>(name, { args: [args], ...(updateId === undefined ? {} : { updateId }) });
const ask = (handle: Handle) => asked<Snapshot<AccountState>>(handle, 'state');

/** The types of the activities that the first run of an entity has asked for so far. */
const activitiesOf = async ({ workflowId, firstExecutionRunId }: Handle): Promise<string[]> => {
  const { events } = await temporal.client.workflow.getHandle(workflowId, firstExecutionRunId).fetchHistory();
  return (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: asked }) => asked?.activityType?.name ?? []);
};

describe('the shell', () => {
  it('runs the first command, journals what it caused, and answers with state and sequence', async () => {
    const handle = await start('first', 1);
    await eventually('journal written', async () => (await ask(handle)).unwritten === 0);
    const { state, sequence } = await ask(handle);
    expect(state.stage).toBe('onboarding');
    const events = journals.get('account/first') as AccountEvent[];
    expect(events).toHaveLength(sequence);
    expect(fold(account.evolve, account.initial, events)).toEqual(state);
  });

  it('leaves no trace of a refused command, and gives its code', async () => {
    const handle = await start('refusing', 1);
    await ask(handle);
    const before = (await handle.fetchHistory()).events?.length;
    const refusal = await command(handle, 'completeTask', { task: 'nothing:2026-01-01' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(WorkflowUpdateFailedError);
    expect((refusal as WorkflowUpdateFailedError).cause).toMatchObject({ type: 'unknown-task' });
    await eventually('journal written', async () => (await ask(handle)).unwritten === 0);
    const types = (await handle.fetchHistory()).events?.map((event) => String(event.eventType)) ?? [];
    expect(types.length).toBeGreaterThanOrEqual(before ?? 0);
    expect(JSON.stringify(await handle.fetchHistory())).not.toContain('nothing:2026-01-01');
  });

  it('refuses a first command by failing at once, so that no empty run is left', async () => {
    const handle = await start('empty', 1, { team: {} });
    await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'no-account-manager' } });
  });

  it.each([
    ['an instant as a text', 'pause', { at: '2026-11-24T06:00:00Z' }, 'at: is no instant (epoch milliseconds'],
    ['a time before it began', 'pause', { at: Date.parse('1925-11-24T06:00:00Z') }, '"of":"account"'],
    ['nothing at all', 'holdStage', undefined, 'arguments: is no object'],
    ['terms that are none', 'adoptTerms', { terms: { id: 'tm-x' } }, 'terms.playbook: is no text'],
    ['a key that is none', 'giveUpEffect', {}, 'key: is no text'],
  ])('refuses what another client sends wrongly, %s, and keeps no trace of it', async (_what, name, args, fault) => {
    const handle = await start(`wrong-${name}-${fault.length}`, 1);
    await eventually('journal written', async () => (await ask(handle)).unwritten === 0);
    const before = await ask(handle);
    const refusal = await handle.executeUpdate(name, { args: [args] as [unknown] }).catch((error: unknown) => error);
    expect((refusal as WorkflowUpdateFailedError).cause).toMatchObject({
      type: expect.stringMatching(/^(bad-arguments|before-it-began)$/),
      message: expect.stringContaining(fault),
    });
    expect(await ask(handle)).toEqual(before);
    expect(JSON.stringify(await handle.fetchHistory())).not.toContain('workflowExecutionUpdate');
    // It continues as before.
    await command(handle, 'pause', {});
    expect((await ask(handle)).state.status).toBe('paused');
    await command(handle, 'close', {});
    await handle.result();
  });

  it.each([
    ['nothing', undefined, 'arguments: is no object'],
    ['no clock', { first: {} }, 'clock: is no object'],
    ['a start without terms', { clock: clockAt(1), first: { zone: 'Asia/Shanghai' } }, 'first.level: '],
  ])('fails at once, and says why, where it is started with %s', async (_what, opening, fault) => {
    const workflowId = `account/bad-start-${fault.length}`;
    const handle = await temporal.client.workflow.start('account', { workflowId, taskQueue: QUEUE, args: [opening] });
    await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'bad-arguments', message: expect.stringContaining(fault) } });
  });

  it('takes each command as an update by its name, and a repeat by its id only once', async () => {
    const handle = await start('commands', 1);
    const task = 'weekly-sync:2026-01-15';
    await command(handle, 'reassignTask', { task, to: 'p-9' });
    const receipt = await command(handle, 'completeTask', { task, by: 'p-9' }, 'done-once');
    expect(await command(handle, 'completeTask', { task, by: 'p-9' }, 'done-once')).toBe(receipt);
    await command(handle, 'reopenTask', { task });
    await command(handle, 'snoozeTask', { task, until: ORIGIN + 30 * 24 * HOUR });
    await command(handle, 'skipTask', { task, reason: 'not-needed' });
    await command(handle, 'promoteStage', { to: 'stable' });
    await command(handle, 'holdStage', {});
    await command(handle, 'releaseStage', {});
    await command(handle, 'assess', { phase: 'growth' });
    await command(handle, 'pause', {});
    await command(handle, 'resume', {});
    await command(handle, 'markStatus', { to: 'lost' });
    await command(handle, 'markStatus', { to: 'won-back' });
    await command(handle, 'amend', { level: 'platinum' });
    await command(handle, 'adoptTerms', { terms: { ...TERMS, id: 'tm-2' } });
    const { state } = await ask(handle);
    expect(state).toMatchObject({ stage: 'stable', status: 'won-back', level: 'platinum', terms: { id: 'tm-2' } });
    await command(handle, 'close', {});
    await handle.result();
    await eventually('the end on record', () => journals.get('account/commands')?.at(-1)?.type === 'accountClosed');
  });

  it('reminds when time comes, moves through the stages in chapters, and keeps everything in the journal', async () => {
    const handle = await start('growing', 10_000_000);
    await eventually('the last stage', async () => (await ask(handle)).state.stage === 'value-symbiosis');
    const { state, sequence } = await ask(handle);
    await eventually('journal written', () => (journals.get('account/growing')?.length ?? 0) >= sequence);
    const events = journals.get('account/growing')?.slice(0, sequence) as AccountEvent[];
    expect(fold(account.evolve, account.initial, events)).toEqual(state);
    const first = temporal.client.workflow.getHandle('account/growing', (await handle.describe()).runId);
    expect((await first.fetchHistory()).events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId).toBeTruthy();
    const wanted = events.flatMap((event) =>
      event.type === 'reminded' ? event.tasks.flatMap(({ task, remindAt }) => remindAt.map((at) => `${task}@${at}`)) : [],
    );
    expect(new Set(wanted).size).toBe(wanted.length);
    await command(handle, 'close', {});
    await handle.result();
  });

  it('records what fails for good and tells the manager', async () => {
    answer = (_, effect) => (effect.type === 'remind' ? { ok: false, code: 'mail-refused' } : { ok: true });
    const handle = await start('bounced', 4 * 24 * 60 * 60);
    await eventually('the manager told', () => performed.some(({ effect }) => effect.type === 'notify-manager'));
    await eventually(
      'the refusal on record',
      () => journals.get('account/bounced')?.some(({ type }) => type === 'reminderRefused') === true,
    );
    await command(handle, 'close', {});
    await handle.result();
  });

  it('journals with the first attempt at an effect, in one activity', async () => {
    const handle = await start('carried', 4 * 24 * 60 * 60);
    await eventually('a reminder', () => performed.some(({ key }) => key.startsWith('account/carried/')));
    await eventually('nothing left', async () => {
      const { unwritten, pending } = await ask(handle);
      return unwritten === 0 && pending.length === 0;
    });
    const asked = await activitiesOf(handle);
    expect(asked.filter((type) => type === 'journalAndPerform').length).toBeGreaterThan(0);
    // The start, which causes no effect, is journalled alone.
    expect(asked[0]).toBe('journal');
    expect(asked).not.toContain('perform');
    await command(handle, 'close', {});
  });

  it('journals what comes while an effect that took events along hangs', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    answer = async () => {
      await released;
      return { ok: true };
    };
    const handle = await start('hanging', 4 * 24 * 60 * 60);
    await eventually('an effect under way', () => performed.some(({ key }) => key.startsWith('account/hanging/')));
    await command(handle, 'pause', {});
    const types = () => journals.get('account/hanging')?.map(({ type }) => type) ?? [];
    await eventually('the pause on record', () => types().includes('accountPaused'));
    await command(handle, 'resume', {});
    await eventually('the end of the pause on record', () => types().includes('accountResumed'));
    await command(handle, 'pause', {});
    await eventually('another pause on record', () => types().at(-1) === 'accountPaused');
    release();
    await eventually('nothing left', async () => {
      const { unwritten, pending } = await ask(handle);
      return unwritten === 0 && pending.length === 0;
    });
    const { state, sequence } = await ask(handle);
    expect(fold(account.evolve, account.initial, (journals.get('account/hanging') ?? []).slice(0, sequence) as AccountEvent[])).toEqual(
      state,
    );
    expect(types().filter((type) => type === 'accountPaused')).toHaveLength(2);
    await command(handle, 'close', {});
  });

  it('journals alone what the journal refused of an effect', async () => {
    refusesCarried = true;
    const handle = await start('refused-first', 4 * 24 * 60 * 60);
    await eventually('a reminder', () => performed.some(({ key }) => key.startsWith('account/refused-first/')));
    await eventually('nothing left', async () => {
      const { unwritten, pending } = await ask(handle);
      return unwritten === 0 && pending.length === 0;
    });
    const asked = await activitiesOf(handle);
    expect(asked).toEqual(expect.arrayContaining(['journalAndPerform', 'journal', 'perform']));
    expect(asked.slice(asked.indexOf('journalAndPerform'))).toContain('journal');
    await command(handle, 'close', {});
  });

  it('keeps lanes apart: a ticketing system that is away delays no reminder, and can be given up', async () => {
    answer = (_, effect) => {
      if (effect.type === 'open-ticket') throw ApplicationFailure.retryable('ticketing-unavailable', 'ticketing-unavailable');
      return { ok: true };
    };
    const handle = await start('away', 4 * 24 * 60 * 60, { promisedOn: '2026-01-20' });
    await eventually('reminders all the same', () => performed.filter(({ effect }) => effect.type === 'remind').length >= 5);
    const pending = (await ask(handle)).pending.filter(({ type }) => type === 'open-ticket');
    expect(pending).toHaveLength(1);
    const key = pending[0]?.key ?? '';
    expect(await handle.executeUpdate<boolean, [{ key: string }]>('giveUpEffect', { args: [{ key }] })).toBe(true);
    await eventually('given up on record', () => journals.get('account/away')?.some((event) => event.type === 'ticketFailed') === true);
    expect(await handle.executeUpdate<boolean, [{ key: string }]>('giveUpEffect', { args: [{ key }] })).toBe(false);
    await command(handle, 'close', {});
    await handle.result();
  });

  it('says so on record when an operator cancels it, and ends', async () => {
    answer = () => {
      throw ApplicationFailure.retryable('mail-unavailable', 'mail-unavailable');
    };
    const handle = await start('cancelled', 4 * 24 * 60 * 60);
    await eventually('an effect under way', () => performed.length > 0);
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow(/cancel/i);
    await eventually('the cancellation on record', () => journals.get('account/cancelled')?.at(-1)?.type === 'accountCancelled');
  });

  it('shows an engineer where it stands, in search attributes and details', async () => {
    const handle = await start('shown', 1);
    await command(handle, 'pause', {});
    await eventually(
      'the status as a search attribute',
      async () => (await handle.describe()).searchAttributes.PerennialStatus?.[0] === 'paused',
    );
    const metadata = await asked<{ currentDetails?: string }>(handle, '__temporal_workflow_metadata');
    expect(JSON.stringify(metadata)).toContain('weekly-sync:2026-01-15');
    await command(handle, 'close', {});
  });
});

describe('with no cache at all', () => {
  it('goes through the same commands, replaying for each', async () => {
    const worker = await startWorker({
      connection: temporal.native,
      namespace: temporal.namespace,
      taskQueue: 'test-cacheless',
      activities,
      maxCachedWorkflows: 0,
    });
    const first = {
      zone: 'Asia/Shanghai',
      level: 'gold' as const,
      team: { 'account-manager': 'p-1' },
      rules: account.rules,
      terms: TERMS,
      signedOn: '2026-01-08',
    };
    const handle = await temporal.client.workflow.start('account', {
      workflowId: 'account/cacheless',
      taskQueue: 'test-cacheless',
      args: [{ clock: clockAt(4 * 24 * 60 * 60), first }],
    });
    await command(handle, 'completeTask', { task: 'weekly-sync:2026-01-15' });
    await eventually('three reminders', () => performed.filter(({ key }) => key.startsWith('account/cacheless')).length >= 3);
    await command(handle, 'close', {});
    await handle.result();
    await worker.stop();
  });
});

describe('every history of this file', () => {
  it('replays', async () => {
    for (const id of ['first', 'commands', 'growing', 'bounced', 'away', 'cancelled', 'shown', 'cacheless']) {
      const history = await temporal.client.workflow.getHandle(`account/${id}`).fetchHistory();
      await Worker.runReplayHistory(
        { workflowBundle: { codePath: `${__dirname}/../../dist/workflow-bundle.js` } },
        history,
        `account/${id}`,
      );
    }
  });
});
