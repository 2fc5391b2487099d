// Operators: what is ended in Temporal is reported to dependent entities, is visible, and can be revived.
import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/activity';
import { addDays } from '../../domain/time/time';
import { troubles } from '../../store';
import { good } from '../support/answers';
import { ask } from '../support/ask';
import { TOKEN, withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';
import { WITHOUT_DIGEST } from '../support/playbook';

const house = ofFile(() => withEverything('test-operator', { activities: coming }));

const TEAM = { accountManager: 'li.wei', backup: 'wang.fang', technical: 'wang.fang', salesManager: 'liu.qiang' };
const start = (account: string) => house.startAccount(account, TEAM);
const openCase = async (account: string): Promise<string> =>
  (await good(house.post('/cases', { account, severity: 'high', text: 'Press 3 stands still' }))).id;
const change = async (account: string): Promise<string> =>
  (await good(house.post(`/accounts/${account}/handovers`, { reason: 'left', kind: 'ours', roles: 'account-manager', to: 'liu.qiang' })))
    .id;
const account = (id: string) => good(house.get(`/accounts/${id}`));
const standIns = async (id: string): Promise<string[]> =>
  (await good(house.get(`/tasks?account=${id}`))).tasks.flatMap(({ standIn }: { standIn: string | null }) => standIn ?? []);
const handle = (entity: string) => house.temporal.workflow.getHandle(entity);

/** Journals that are held back, as if the store did not answer; `release` lets them through. */
const held = new Set<string>();
const hold = (entity: string): void => void held.add(entity);
const release = (entity: string): void => void held.delete(entity);

/** Entities whose effects wait. */
const idle = new Set<string>();

type Made = Parameters<NonNullable<NonNullable<Parameters<typeof withEverything>[1]>['activities']>>[0];
const coming = (made: Made): Made => ({
  ...made,
  perform: async (key, entity, effect) => {
    if (idle.has(entity)) throw ApplicationFailure.retryable('held', 'held');
    return made.perform(key, entity, effect);
  },
  journal: async (entity, from, events) => {
    if (held.has(entity)) throw ApplicationFailure.retryable('store-unreachable', 'store-unreachable');
    await made.journal(entity, from, events);
  },
  journalAndPerform: async (entity, from, events, key, effect) => {
    if (held.has(entity)) return { journalled: false };
    if (!idle.has(entity)) return made.journalAndPerform(entity, from, events, key, effect);
    await made.journal(entity, from, events);
    return { journalled: true };
  },
});

describe('what an operator cancels', () => {
  it('a case leaves the list of its account', async () => {
    await start('cancelled-case');
    const id = await openCase('cancelled-case');
    expect(await account('cancelled-case')).toMatchObject({ openCases: 1 });
    await handle(`case/${id}`).cancel();
    await eventually('no case at its account', async () => {
      const { state } = await ask<{ state: { cases: string[] } }>(handle('account/cancelled-case'), 'state');
      return state.cases.length === 0 ? true : undefined;
    });
    expect((await good(house.get(`/cases/${id}`))).state).toBe('closed');
  });

  it('a handover leaves its account, and nobody stands in any more', async () => {
    await start('cancelled-handover');
    const id = await change('cancelled-handover');
    expect(await standIns('cancelled-handover')).not.toEqual([]);
    await handle(`handover/${id}`).cancel();
    await eventually('no handover at its account', async () =>
      (await account('cancelled-handover')).handovers.length === 0 && (await standIns('cancelled-handover')).length === 0
        ? true
        : undefined,
    );
  });

  it('an account takes its handovers along', async () => {
    await start('cancelled-account');
    const id = await change('cancelled-account');
    await handle('account/cancelled-account').cancel();
    await eventually('the handover withdrawn', async () =>
      (await good(house.get(`/handovers/${id}`))).status === 'withdrawn' ? true : undefined,
    );
    await eventually('the account closed', async () => ((await account('cancelled-account')).status === 'closed' ? true : undefined));
  });
});

describe('an answer that waited in vain for the read model', () => {
  it('says so, and what it accepted is shown later', async () => {
    await start('held');
    hold('account/held');
    const { status, body } = await house.post('/accounts/held/pause', { reason: 'office moves' });
    expect(status).toBe(202);
    expect(body).toMatchObject({
      id: 'held',
      status: 'active',
      pending: true,
      receipt: expect.any(Number),
      detail: expect.stringContaining('may lag'),
    });
    release('account/held');
    await eventually('what was accepted', async () => ((await account('held')).status === 'paused' ? true : undefined));
    const { history } = await good(house.get('/accounts/held/history'));
    expect(history.find(({ sequence }: { sequence: number }) => sequence === body.receipt)).toMatchObject({ type: 'accountPaused' });
  });

  it('is in the contract', async () => {
    const { paths } = await good(house.get('/openapi.json'));
    expect(Object.keys(paths['/api/accounts/{id}/pause'].post.responses)).toContain('202');
    expect(Object.keys(paths['/api/accounts/{id}'].get.responses)).not.toContain('202');
  });
});

const verified = async (): Promise<unknown[]> => (await good(house.get('/journal/verify'))).differences;
const sweep = () => house.client.sweep({ isForced: true });
const checkOf = async (name: string) =>
  (await good(house.get('/doctor'))).checks.find((one: { name: string }) => one.name === name) as {
    ok: boolean;
    detail: string;
    remedy: string;
  };
const stateOf = async <State>(entity: string) => await ask<{ state: State; sequence: number; unwritten: number }>(handle(entity), 'state');
const until = <State>(entity: string, what: string, holds: (state: State) => boolean) =>
  eventually(what, async () => {
    const { state, unwritten } = await stateOf<State>(entity);
    return unwritten === 0 && holds(state) ? state : undefined;
  });

describe('an account that somebody terminated', () => {
  it('is seen by the sweep, refuses commands with the remedy, and doctor is red', async () => {
    await start('lost');
    await handle('account/lost').terminate();
    await sweep();
    expect(await account('lost')).toMatchObject({ status: 'active', trouble: [{ type: 'workflow', code: 'terminated' }] });
    expect((await good(house.get('/accounts'))).accounts.find(({ id }: { id: string }) => id === 'lost').trouble).toHaveLength(1);
    expect(await checkOf('entities')).toMatchObject({
      ok: false,
      detail: expect.stringContaining('account/lost'),
      remedy: expect.stringContaining('perennial account revive lost --reason'),
    });
    const { status, body } = await house.post('/accounts/lost/pause', {});
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'entity-terminated' });
    expect(body.detail).toContain('perennial account revive lost --reason');
    const metrics = await house.app.inject({ url: '/api/metrics', headers: { authorization: `Bearer ${TOKEN}` } });
    expect(metrics.body).toContain('perennial_entities_troubled{kind="account",why="ended"} 1');
    expect((await house.app.inject({ url: '/api/metrics' })).statusCode).toBe(401);
  });

  it('says what reviving it would do, and does nothing', async () => {
    expect(await good(house.post('/accounts/lost/revive', { reason: 'slip', dryRun: true }))).toMatchObject({
      entity: 'account/lost',
      dryRun: true,
      was: 'terminated',
    });
    expect((await handle('account/lost').describe()).status.name).toBe('TERMINATED');
    expect(await house.post('/accounts/lost/revive', {})).toMatchObject({ status: 422, body: { errors: [{ field: 'reason' }] } });
  });

  it('lives again as it was, on record, and takes commands', async () => {
    const before = (await stateOf('account/lost')).state;
    const revived = await good(house.post('/accounts/lost/revive', { reason: 'terminated by mistake', by: 'li.wei' }));
    expect(revived).toMatchObject({ was: 'terminated', dryRun: false });
    expect((await stateOf('account/lost')).state).toEqual(before);
    expect((await good(house.get('/accounts/lost/history'))).history.at(-1)).toMatchObject({
      type: 'revived',
      by: 'li.wei',
      note: 'terminated by mistake',
    });
    expect((await account('lost')).trouble).toEqual([]);
    expect((await checkOf('entities')).ok).toBe(true);
    expect(await good(house.post('/accounts/lost/pause', {}))).toMatchObject({ status: 'paused' });
    expect(await good(house.post('/accounts/lost/revive', { reason: 'again' }))).toMatchObject({ was: 'alive' });
    expect(await verified()).toEqual([]);
  });

  it('gets what it had decided and not journalled, and what others said to it meanwhile', async () => {
    await start('piled');
    const id = await openCase('piled');
    hold('account/piled');
    const paused = await house.post('/accounts/piled/pause', { reason: 'office moves' });
    expect(paused.status).toBe(202);
    await handle('account/piled').terminate();
    release('account/piled');
    await sweep();
    await handle(`case/${id}`).cancel();
    await eventually('word that waits', async () =>
      (await good(house.get('/effects?state=waiting'))).effects.some(
        ({ key, code }: { key: string; code: string }) => key.startsWith(`case/${id}/`) && code === 'entity-terminated',
      )
        ? true
        : undefined,
    );
    expect(await good(house.post('/accounts/piled/revive', { reason: 'slip', dryRun: true }))).toMatchObject({ journalled: 1 });
    expect(await good(house.post('/accounts/piled/revive', { reason: 'slip' }))).toMatchObject({ journalled: 1, discarded: 0 });
    expect(await account('piled')).toMatchObject({ status: 'paused' });
    for (const { key } of (await good(house.get('/effects?state=waiting'))).effects)
      if (key.startsWith(`case/${id}/`)) await good(house.post('/effects/retry', { key }));
    await until<{ cases: string[] }>('account/piled', 'the case gone', ({ cases }) => cases.length === 0);
    expect(await verified()).toEqual([]);
  });

  it('stays ended where it had ended by itself', async () => {
    await start('over');
    await good(house.post('/accounts/over/close', {}));
    await eventually('its end', async () => ((await handle('account/over').describe()).status.name === 'COMPLETED' ? true : undefined));
    expect(await house.post('/accounts/over/revive', { reason: 'slip' })).toMatchObject({ status: 409, body: { code: 'entity-ended' } });
    await start('cancelled');
    await handle('account/cancelled').cancel();
    await eventually('its end', async () =>
      (await handle('account/cancelled').describe()).status.name === 'CANCELLED' ? true : undefined,
    );
    expect(await house.post('/accounts/cancelled/revive', { reason: 'slip' })).toMatchObject({
      status: 409,
      body: { code: 'entity-ended' },
    });
    expect(await house.post('/accounts/nobody/revive', { reason: 'slip' })).toMatchObject({
      status: 404,
      body: { code: 'unknown-account' },
    });
  });
});

describe('what was pending when somebody terminated it', () => {
  let fast: typeof house;
  const hoursASecond = 8 * 3600;
  beforeAll(async () => {
    fast = await withEverything('test-operator-pending', { speed: hoursASecond, playbook: WITHOUT_DIGEST, activities: coming });
  });
  afterAll(() => fast.close());

  /** Its first delivery is promised for next week, so its reminder and its ticket come within seconds. */
  const startUrgent = async (id: string) => {
    const today = (await fast.now()).slice(0, 10);
    const dates = { signedOn: addDays(today, -1), promisedDeliveryOn: addDays(today, 9) };
    await fast.startAccount(id, { ...TEAM, ...dates });
    return fast.temporal.workflow.getHandle(`account/${id}`);
  };
  type Pending = readonly { readonly key: string; readonly effect: { readonly type: string } }[];
  const ticketsOf = async (id: string): Promise<{ id: string; task: string }[]> => (await good(fast.get(`/tickets?account=${id}`))).tickets;

  it('goes out, once: reminders and a ticket', async () => {
    idle.add('account/urgent');
    const urgent = await startUrgent('urgent');
    const pending = await eventually('a reminder and a ticket', async () => {
      const found = (await ask<{ pending: Pending }>(urgent, 'chapter')).pending;
      return ['remind', 'open-ticket'].every((type) => found.some(({ effect }) => effect.type === type)) ? found : undefined;
    });
    await urgent.terminate();
    const foreseen: { key: string }[] = (await good(fast.post('/accounts/urgent/revive', { reason: 'slip', dryRun: true }))).pending;
    const keys = pending.map(({ key }) => key);
    expect(foreseen.map(({ key }) => key)).toEqual(expect.arrayContaining(keys));
    idle.delete('account/urgent');
    await good(fast.post('/accounts/urgent/revive', { reason: 'slip' }));
    const done = async (): Promise<{ key: string; state: string; attempts: number }[]> =>
      (await good(fast.get('/effects?state=done'))).effects.filter(({ key }: { key: string }) => keys.includes(key));
    await eventually('all of it', async () => ((await done()).length === keys.length ? true : undefined));
    expect((await done()).map(({ attempts }) => attempts)).toEqual(keys.map(() => 1));
    await urgent.terminate();
    const again: { key: string }[] = (await good(fast.post('/accounts/urgent/revive', { reason: 'slip' }))).pending;
    expect(again.filter(({ key }) => keys.includes(key))).toEqual([]);
    const tasks = (await ticketsOf('urgent')).map(({ task }) => task);
    expect(tasks).toEqual(Array.from(new Set(tasks)));
    expect((await done()).map(({ attempts }) => attempts)).toEqual(keys.map(() => 1));
  });

  it('the outcome of an effect that its account did not hear any more is heard', async () => {
    const unheard = await startUrgent('unheard');
    const [ticket] = await eventually('its ticket', async () => {
      const found = await ticketsOf('unheard');
      return found.length > 0 ? found : undefined;
    });
    if (!ticket) throw new Error('no ticket');
    const atItsTask = () =>
      eventually('the ticket at its task', async () =>
        (await good(fast.get(`/tasks/${ticket.task}`))).ticket === ticket.id ? true : undefined,
      );
    await atItsTask();
    await unheard.terminate();
    // As if it had been terminated just after the ticket was made.
    const { history } = await good(fast.get('/accounts/unheard/history'));
    const { sequence } = history.find(({ type }: { type: string }) => type === 'ticketOpened');
    const { db } = fast.store;
    await db.deleteFrom('journal').where('entity', '=', 'account/unheard').where('sequence', '>=', sequence).execute();
    await db
      .updateTable('entity')
      .set({ sequence: sequence - 1 })
      .where('id', '=', 'account/unheard')
      .execute();
    await good(fast.post('/journal/rebuild'));
    await good(fast.post('/accounts/unheard/revive', { reason: 'slip', withoutHistory: true }));
    await atItsTask();
    expect((await ticketsOf('unheard')).filter(({ task }) => task === ticket.task)).toHaveLength(1);
  });
});

describe('a case, a handover and a person that somebody terminated', () => {
  it('a case leaves its account, and comes back with its clocks', async () => {
    await start('with-case');
    const id = await openCase('with-case');
    await until(`case/${id}`, 'its ticket', ({ ticket }: { ticket?: string }) => ticket !== undefined);
    const before = (await good(house.get(`/cases/${id}`))).milestones.map(({ name, due }: { name: string; due: string }) => ({
      name,
      due,
    }));
    await handle(`case/${id}`).terminate();
    await sweep();
    await until<{ cases: string[] }>('account/with-case', 'no case at its account', ({ cases }) => cases.length === 0);
    expect((await good(house.get(`/cases/${id}`))).trouble).toMatchObject([{ type: 'workflow', code: 'terminated' }]);
    expect(await house.post(`/cases/${id}/take`, { by: 'li.wei' })).toMatchObject({ status: 409, body: { code: 'entity-terminated' } });
    await good(house.post(`/cases/${id}/revive`, { reason: 'slip' }));
    await until<{ cases: string[] }>('account/with-case', 'the case at its account', ({ cases }) => cases.includes(id));
    const after = await good(house.post(`/cases/${id}/take`, { by: 'li.wei' }));
    expect(after.milestones.map(({ name, due }: { name: string; due: string }) => ({ name, due }))).toEqual(before);
    expect((await good(house.get(`/tickets?account=with-case`))).tickets).toHaveLength(1);
    expect(await verified()).toEqual([]);
  });

  it('a handover leaves no stand-in behind, and has one again when it is back', async () => {
    await start('with-handover');
    const id = await change('with-handover');
    const before = await standIns('with-handover');
    expect(before).not.toEqual([]);
    await handle(`handover/${id}`).terminate();
    await sweep();
    await eventually('nobody stands in', async () => ((await standIns('with-handover')).length === 0 ? true : undefined));
    expect((await good(house.get(`/handovers/${id}`))).trouble).toMatchObject([{ type: 'workflow', code: 'terminated' }]);
    expect(await house.post(`/handovers/${id}/accept`, {})).toMatchObject({ status: 409, body: { code: 'entity-terminated' } });
    await good(house.post(`/handovers/${id}/revive`, { reason: 'slip' }));
    await eventually('the stand-in', async () => ((await standIns('with-handover')).length === before.length ? true : undefined));
    await good(house.post(`/handovers/${id}/accept`, { by: 'liu.qiang' }));
    await eventually('nobody stands in', async () => ((await standIns('with-handover')).length === 0 ? true : undefined));
    expect(await verified()).toEqual([]);
  });

  it('a handover whose role somebody else has meanwhile is withdrawn', async () => {
    await start('moved-on');
    const id = await change('moved-on');
    await handle(`handover/${id}`).terminate();
    await sweep();
    await eventually('nobody stands in', async () => ((await standIns('moved-on')).length === 0 ? true : undefined));
    await good(house.post('/accounts/moved-on/handovers', { reason: 'left', kind: 'ours', roles: 'account-manager', to: 'li.wei' }));
    await good(house.post(`/handovers/${id}/revive`, { reason: 'slip' }));
    await eventually('its end', async () => ((await good(house.get(`/handovers/${id}`))).status === 'withdrawn' ? true : undefined));
    expect(await verified()).toEqual([]);
  });

  it('a person gets digests again', async () => {
    const { id, nextDigest } = await good(house.get('/people/wang.fang'));
    expect(nextDigest).not.toBeNull();
    await handle(`person/${id}`).terminate();
    await sweep();
    expect((await good(house.get('/people/wang.fang'))).trouble).toMatchObject([{ code: 'terminated' }]);
    expect(await good(house.post('/people/wang.fang/revive', { reason: 'slip' }))).toMatchObject({
      was: 'terminated',
      entity: `person/${id}`,
    });
    expect(await good(house.get('/people/wang.fang'))).toMatchObject({ nextDigest, trouble: [] });
    expect(await verified()).toEqual([]);
  });
});

describe('a run that a reset forked from its journal', () => {
  const reset = async (entity: string): Promise<void> => {
    const { events } = await handle(entity).fetchHistory();
    const first = events?.find(({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes);
    const { runId } = await handle(entity).describe();
    await house.temporal.workflowService.resetWorkflowExecution({
      namespace: house.temporal.options.namespace,
      workflowExecution: { workflowId: entity, runId },
      workflowTaskFinishEventId: first?.eventId ?? null,
      resetReapplyType: 2,
      requestId: randomUUID(),
      reason: 'slip',
    });
  };

  it('is seen, takes no command, and the journal wins', async () => {
    await start('forked');
    await good(house.post('/accounts/forked/pause', {}));
    const { state } = await stateOf('account/forked');
    await reset('account/forked');
    await eventually('the fork', async () => {
      await sweep();
      return (await account('forked')).trouble.length > 0 ? true : undefined;
    });
    expect((await account('forked')).trouble).toMatchObject([{ type: 'workflow', code: expect.stringMatching(/^journal-/) }]);
    expect((await checkOf('entities')).ok).toBe(false);
    expect(await house.post('/accounts/forked/resume', {})).toMatchObject({ status: 409, body: { code: 'entity-in-trouble' } });
    expect(await good(house.post('/accounts/forked/revive', { reason: 'reset by mistake' }))).toMatchObject({
      was: 'forked',
      journalled: 0,
    });
    expect((await stateOf('account/forked')).state).toEqual(state);
    expect(await good(house.post('/accounts/forked/resume', {}))).toMatchObject({ status: 'active', trouble: [] });
    await sweep();
    expect((await account('forked')).trouble).toEqual([]);
    expect(await verified()).toEqual([]);
  });

  it('that has written what contradicts the journal is on record at once', async () => {
    await start('contradicting');
    await good(house.post('/accounts/contradicting/pause', {}));
    await reset('account/contradicting');
    const { sequence } = await eventually('the fork', async () => {
      const live = await stateOf<{ status: string }>('account/contradicting');
      return live.state.status === 'active' ? live : undefined;
    });
    // Without the client, as from Temporal's UI.
    await handle('account/contradicting').executeUpdate('assess', { args: [{ demand: 'stable' }] });
    await eventually('what is refused', async () =>
      (await account('contradicting')).trouble.some(({ code }: { code: string }) => code === 'journal-conflict') ? true : undefined,
    );
    expect(sequence).toBeGreaterThan(0);
    await good(house.post('/accounts/contradicting/revive', { reason: 'slip' }));
    expect(await account('contradicting')).toMatchObject({ status: 'paused' });
    expect(await verified()).toEqual([]);
  });
});

describe('a revival that is cut off', () => {
  const STEPS = ['begin', 'end', 'on record', 'no fork', 'leases', 'unwritten', 'revived', 'start', 'well'];

  it.each(STEPS)('before the step "%s" is completed by the next one', async (step) => {
    const name = `cut-${step.replace(' ', '-')}`;
    await start(name);
    const id = await openCase(name);
    hold(`account/${name}`);
    await handle(`account/${name}`).executeUpdate('pause', { args: [{}] });
    await handle(`account/${name}`).terminate();
    release(`account/${name}`);
    if (['end', 'on record', 'no fork'].includes(step))
      // Only a fork takes these steps.
      await troubles.record(house.store, { entity: `account/${name}`, why: 'journal', code: 'journal-conflict', run: 'r' }, Date.now());
    const between = (at: string) => (at === step ? Promise.reject(new Error('killed')) : Promise.resolve());
    const first = house.client.revive('account', name, { reason: 'slip' }, { between });
    // A workflow that does not run need not be terminated.
    if (step === 'end') await first;
    else await expect(first).rejects.toThrow('killed');
    await good(house.post(`/accounts/${name}/revive`, { reason: 'slip' }));
    expect((await account(name)).trouble).toEqual([]);
    const { history } = await good(house.get(`/accounts/${name}/history`));
    expect(history.filter(({ type }: { type: string }) => type === 'revived')).toHaveLength(1);
    expect((await stateOf<{ cases: string[] }>(`account/${name}`)).state.cases).toEqual([id]);
    expect(await verified()).toEqual([]);
  });

  it('and of two at once one wins', async () => {
    await start('twice');
    await handle('account/twice').terminate();
    const answers = await Promise.all([1, 2, 3].map(() => house.post('/accounts/twice/revive', { reason: 'slip' })));
    expect(answers.filter(({ body }) => body.was === 'terminated')).toHaveLength(1);
    for (const { body } of answers) expect(['terminated', 'alive', undefined]).toContain(body.was);
    for (const { status, body } of answers) if (status !== 200) expect(body.code).toBe('revival-under-way');
    const { history } = await good(house.get('/accounts/twice/history'));
    expect(history.filter(({ type }: { type: string }) => type === 'revived')).toHaveLength(1);
    expect(await verified()).toEqual([]);
  });
});
