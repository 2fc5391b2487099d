// Handovers, people and campaigns on a worker without a workflow cache: each step replays everything before it.
import { Worker } from '@temporalio/worker';
import { campaign } from '../../domain/campaign/campaign';
import type { CampaignCommands, CampaignState } from '../../domain/campaign/types';
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
import { ask } from '../support/ask';
import { eventually } from '../support/eventually';
import { portsOf } from '../support/ports';
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

const activities = portsOf({
  journal: () => Promise.resolve(),
  perform(key, _entity, effect: { readonly type: string }) {
    performed.push(key);
    return Promise.resolve(effect.type === 'campaign-page' ? { ok: true, value: page() } : { ok: true });
  },
});

/** Four pages of three accounts each, then the end. */
function page(): string {
  const [first = 0, ...more] = Array.from({ length: ACCOUNTS }, (_, index) => index).slice(handedOver.length, handedOver.length + 3);
  if (handedOver.length < ACCOUNTS) handedOver.push(...[first, ...more].map((index) => `acc-${index}`));
  else return JSON.stringify({ done: ACCOUNTS, skipped: 0, failed: 0, left: 'nothing' });
  return JSON.stringify({ done: handedOver.length, skipped: 0, failed: 0, cursor: handedOver.at(-1), left: 'more' });
}

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
    const { state } = await ask<Snapshot<HandoverState>>(handle, 'state');
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
  const { state } = await ask<Snapshot<PersonState>>(handle, 'state');
  expect(state.terms?.id).toBe(terms('Europe/Berlin').id);
  await handle.executeUpdate('offboard', { args: [{}] });
  await handle.result();
  await replays('person/p-1');
});

it('a campaign is stopped, gone on with, and begins each page once', async () => {
  const first: CampaignCommands['start'] = {
    ...{ rules: campaign.rules, campaign: 'OB-1', work: 'offboarding', asked: {}, terms: { page: 3, atOnce: 2 } },
  };
  const handle = await start('campaign', 'campaign/OB-1', { clock: clockAt(1), first });
  await handle.executeUpdate('stop', { args: [{}] });
  await eventually('a stand-still', async () => {
    const { state } = await ask<Snapshot<CampaignState>>(handle, 'state');
    return state.status === 'stopped' && !state.isPaging && state.done === handedOver.length;
  });
  await handle.executeUpdate('resume', { args: [{}] });
  await handle.result();
  expect(handedOver).toEqual(Array.from({ length: ACCOUNTS }, (_, index) => `acc-${index}`));
  await replays('campaign/OB-1');
});
