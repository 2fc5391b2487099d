// The operator's hands: what is ended from Temporal's side tells those that count on it, is seen, and can be mended.
import { eventually } from '../support/eventually';
import { good } from './answers';
import { withEverything } from './deployment';

let house: Awaited<ReturnType<typeof withEverything>>;

const TEAM = { accountManager: 'li.wei', backup: 'wang.fang', technical: 'wang.fang', salesManager: 'liu.qiang' };
const start = (account: string) =>
  good(house.post('/accounts', { account, name: `Name of ${account}`, signedOn: '2025-07-01', level: 'gold', ...TEAM }));
const openCase = async (account: string): Promise<string> =>
  (await good(house.post('/cases', { account, severity: 'high', text: 'Press 3 stands still' }))).id;
const change = async (account: string): Promise<string> =>
  (await good(house.post(`/accounts/${account}/handovers`, { reason: 'left', kind: 'ours', roles: 'account-manager', to: 'liu.qiang' })))
    .id;
const account = (id: string) => good(house.get(`/accounts/${id}`));
const standIns = async (id: string): Promise<string[]> =>
  (await good(house.get(`/tasks?account=${id}`))).tasks.flatMap(({ standIn }: { standIn: string | null }) => standIn ?? []);
const handle = (entity: string) => house.temporal.workflow.getHandle(entity);

beforeAll(async () => {
  house = await withEverything('test-operator');
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
