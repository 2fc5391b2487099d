// Through the API, on a real Temporal server: an account entered late, a promoted one, and an undone promotion.

import { good } from '../support/answers';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';
import { day, ZONE } from '../support/start';

const house = ofFile(() => withEverything('test-account-promises'));

const account = (id: string, more: object = {}) => ({
  ...{ account: id, name: `Name of ${id}`, zone: ZONE, level: 'gold', accountManager: 'li.wei', salesManager: 'liu.qiang' },
  ...more,
});
interface Task {
  readonly id: string;
  readonly touchpoint: string;
  readonly state: string;
}
const agenda = async (id: string): Promise<Task[]> =>
  ((await good(house.get(`/tasks?account=${id}&state=all`))).tasks as Task[]).filter(
    ({ state }) => state === 'planned' || state === 'open',
  );
const keys = (tasks: readonly { id: string }[]): string[] => tasks.map(({ id }) => id).sort();

describe('an account that is entered twenty days after its signing', () => {
  it('says what is late, which is open at once, and what is skipped', async () => {
    const { late, skipped } = await good(house.post('/accounts', account('late', { signedOn: day(-20) })));
    expect(late).toMatchObject([{ touchpoint: 'kickoff-meeting', title: { zh: '项目启动会' } }]);
    expect(new Set(skipped.map(({ touchpoint }: { touchpoint: string }) => touchpoint))).toEqual(new Set(['weekly-sync']));
    await eventually('the kickoff is open', async () =>
      (await agenda('late')).some((task) => task.touchpoint === 'kickoff-meeting' && task.state === 'open'),
    );
    const { history } = await good(house.get('/accounts/late/history'));
    const entered = history.find(({ type }: { type: string }) => type === 'enteredLate');
    expect(entered.data.missed).toHaveLength(late.length + skipped.length);
  });

  it('says so when a prospect signs', async () => {
    await good(house.post('/accounts', account('prospect')));
    const { late, stage } = await good(house.post('/accounts/prospect/sign', { signedOn: day(-20) }));
    expect(stage).toBe('onboarding');
    expect(late).toMatchObject([{ touchpoint: 'kickoff-meeting' }]);
  });

  it('is counted by the dry run of a file', async () => {
    const values = { account: 'imported', name: 'Imported', signed_on: day(-20), zone: ZONE, level: 'gold', account_manager: 'li.wei' };
    const { results } = await good(house.post('/import/accounts', { rows: [{ line: 2, values }], dryRun: true }));
    expect(results).toMatchObject([{ outcome: 'started', late: 1, skipped: 2 }]);
  });

  it('starts quietly where it was signed long ago', async () => {
    expect(await good(house.post('/accounts', account('old', { signedOn: day(-400) })))).toMatchObject({ late: [], skipped: [] });
  });
});

describe('an early promotion', () => {
  it('says first what it would cancel, then cancels just that, and is taken back with it', async () => {
    await good(house.post('/accounts', account('early', { signedOn: day(-40), promisedDeliveryOn: day(30) })));
    await eventually(
      'what is late is open',
      async () => !(await agenda('early')).some(({ id, state }) => id.includes('kickoff') && state === 'planned'),
    );
    const before = await agenda('early');
    const foreseen = await good(house.post('/accounts/early/promote', { to: 'stable', dryRun: true }));
    expect(foreseen).toMatchObject({ dryRun: true, stage: 'onboarding' });
    expect(keys(foreseen.cancelled).join()).toContain('issue-review');
    expect(foreseen.kept.find(({ touchpoint }: Task) => touchpoint === 'first-delivery')).toMatchObject({ why: 'contract' });
    expect(keys(await agenda('early'))).toEqual(keys(before));

    const missing = await house.post('/accounts/early/promote', { to: 'stable' });
    expect(missing).toMatchObject({ status: 422 });
    const promoted = await good(house.post('/accounts/early/promote', { to: 'stable', reason: 'delivered early', by: 'liu.qiang' }));
    expect(promoted).toMatchObject({ stage: 'stable', cancelled: foreseen.cancelled, kept: foreseen.kept });
    expect(promoted.dryRun).toBeUndefined();
    const cancelled = new Set(keys(promoted.cancelled));
    expect((await agenda('early')).filter(({ id }) => cancelled.has(id))).toEqual([]);

    const undone = await good(house.post('/accounts/early/promote', { undo: true, reason: 'a mistake', by: 'liu.qiang' }));
    expect(undone).toMatchObject({ stage: 'onboarding', restored: promoted.cancelled });
    expect((await agenda('early')).map(({ id, state }) => `${id} ${state}`).sort()).toEqual(
      before.map(({ id, state }) => `${id} ${state}`).sort(),
    );
    expect(await house.post('/accounts/early/promote', { undo: true, reason: 'again' })).toMatchObject({ body: { code: 'not-promoted' } });
    expect(await good(house.get('/journal/verify?live=true'))).toMatchObject({ differences: [] });
    const { history } = await good(house.get('/accounts/early/history'));
    expect(
      history
        .filter(({ type }: { type: string }) => type === 'stageEntered')
        .map(({ data, note }: { data: { why: string }; note: string }) => [data.why, note]),
    ).toEqual([
      ['start', null],
      ['promoted', 'delivered early'],
      ['undone', 'a mistake'],
    ]);
  });
});
