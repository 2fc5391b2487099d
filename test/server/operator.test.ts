// The operator's hands: what is ended from Temporal's side tells those that count on it, is seen, and can be mended.
import { ApplicationFailure } from '@temporalio/activity';
import { eventually } from '../support/eventually';
import { day } from '../support/start';
import { good } from './answers';
import { withEverything } from './deployment';

let house: Awaited<ReturnType<typeof withEverything>>;

const TEAM = { accountManager: 'li.wei', backup: 'wang.fang', technical: 'wang.fang', salesManager: 'liu.qiang' };
const start = (account: string) =>
  good(house.post('/accounts', { account, name: `Name of ${account}`, signedOn: day(-198), level: 'gold', ...TEAM }));
const openCase = async (account: string): Promise<string> =>
  (await good(house.post('/cases', { account, severity: 'high', text: 'Press 3 stands still' }))).id;
const change = async (account: string): Promise<string> =>
  (await good(house.post(`/accounts/${account}/handovers`, { reason: 'left', kind: 'ours', roles: 'account-manager', to: 'liu.qiang' })))
    .id;
const account = (id: string) => good(house.get(`/accounts/${id}`));
const standIns = async (id: string): Promise<string[]> =>
  (await good(house.get(`/tasks?account=${id}`))).tasks.flatMap(({ standIn }: { standIn: string | null }) => standIn ?? []);
const handle = (entity: string) => house.temporal.workflow.getHandle(entity);

/** The journals that are held back, as where the store does not answer; `release` lets them through. */
const held = new Set<string>();
const hold = (entity: string): void => void held.add(entity);
const release = (entity: string): void => void held.delete(entity);

beforeAll(async () => {
  house = await withEverything('test-operator', {
    activities: (made) => ({
      ...made,
      journal: async (entity, from, events) => {
        if (held.has(entity)) throw ApplicationFailure.retryable('store-unreachable', 'store-unreachable');
        await made.journal(entity, from, events);
      },
    }),
  });
});
afterAll(() => house.close());

describe('what an operator cancels', () => {
  it('a case leaves the list of its account', async () => {
    await start('cancelled-case');
    const id = await openCase('cancelled-case');
    expect(await account('cancelled-case')).toMatchObject({ openCases: 1 });
    await handle(`case/${id}`).cancel();
    await eventually('no case at its account', async () => {
      const { state } = await handle('account/cancelled-case').query<{ state: { cases: string[] } }>('state');
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
