// Handovers, people and offboardings on a worker that keeps no workflow in its cache: for each step it replays all that was before.
import { Worker } from '@temporalio/worker';
import { handover } from '../../domain/handover/handover';
import type { HandoverCommands, HandoverState } from '../../domain/handover/types';
import { person } from '../../domain/person/person';
import type { PersonCommands, PersonState } from '../../domain/person/types';
import { compileHandover } from '../../domain/playbook/compile-handover';
import { compilePerson } from '../../domain/playbook/compile-person';
import { loadPlaybook } from '../../domain/playbook/load';
import type { DeploymentClock } from '../../domain/time/deployment-clock';
import { parseInstant } from '../../domain/time/time';
import { startWorker } from '../../worker/worker';
import type { Snapshot } from '../../workflows/entity';
import { type OffboardingProgress, progressQuery, resumeUpdate, stopUpdate } from '../../workflows/offboarding';
import { eventually } from '../support/eventually';
import { startTemporal, type TestTemporal } from '../support/temporal';

const QUEUE = 'test-cacheless-lives';
const PLAYBOOK = loadPlaybook('playbooks/key-account.yaml');
const BUNDLE = { workflowBundle: { codePath: `${__dirname}/../../dist/workflow-bundle.js` } };
const HOUR = 3_600;
const ACCOUNTS = 12;

let temporal: TestTemporal;
let stopWorker: () => Promise<void>;
const performed: string[] = [];
const handedOver: string[] = [];

const activities = {
  journal: () => Promise.resolve(),
  perform(key: string) {
    performed.push(key);
    return Promise.resolve({ ok: true });
  },
  openAccounts: () =>
    Promise.resolve(Array.from({ length: ACCOUNTS }, (_, index) => `acc-${index}`).filter((account) => !handedOver.includes(account))),
  handOverAccount(_offboarding: string, account: string) {
    handedOver.push(account);
    return Promise.resolve(true);
  },
  finishOffboarding: () => Promise.resolve('done'),
};

beforeAll(async () => {
  temporal = await startTemporal();
  const worker = await startWorker({
    connection: temporal.native,
    namespace: temporal.namespace,
    taskQueue: QUEUE,
    activities,
    maxCachedWorkflows: 0,
  });
  stopWorker = worker.stop;
});
afterAll(async () => {
  await stopWorker();
  await temporal.stop();
});

const clockAt = (speed: number): DeploymentClock => ({ real: Date.now(), deployment: parseInstant('2026-01-08T02:00:00Z'), speed });
const start = (type: string, id: string, opening: object) =>
  temporal.client.workflow.start(type, { workflowId: id, taskQueue: QUEUE, args: [opening] });
const replays = async (id: string): Promise<void> =>
  Worker.runReplayHistory(BUNDLE, await temporal.client.workflow.getHandle(id).fetchHistory(), id);

it('a handover warns, is refused, reassigned and accepted', async () => {
  const team = { 'account-manager': 'p-2', backup: 'p-5', 'sales-manager': 'p-3' } as const;
  const first: HandoverCommands['start'] = {
    ...{ rules: handover.rules, terms: compileHandover(PLAYBOOK), handover: 'H-1', account: 'acme', reason: 'left', team },
    succession: { kind: 'ours', roles: ['account-manager'], from: 'p-1', to: 'p-2', standIn: 'p-5' },
  };
  const handle = await start('handover', 'handover/H-1', { clock: clockAt(6 * HOUR), first });
  const command = (name: string, args: object) => handle.executeUpdate(name, { args: [args] });
  await command('refuse', { by: 'p-2' });
  await command('redirect', { to: 'p-4', team: { ...team, 'account-manager': 'p-4' } });
  await eventually('a warning, and all told', async () => {
    const { state } = await handle.query<Snapshot<HandoverState>>('state');
    return state.warned > 0 && Object.entries(state.steps).every(([step, { at }]) => at !== undefined || step === 'accepted');
  });
  await command('accept', { by: 'p-4' });
  await handle.result();
  await replays('handover/H-1');
});

it('a person has two mornings, works elsewhere and leaves', async () => {
  const terms = (zone: string) => {
    const compiled = compilePerson(PLAYBOOK, { zone, calendar: null }, 2025);
    if (!compiled) throw new Error('the playbook sends digests');
    return compiled;
  };
  const first: PersonCommands['start'] = { rules: person.rules, person: 'p-1', terms: terms('Asia/Shanghai') };
  const handle = await start('person', 'person/p-1', { clock: clockAt(24 * HOUR), first });
  await eventually('two digests', () => performed.filter((key) => key.startsWith('person/p-1/')).length >= 2);
  await handle.executeUpdate('adoptTerms', { args: [{ terms: terms('Europe/Berlin') }] });
  const { state } = await handle.query<Snapshot<PersonState>>('state');
  expect(state.terms?.id).toBe(terms('Europe/Berlin').id);
  await handle.executeUpdate('offboard', { args: [{}] });
  await handle.result();
  await replays('person/p-1');
});

it('an offboarding is stopped, gone on with, and hands each account over once', async () => {
  const handle = await start('offboarding', 'offboarding/OB-1', { offboarding: 'OB-1', atOnce: 2 });
  await handle.executeUpdate(stopUpdate);
  await eventually('a stand-still', async () => {
    const { running, done, isStopped }: OffboardingProgress = await handle.query(progressQuery);
    return isStopped && running === 0 && done === handedOver.length;
  });
  await handle.executeUpdate(resumeUpdate);
  await handle.result();
  expect(handedOver.toSorted()).toEqual(Array.from({ length: ACCOUNTS }, (_, index) => `acc-${index}`).toSorted());
  await replays('offboarding/OB-1');
});
