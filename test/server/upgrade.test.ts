// perennial upgrade on a real Temporal server: Node has new zone rules, which are adopted on record.
import { sql } from 'kysely';
import type { Upgrade } from '../../api/upgrade';
import { connectPerennial } from '../../client';
import type { AccountEvent } from '../../domain/account/types';
import { journal, tasks, zoneRules } from '../../store';
import { good } from '../support/answers';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';

const QUEUE = 'test-upgrade';
const HOUR = 3_600_000;

const house = ofFile(() => withEverything(QUEUE, { zoneRules: '2026a' }));
beforeAll(async () => {
  await zoneRules.begin(house.store, '2025b', Date.now());
  for (const account of ['acme', 'gone'])
    await house.startAccount(account, { signedOn: '2026-01-08', zone: 'Asia/Shanghai', salesManager: 'liu.qiang' });
});

const check = async (name: string): Promise<{ ok: boolean; detail: string; remedy: string }> =>
  (await good(house.get('/doctor'))).checks.find((one: { name: string }) => one.name === name);

/** Begins an upgrade and waits until it is finished. */
async function upgraded(more: object = {}): Promise<Omit<Upgrade, 'id' | 'state'>> {
  const { id } = await good(house.post('/upgrade', { perSecond: 1000, ...more }));
  return eventually(`the end of ${id}`, async () => {
    const { id: _, state, ...rest } = await good(house.get(`/upgrade/${id}`));
    return state === 'done' && rest;
  });
}

it('is asked for by the doctor, which says who has which zone rules', async () => {
  const { ok, detail, remedy } = await check('zone rules');
  expect(ok).toBe(false);
  expect(detail).toMatch(/recorded is 2025b; this server, worker \d+@.*: 2026a/);
  expect(remedy).toContain('perennial upgrade');
  expect(await good(house.get('/upgrade'))).toEqual({
    alive: 5,
    behind: 5,
    zoneRules: { recorded: '2025b', running: '2026a', adopting: '2026a' },
  });
});

it('waits until server and workers have the same', async () => {
  const clock = { real: Date.now(), deployment: Date.now(), speed: 1 };
  const other = connectPerennial({ temporal: house.temporal, store: house.store, clock, taskQueue: QUEUE, zoneRules: '2025b' });
  await expect(other.upgrade.plan()).rejects.toMatchObject({ code: 'zone-rules-differ' });
  const { detail } = (await other.doctor()).find(({ name }) => name === 'zone rules') ?? { detail: '' };
  expect(detail).toMatch(/^recorded is 2025b; worker \d+@.*: 2026a$/);
});

it('names what moved, fails by name where nobody answers, and goes on from there', async () => {
  const dueOf = async () => (await tasks.list(house.store, { account: 'acme' })).map(({ id, due }) => ({ id, due }));
  const [task] = await dueOf();
  if (!task) throw new Error('acme has no task');
  const nominal = task.id.slice(task.id.lastIndexOf(':') + 1);
  // As version 2025b computed it. The journal has this time; a replay with this worker's zone rules does not.
  await sql`update journal set data = jsonb_set(data, '{due}', to_jsonb(${task.due + HOUR}::bigint))
    where entity = 'account/acme' and type = 'taskPlanned' and data ->> 'nominal' = ${nominal}
    and data ->> 'touchpoint' = ${task.id.split(':')[1]}`.execute(house.store.db);
  await house.client.journal.rebuild();
  expect((await dueOf()).find(({ id }) => id === task.id)?.due).toBe(task.due + HOUR);

  await house.temporal.workflow.getHandle('account/gone').terminate('by an operator');
  const first = await upgraded();
  expect(first).toMatchObject({ turned: 4, current: 0, failed: [{ entity: 'account/gone', code: 'entity-not-running' }] });
  expect(first.adopted).toBeNull();
  expect((await check('zone rules')).ok).toBe(false);

  const cancelled: AccountEvent = { type: 'accountCancelled', at: Date.now() };
  await journal.append(house.store, 'account/gone', (await journal.lastSequence(house.store, 'account/gone')) + 1, [cancelled]);
  expect(await upgraded()).toEqual({
    turned: 0,
    current: 4,
    failed: [],
    adopted: '2026a',
    moved: [{ entity: 'account/acme', what: task.id.slice('acme:'.length), due: new Date(task.due).toISOString().replace('.000', '') }],
  });
  expect((await dueOf()).find(({ id }) => id === task.id)?.due).toBe(task.due);
  expect(await check('zone rules')).toMatchObject({ ok: true, detail: '2026a, as recorded' });
  expect(await check('rules')).toMatchObject({ ok: true, detail: 'everything lives by those of this release' });
  const { history } = await good(house.get('/accounts/acme/history'));
  expect(history.map(({ type }: { type: string }) => type).slice(-2)).toEqual(['rulesRaised', 'taskMoved']);
});

it('has nothing to do then, unless all are asked', async () => {
  expect(await upgraded()).toMatchObject({ turned: 0, current: 4, adopted: null, moved: [] });
  const runOf = async () => (await house.temporal.workflow.getHandle('account/acme').describe()).runId;
  const before = await runOf();
  expect(await upgraded({ all: true })).toMatchObject({ turned: 4, current: 0, failed: [] });
  expect(await runOf()).not.toBe(before);
  expect((await house.client.journal.verify({ live: true })).differences).toEqual([]);
});
